/* Capture: the photo is seen and made small before it is kept, the show is remembered, and after each
 * card the form is empty again. What another app shared waits here until it is kept or left out: one
 * photo and one contact a card, the rest for the next ones. */
import { all, drop } from "./store.js";
import { keptPaths } from "./kept.js";

const SIDE = 1600;

async function smaller(file) {
  const image = await createImageBitmap(file).catch(() => null);
  if (!image) return file;
  const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  return blob && blob.size < file.size
    ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
}

function give(input, file) {
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
}

export default async function capture(count) {
  const form = document.getElementById("capture");
  const { photo, source, name, note, vcard } = form.elements;
  const picture = form.querySelector(".photo img");

  async function show(file) {
    give(photo, await smaller(file));
    picture.src = URL.createObjectURL(photo.files[0]);
    picture.hidden = false;
  }

  async function tell() {
    const waiting = (await keptPaths()).filter((path) => path === "/leads").length;
    count.textContent = waiting ? `${waiting} kept on this phone, sent when the network is back.` : "";
  }

  photo.addEventListener("change", () => photo.files[0] && show(photo.files[0]));
  source.value ||= localStorage.getItem("beck-source") ?? "";

  const offered = form.querySelector(".shared");
  let taken = [];
  async function takeShared() {
    for (const shared of await all("shared")) {
      const isPhoto = shared.file?.type.startsWith("image/");
      if (shared.file && (isPhoto ? photo : vcard).files.length) continue;
      taken.push(shared.id);
      if (isPhoto) await show(shared.file);
      else if (shared.file) {
        give(vcard, shared.file);
        vcard.closest("details").open = true;
        name.value ||= (await shared.file.text()).match(/^FN[^:]*:(.*)$/m)?.[1].trim() ?? "";
      } else note.value = [note.value, shared.text].filter(Boolean).join("\n");
    }
    offered.hidden = !taken.length;
  }

  async function next() {
    const kept = source.value;
    form.reset();
    source.value = kept;
    URL.revokeObjectURL(picture.src);
    picture.hidden = true;
    name.focus();
    for (const id of taken) await drop("shared", id);
    taken = [];
    await takeShared();
  }

  form.addEventListener("beck:kept", () => {
    localStorage.setItem("beck-source", source.value);
    next();
    tell();
  });
  document.addEventListener("beck:sent", tell);

  offered.querySelector("button").addEventListener("click", next);
  await takeShared();
  tell();
}
