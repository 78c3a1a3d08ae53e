/* "Where can I text this to you?": one tap on what it is, or a photo taken, and it goes; the call goes
 * on. Where no gateway sends it, this telephone's own texts are opened with the words in them. Without
 * a signal it is kept here and goes once there is one (kept.js); what is refused by then is promised. */
import { keepAct, textedTo } from "./kept.js";
import { smaller } from "./photo.js";
import { toast } from "./toast.js";

const NOT_SENT = new Set(["csrf", "then"]);

export default function textNow(section) {
  const form = section.querySelector("form");
  const byHand = section.querySelector(".by-hand");
  const said = form.querySelector(".saved");
  const { cell, to, photo } = form.elements;
  const again = form.querySelector("[data-again]");
  const offerAgain = (offered) => again.classList.toggle("no-script-only", !offered);
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
    said.textContent = doc.detail ?? doc.title;
    if (doc.field === "cell") cell.focus();
    offerAgain(photo.files.length);
  }

  function handOver(doc) {
    const write = byHand.querySelector("[data-write]");
    write.href = `sms:${doc.number}?body=${encodeURIComponent(doc.words)}`;
    byHand.elements.gave.value = doc.content_id ?? "";
    byHand.hidden = false;
    said.textContent = `Your telephone sends it to ${doc.contact.name}: ${doc.why}.`;
    write.click();
  }

  async function fieldsOf(submitter) {
    const byPhoto = !submitter || submitter === again;
    const fields = [...new FormData(form, submitter)]
      .filter(([name, value]) => !NOT_SENT.has(name) && name !== "photo" && value !== "");
    return byPhoto && photo.files.length ? [...fields, ["photo", await smaller(photo.files[0])]] : fields;
  }

  /* In its stead, if it cannot go once there is a signal. */
  function otherwise(fields, what) {
    const lead = new URL(form.action).pathname.replace(/\/text$/, "");
    const promised = { path: `${lead}/promises`, fields: [["text", `text ${what} tomorrow 10:00`]] };
    const kept = fields.find(([name]) => name === "photo");
    return kept ? [{ path: `${lead}/files`, fields: [["file", kept[1]]] }, promised] : [promised];
  }

  async function text(submitter) {
    form.ariaBusy = "true";
    said.textContent = "…";
    const fields = await fieldsOf(submitter);
    const what = submitter && submitter !== again ? submitter.dataset.what : "the photo";
    const answer = await keepAct(new URL(form.action).pathname, fields, otherwise(fields, what));
    form.ariaBusy = "false";
    if (answer && !answer.ok) return refused(answer.doc);
    photo.value = "";
    offerAgain(false);
    byHand.hidden = true;
    if (!answer) {
      said.textContent = "Kept on this phone: it goes once there is a signal.";
      return toast(`${said.textContent} The call goes on.`);
    }
    const { doc } = answer;
    if (doc.by === "person") return handOver(doc);
    said.textContent = textedTo(doc);
    toast(`${said.textContent} The call goes on.`);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.ariaBusy !== "true") text(event.submitter);
  });
  photo.addEventListener("change", () => photo.files.length && form.ariaBusy !== "true" && text(null));
}
