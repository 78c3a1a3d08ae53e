/* Calls that Beck dials (data-dials on the page): a tap asks for it once, under a key of its own, and the
 * page follows what the telephone tells until the call is over. Only with a network: a dial is not kept
 * for later. */
import { toast } from "./toast.js";

const LOOK = 1000; /* milliseconds */

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ask(path, fields) {
  const headers = { Accept: "application/json" };
  if (fields) {
    headers["Idempotency-Key"] = newKey();
    headers["X-CSRF-Token"] = document.querySelector("meta[name=csrf]").content;
  }
  const answer = await fetch(`/api/v1${path}`, { method: fields ? "POST" : "GET", headers, body: fields && new URLSearchParams(fields) })
    .catch(() => null);
  if (!answer) throw new Error("Nothing is dialled: there is no network here.");
  const doc = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(doc.detail ?? doc.title ?? "It cannot be dialled now.");
  return doc;
}

/* Until it is over; `told` hears each stage. */
async function follow(call, told) {
  let now = call;
  told(now);
  while (now.on) {
    await new Promise((done) => { setTimeout(done, LOOK); });
    const next = await ask(`/phone-calls/${now.id}`).catch(() => null);
    if (next && next.stage !== now.stage) told(next);
    now = next ?? now;
  }
  return now;
}

let busy = false;

/* One at a time: a second tap while the first is on its way does nothing. */
export async function dial(touch, number, told) {
  if (busy) return;
  busy = true;
  try {
    await follow(await ask(`/touches/${touch}/call`, { number }), told);
  } catch (why) {
    toast(why.message);
    told(null);
  } finally {
    busy = false;
  }
}

/* One that was begun before this page was loaded. */
export async function goOn(id, told) {
  busy = true;
  const call = await ask(`/phone-calls/${id}`).catch(() => null);
  if (call) await follow(call, told);
  busy = false;
}

/* What the telephone's end looks like is shown on its button; a person says what it was. */
export function suggest(call) {
  for (const one of document.querySelectorAll(".suggested")) one.classList.remove("suggested");
  if (!call?.suggests) return;
  const talked = call.suggests === "talked";
  const found = document.querySelectorAll(talked ? "[popovertarget=said], [aria-current] [data-talked]" : `#call button[value=${call.suggests}], #other button[value=${call.suggests}]`);
  for (const one of found) {
    one.classList.add("suggested");
    if (one.closest("#other")) document.querySelector("[popovertarget=other]")?.classList.add("suggested");
  }
}

export const SAID = { asked: "dialling", dialling: "dialling", ringing: "ringing", answered: "talking", ended: "hung up", failed: "not dialled" };
