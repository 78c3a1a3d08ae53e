/* Short words at the edge of the page. What is said about an act that leads to another page is kept
 * until that page is there; the record it is about can be taken back from it. */
const place = document.getElementById("toasts");
const LATER = "beck-toast";
const MOST = 2;

function undoForm() {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/undo";
  const fields = { csrf: document.querySelector("meta[name=csrf]").content, then: location.pathname };
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  const button = document.createElement("button");
  button.textContent = "Undo";
  form.append(button);
  return form;
}

/* `words` of its own are for somebody else: shown, and copied by a button. */
export function toast(told, { undo = false, link = null, words = null } = {}) {
  const said = document.createElement("div");
  said.className = "toast";
  const text = document.createElement("span");
  text.textContent = told;
  said.append(text);
  if (link) {
    const anchor = document.createElement("a");
    [anchor.href, anchor.textContent] = link;
    said.append(anchor);
  }
  if (words) {
    const quote = document.createElement("q");
    quote.textContent = words;
    text.append(" ", quote);
    const copy = document.createElement("button");
    copy.textContent = "Copy";
    copy.addEventListener("click", () => navigator.clipboard.writeText(words));
    said.append(copy);
  }
  if (undo) said.append(undoForm());
  place.append(said);
  if (place.children.length > MOST) place.firstChild.remove();
  setTimeout(() => said.remove(), words ? 60000 : undo || link ? 12000 : 6000);
}

export function toastLater(told, options) {
  sessionStorage.setItem(LATER, JSON.stringify([told, options]));
}

export function showLater() {
  const later = sessionStorage.getItem(LATER);
  sessionStorage.removeItem(LATER);
  if (later && !document.querySelector("[data-problem]")) toast(...JSON.parse(later));
}
