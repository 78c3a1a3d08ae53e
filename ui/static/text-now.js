/* "Where can I text this to you?": one tap on what it is, or a photo taken, and it goes; the call goes
 * on. Where no gateway sends it, this telephone's own texts are opened with the words in them. */
import { toast } from "./toast.js";

export default function textNow(section) {
  const form = section.querySelector("form");
  const byHand = section.querySelector(".by-hand");
  const said = form.querySelector(".saved");
  const { cell, to, photo } = form.elements;
  const first = { to: to.value, cell: cell.value };

  /* Whoever of the climb is on the telephone is texted, on the cell that was dialled. */
  document.addEventListener("beck:dial", ({ detail }) => {
    const other = detail.who && detail.who !== form.dataset.contact;
    to.value = other ? detail.who : first.to;
    section.querySelector("[data-whose]").textContent = `${other ? detail.who : form.dataset.contact}’s cell`;
    if (detail.cell) cell.value = detail.cell;
    else cell.value = other ? "" : first.cell;
  });

  function refused(doc) {
    said.textContent = doc?.detail ?? doc?.title ?? "There is no network: it was not texted.";
    if (doc?.field === "cell") cell.focus();
  }

  function handOver(doc) {
    const write = byHand.querySelector("[data-write]");
    write.href = `sms:${doc.number}?body=${encodeURIComponent(doc.words)}`;
    byHand.elements.gave.value = doc.content_id ?? "";
    byHand.hidden = false;
    said.textContent = `Your telephone sends it to ${doc.contact.name}: ${doc.why}.`;
    write.click();
  }

  async function text(submitter) {
    const body = new FormData(form, submitter);
    for (const [name, value] of [...body]) if (["csrf", "then"].includes(name) || value === "" || (value instanceof File && !value.size)) body.delete(name);
    if (submitter) body.delete("photo");
    form.ariaBusy = "true";
    said.textContent = "…";
    const answer = await fetch(`/api/v1${new URL(form.action).pathname}`, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRF-Token": document.querySelector("meta[name=csrf]").content },
      body,
    }).catch(() => null);
    const doc = await answer?.json().catch(() => null);
    form.ariaBusy = "false";
    photo.value = "";
    if (!answer?.ok) return refused(doc);
    if (doc.by === "person") return handOver(doc);
    byHand.hidden = true;
    said.textContent = `Texted to ${doc.contact.name}: ${doc.what}.`;
    toast(`Texted to ${doc.contact.name}: ${doc.what}. The call goes on.`);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.ariaBusy !== "true") text(event.submitter);
  });
  photo.addEventListener("change", () => photo.files.length && form.ariaBusy !== "true" && text(null));
}
