/* The list of leads: what is chosen, and what may be done with all of it. */
import { toast, toastLater } from "./toast.js";

export default function bulk(form) {
  const bar = form.querySelector(".bulk");
  function tell() {
    const count = form.querySelectorAll("[name=leads]:checked").length;
    bar.hidden = !count;
    bar.querySelector("[data-chosen]").textContent = `${count} chosen`;
  }
  form.addEventListener("change", tell);
  tell(); /* what was chosen before this script was there */

  /* The list stays as it was asked for, and what could not be done is said. */
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const asked = [...new FormData(form)].filter(([name, value]) => value && name !== "csrf" && name !== "then");
    const answer = await fetch(`/api/v1${new URL(form.action).pathname}`, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRF-Token": form.elements.csrf.value },
      body: new URLSearchParams(asked),
    }).catch(() => null);
    const doc = await answer?.json().catch(() => null);
    form.ariaBusy = "false";
    if (!doc) return toast("There is no network.");
    if (!answer.ok) return toast(doc.detail ?? doc.title);
    const [refused] = doc.refused;
    const left = refused ? ` ${doc.refused.length} not: ${refused.why}` : "";
    toastLater(`${doc.said}${left}`, { undo: doc.done > 0 });
    location.reload();
  });
}
