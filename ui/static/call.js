/* The call page: the number under the thumb, then what came of it. After *no answer* the next number
 * is offered, then the next person of the account; what was tried before goes along in the one
 * record, as fields "attempt" in the words of the command line: "Bob Hill 12025550190:no_answer". */
import { keptPaths } from "./kept.js";

export default async function call(page) {
  const dials = [...page.querySelectorAll("[data-dial]")];
  const button = page.querySelector("[data-call]");
  if (!button) return;
  const words = button.querySelector("[data-call-words]");
  const tally = page.querySelector("[data-tally]");
  const came = page.querySelector(".came");
  const tried = [];
  let at = 0;
  let enough = false; /* what was tried last is what counts */

  const spoken = (dial, outcome) =>
    [dial.dataset.who, `${dial.dataset.number.replace("+", "")}:${outcome}`].filter(Boolean).join(" ");

  function show() {
    const dial = dials[at];
    if (!dial) return;
    dials.forEach((one, place) => {
      if (place === at) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
      one.classList.toggle("tried", tried.includes(one));
    });
    const { kind, said, who } = dial.dataset;
    button.href = dial.href;
    words.textContent = at && who && who !== dials[at - 1].dataset.who
      ? `Call ${who}` : `Call ${kind.toLowerCase()} ${said}`;
    page.classList.remove("dialled");
  }

  const dialled = () => page.classList.add("dialled");
  button.addEventListener("click", () => setTimeout(dialled, 300));
  page.querySelector("[data-dialled]").addEventListener("click", dialled);
  dials.forEach((dial, place) => dial.addEventListener("click", () => {
    at = place;
    show();
    setTimeout(dialled, 300);
  }));

  function offerEnough(submitter) {
    if (page.querySelector("[data-enough]")) return;
    const button = document.createElement("button");
    const { name, value } = submitter;
    Object.assign(button, { className: "plain", textContent: "Enough for now", name, value });
    button.dataset.enough = "";
    button.dataset.said = submitter.dataset.said;
    button.setAttribute("form", came.id);
    page.querySelector(".small-acts").append(button);
  }

  /* Before kept.js takes the form: another number first, while there is one. */
  came.addEventListener("submit", (event) => {
    const { submitter } = event;
    enough = submitter.dataset.enough !== undefined;
    if (submitter.value !== "no_answer" || enough) return;
    if (!tried.includes(dials[at])) tried.push(dials[at]);
    const next = dials.findIndex((dial) => !tried.includes(dial));
    if (next < 0) return;
    event.preventDefault();
    event.stopPropagation();
    at = next;
    show();
    tally.textContent = `No answer. Counted. ${dials.length - tried.length} more to try`;
    offerEnough(submitter);
  });

  /* What is sent names the number; those before it come first. */
  document.addEventListener("formdata", (event) => {
    if (!event.target.matches("[data-of-the-climb]") || !dials.length) return;
    const here = enough && event.target === came ? tried.at(-1) : dials[at];
    for (const dial of tried)
      if (dial !== here) event.formData.append("attempt", spoken(dial, "no_answer"));
    const outcome = event.formData.get("outcome");
    if (outcome && !["gone", "deceased"].includes(outcome)) event.formData.set("outcome", spoken(here, outcome));
  });

  show();
  if ((await keptPaths()).includes(`/touches/${page.dataset.touch}/outcome`)) location.replace("/today");
}
