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

export function toast(words, { undo = false, link = null } = {}) {
  const said = document.createElement("div");
  said.className = "toast";
  const text = document.createElement("span");
  text.textContent = words;
  said.append(text);
  if (link) {
    const anchor = document.createElement("a");
    [anchor.href, anchor.textContent] = link;
    said.append(anchor);
  }
  if (undo) said.append(undoForm());
  place.append(said);
  if (place.children.length > MOST) place.firstChild.remove();
  setTimeout(() => said.remove(), undo || link ? 12000 : 6000);
}

export function toastLater(words, options) {
  sessionStorage.setItem(LATER, JSON.stringify([words, options]));
}

export function showLater() {
  const later = sessionStorage.getItem(LATER);
  sessionStorage.removeItem(LATER);
  if (later) toast(...JSON.parse(later));
}
