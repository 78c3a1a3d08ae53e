/* The call page: the number under the thumb, then what came of it. After *no answer* the next number
 * is offered, then the next person of the account; what was tried goes along in one record. */
import { keptPaths } from "./kept.js";

export default async function call(page) {
  const dials = [...page.querySelectorAll("[data-dial]")];
  const button = page.querySelector("[data-call]");
  if (!button) return;
  const words = button.querySelector("[data-call-words]");
  const tally = page.querySelector("[data-tally]");
  const forms = document.querySelectorAll("form:has([name=tried])");
  const tried = [];
  let at = 0;

  function fill(name, value) {
    for (const form of forms) form.elements[name].value = value;
  }

  function show() {
    const dial = dials[at];
    if (!dial) return;
    dials.forEach((one, place) => {
      one.toggleAttribute("aria-current", place === at);
      one.classList.toggle("tried", place < at);
    });
    const { number, kind, said, who } = dial.dataset;
    button.href = dial.href;
    words.textContent = at && who && who !== dials[at - 1].dataset.who
      ? `Call ${who}` : `Call ${kind.toLowerCase()} ${said}`;
    fill("number", number);
    fill("who", who ?? "");
    fill("tried", tried.join("\n"));
    page.classList.remove("dialled");
  }

  function dialled() {
    page.classList.add("dialled");
  }

  button.addEventListener("click", () => setTimeout(dialled, 300));
  page.querySelector("[data-dialled]")?.addEventListener("click", dialled);
  dials.forEach((dial, place) => dial.addEventListener("click", () => {
    at = place;
    show();
    setTimeout(dialled, 300);
  }));

  /* Before kept.js takes the form: another number first, while there is one. */
  page.querySelector(".came").addEventListener("submit", (event) => {
    if (event.submitter.dataset.enough !== undefined) {
      fill("number", tried.at(-1).split(" ")[0]);
      fill("who", dials[at - 1].dataset.who ?? "");
      fill("tried", tried.slice(0, -1).join("\n"));
      return;
    }
    if (event.submitter.value !== "no_answer" || at + 1 >= dials.length) return;
    event.preventDefault();
    event.stopPropagation();
    const { number, who } = dials[at].dataset;
    tried.push(`${number} no_answer${who ? ` ${who}` : ""}`);
    at += 1;
    show();
    tally.textContent = `No answer. Counted. ${dials.length - at} more to try`;
    if (!page.querySelector("[data-enough]")) {
      const enough = event.submitter.cloneNode(true);
      enough.dataset.enough = "";
      enough.removeAttribute("data-key");
      enough.className = "plain";
      enough.textContent = "Enough for now";
      enough.setAttribute("form", "came");
      page.querySelector(".small-acts").append(enough);
    }
  });

  show();
  if ((await keptPaths()).includes(`/touches/${page.dataset.touch}/outcome`)) location.replace("/today");
}
