/* What every page does. A part of a page that has a script of its own says so by data-module; it is
 * loaded when it is there, also when htmx has brought it in later. */
import "./keys.js";
import "./kept.js";
import "./live.js";
import { showLater, toastLater } from "./toast.js";

const csrf = () => document.querySelector("meta[name=csrf]").content;

document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["X-CSRF-Token"] = csrf();
});

/* Until its script is there a form is what HTML makes of it; who drives the page by program waits for data-mounted. */
const mounted = new WeakSet();
let mounting = 0;
async function mount(root) {
  const { documentElement: page } = document;
  const parts = [...root.querySelectorAll("[data-module]")].filter((part) => !mounted.has(part));
  mounting += 1;
  page.removeAttribute("data-mounted");
  await Promise.all(parts.map(async (part) => {
    mounted.add(part);
    const module = await import(`./${part.dataset.module}.js`);
    await module.default(part);
  }));
  mounting -= 1;
  page.toggleAttribute("data-mounted", !mounting);
}
mount(document);
document.addEventListener("htmx:after:settle", () => mount(document));

/* Buttons that only help to fill, copy, or open. */
document.addEventListener("click", async (event) => {
  const fill = event.target.closest("[data-fills] button");
  if (fill) {
    const field = fill.form.elements[fill.closest("[data-fills]").dataset.fills];
    field.value = fill.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    event.preventDefault();
  }
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).innerText);
    copy.textContent = "Copied";
  }
});

/* A page that takes its time says so, where the browser tells of the way there. */
window.navigation?.addEventListener("navigate", (event) => {
  const { destination, downloadRequest } = event;
  if (destination.sameDocument || downloadRequest !== null || !destination.url.startsWith(location.origin)) return;
  document.documentElement.classList.add("is-leaving");
});
addEventListener("pageshow", () => document.documentElement.classList.remove("is-leaving"));

function tellNetwork() {
  document.documentElement.classList.toggle("is-offline", !navigator.onLine);
}
addEventListener("online", tellNetwork);
addEventListener("offline", tellNetwork);
tellNetwork();
showLater();

/* What a form says when it has led on (kept.js says it of those it keeps); data-undo: it can be taken back. */
document.addEventListener("submit", ({ target, defaultPrevented }) => {
  const { said, keep, undo } = target.dataset;
  if (said && keep === undefined && !defaultPrevented) toastLater(said, { undo: undo !== undefined });
});
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

/* Signing out takes it away, also while it is on its way; the next page brings it back. */
navigator.serviceWorker?.register("/sw.js").catch(() => {});
