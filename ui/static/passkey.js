/* Passkeys: the browser's part of making one and of signing in with one. The server gives the
 * options and checks the answer. */
import { toast } from "./toast.js";

async function ask(path, body) {
  const answer = await fetch(`/api/v1${path}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-CSRF-Token": document.querySelector("meta[name=csrf]").content,
    },
    body: JSON.stringify(body),
  });
  const doc = await answer.json();
  if (!answer.ok) throw new Error(doc.detail ?? doc.title);
  return doc;
}

async function signIn(then) {
  const options = await ask("/sign-in/passkey/options", {});
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
  const made = await navigator.credentials.get({ publicKey });
  await ask("/sign-in/passkey", made.toJSON());
  const to = new URL(then || "/next", location.origin);
  location.assign(to.origin === location.origin ? to : "/next");
}

async function add(name, current) {
  const options = await ask("/settings/passkeys/options", { current });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey);
  const made = await navigator.credentials.create({ publicKey });
  await ask("/settings/passkeys", { ...made.toJSON(), name });
  location.assign("/settings/security");
}

export default function passkey(part) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  part.hidden = false;
  const button = part.querySelector("[data-passkey]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if (button.dataset.passkey === "sign-in") await signIn(part.dataset.then);
      else await add(part.querySelector("[name=name]").value, part.querySelector("[name=current]").value);
    } catch (error) {
      if (error.name !== "NotAllowedError") toast(error.message);
    }
    button.disabled = false;
  });
}
