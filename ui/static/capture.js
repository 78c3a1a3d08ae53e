/* Capture: a photo is seen and made small before it is kept, the show is remembered, and after each
 * card the form is empty again. What another app shared waits here until it is kept or left out: one
 * photo and one contact a card, the rest for the next ones. A card that the server would not take comes
 * back into its form (?mend=, untaken.js). */
import { all, drop } from "./store.js";
import { keptPaths } from "./kept.js";
import { smaller } from "./photo.js";
import { showUntaken, untaken } from "./untaken.js";

function give(input, file) {
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
}

export default async function capture(count) {
  const form = document.getElementById("capture");
  const { photo, text, cell, source, name, note, vcard } = form.elements;
  const pictureOf = (input) => input.closest(".photo").querySelector("img");

  async function show(input, file) {
    const picture = pictureOf(input);
    give(input, await smaller(file));
    picture.src = URL.createObjectURL(input.files[0]);
    picture.hidden = false;
  }

  /* Without a network nobody says that something is missing: who it is texted to, and where. */
  function need() {
    name.required = cell.required = text.files.length > 0;
  }

  async function tell() {
    const waiting = (await keptPaths()).filter((path) => path === "/leads").length;
    count.textContent = waiting ? `${waiting} kept on this phone, sent when the network is back.` : "";
  }

  for (const input of [photo, text])
    input.addEventListener("change", () => {
      need();
      if (input.files[0]) show(input, input.files[0]);
    });
  source.value ||= localStorage.getItem("beck-source") ?? "";

  const offered = form.querySelector(".shared");
  let taken = [];
  async function takeShared() {
    for (const shared of await all("shared")) {
      const isPhoto = shared.file?.type.startsWith("image/");
      if (shared.file && (isPhoto ? photo : vcard).files.length) continue;
      taken.push(shared.id);
      if (isPhoto) await show(photo, shared.file);
      else if (shared.file) {
        give(vcard, shared.file);
        vcard.closest("details").open = true;
        const names = [...(await shared.file.text()).matchAll(/^FN[^:]*:(.*)$/gm)];
        if (names.length === 1) name.value ||= names[0][1].trim(); /* what is typed is of one */
      } else note.value = [note.value, shared.text].filter(Boolean).join("\n");
    }
    offered.hidden = !taken.length;
  }

  const mending = Number(new URLSearchParams(location.search).get("mend"));
  async function fillIn() {
    const act = (await untaken()).find(({ id }) => id === mending);
    for (const [name, value] of act?.fields ?? []) {
      const fields = [...form.querySelectorAll(`[name="${name}"]`)];
      const chosen = fields.find((field) => /^(checkbox|radio)$/.test(field.type) && field.value === value);
      const field = chosen ?? fields.find(({ type }) => !/^(checkbox|radio)$/.test(type));
      if (chosen) chosen.checked = true;
      else if (field === vcard) give(field, value);
      else if (value instanceof File) await show(field, value);
      else field.value = value;
      field.closest("details")?.setAttribute("open", "");
    }
  }

  async function mended() {
    if (!mending) return;
    await drop("acts", mending);
    history.replaceState(null, "", location.pathname);
    showUntaken();
  }

  async function next() {
    const kept = source.value;
    form.reset();
    source.value = kept;
    for (const picture of [photo, text].map(pictureOf)) {
      URL.revokeObjectURL(picture.src);
      picture.hidden = true;
    }
    need();
    name.focus();
    for (const id of taken) await drop("shared", id);
    taken = [];
    await takeShared();
  }

  form.addEventListener("beck:kept", () => {
    localStorage.setItem("beck-source", source.value);
    mended();
    next();
    tell();
  });
  document.addEventListener("beck:sent", tell);

  offered.querySelector("button").addEventListener("click", next);
  await takeShared();
  await fillIn();
  tell();
}
