/* Forms whose act must never be lost (data-keep): each is first kept on this device with a key of
 * its own, then sent to the API under that key as often as it takes; the server knows the key and
 * does it once. Without a network it waits here and the page goes on.
 *
 *     data-keep           goes on to the form's `then`
 *     data-keep="quiet"   stays, and says "Kept" beside the field
 *     data-keep="row"     stays, and its page goes on to the next row (calls.js)
 *     data-keep="capture" stays, emptied for the next one (capture.js)
 *
 * `data-said` on the button or the form is what is said when it is done. */
import { all, drop, put } from "./store.js";
import { toast, toastLater } from "./toast.js";
import { showUntaken, untaken } from "./untaken.js";

const NOT_SENT = new Set(["csrf", "then"]);
const me = document.body.dataset.me;

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/* What stood there and was cleared is sent empty; what was never filled in is not sent. */
function wasCleared(form, name) {
  const field = form.elements[name];
  return field instanceof HTMLElement && Boolean(field.defaultValue);
}

function fieldsOf(form, submitter) {
  return [...new FormData(form, submitter)].filter(
    ([name, value]) =>
      !NOT_SENT.has(name) && (value instanceof File ? value.size : value !== "" || wasCleared(form, name)),
  );
}

function actOf(path, fields, otherwise) {
  return { key: newKey(), me, path, fields, otherwise, at: Date.now() };
}

/* The answer, or null when there was no network or the server was not well: it stays kept. */
async function send(act, heard = () => {}) {
  const body = new FormData();
  for (const [name, value] of act.fields) body.append(name, value);
  const headers = {
    Accept: "application/json",
    "Idempotency-Key": act.key,
    "X-CSRF-Token": document.querySelector("meta[name=csrf]").content,
  };
  const plain = act.fields.every(([, value]) => typeof value === "string");
  const answer = await fetch(`/api/v1${act.path}`, {
    method: "POST",
    headers,
    body: plain ? new URLSearchParams(act.fields) : body,
  }).catch(() => null);
  if (!answer || answer.status >= 500 || answer.status === 429 || answer.status === 401) return null;
  const doc = await answer.json().catch(() => ({}));
  await heard({ ok: answer.ok, doc });
  await drop("acts", act.id);
  return { ok: answer.ok, doc };
}

/* A phone often calls itself online where nothing comes through, and a server that restarts is back
 * in a minute: what waits is tried again by itself. */
const FIRST_WAIT = 5000, LONGEST_WAIT = 300000; /* milliseconds */
let wait = FIRST_WAIT, again;
function tryAgain() {
  clearTimeout(again);
  again = setTimeout(sendKept, wait);
  wait = Math.min(2 * wait, LONGEST_WAIT);
}

/* Of what has waited nobody looks at the answer any more: what was not done is told, and what is to be
 * done instead is kept, before it goes; else it stays, to be mended (untaken.js). */
async function notDone(act, { ok, doc }) {
  const why = !ok ? doc.detail ?? doc.title : act.otherwise && doc.by === "person" ? doc.why : null;
  if (!why) return;
  for (const { path, fields } of act.otherwise ?? []) await put("acts", actOf(path, fields));
  if (act.otherwise) toast(`Not taken: ${why} It is promised for tomorrow.`);
  else await put("acts", { ...actOf(act.path, act.fields), refused: why });
}

/* One after the other, in the order they were done, in one window only. */
export async function sendKept() {
  if (!me) return;
  await navigator.locks.request("beck-kept", async () => {
    let sent = 0, left = false;
    let waiting = await waitingHere();
    while (waiting.length && !left) {
      for (const act of waiting) {
        left = !(await send(act, (answer) => notDone(act, answer)));
        if (left) break;
        sent += 1;
      }
      waiting = await waitingHere();
    }
    if (left) tryAgain();
    else wait = FIRST_WAIT;
    await showUntaken();
    if (sent) document.dispatchEvent(new CustomEvent("beck:sent", { detail: sent }));
  });
}

async function mine() {
  return (await all("acts")).filter((act) => act.me === me && !act.refused);
}

/* Without those whose answer somebody waits for here: keepAct() sends them, and says what came of them. */
const inHand = new Set();
async function waitingHere() {
  return (await mine()).filter((act) => !inHand.has(act.key));
}

/* What waits here, by the path it goes to. */
export async function keptPaths() {
  return (await mine()).map((act) => act.path);
}

/* Kept, then sent once: the answer, or null while it waits. `otherwise`: acts ({path, fields}) in its
 * stead, if it has waited and is refused then. */
export async function keepAct(path, fields, otherwise) {
  const act = actOf(path, fields, otherwise);
  inHand.add(act.key);
  act.id = await put("acts", act);
  const answer = await navigator.locks.request("beck-kept", () => send(act));
  inHand.delete(act.key);
  if (!answer) tryAgain();
  return answer;
}

function missing(form, submitter) {
  for (const name of (submitter?.dataset.needs ?? "").split(" ").filter(Boolean)) {
    const field = form.elements[name];
    if (field.value.trim()) continue;
    field.setCustomValidity("This one needs it.");
    field.reportValidity();
    field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
    return true;
  }
  return false;
}

function refused(form, doc) {
  const field = doc.field && form.elements[doc.field];
  if (field?.setCustomValidity) {
    field.setCustomValidity(doc.detail ?? doc.title);
    field.reportValidity();
    field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
  } else {
    toast(doc.detail ?? doc.title ?? "That did not work.");
  }
}

/* A gateway goes no faster, and the hours of the law are to begin: on another day, that day is said. */
export function textedTo({ contact, what, later_at: later, later_why: why, text }) {
  const cost = text?.cost ? `, ${text.cost}` : "";
  if (!later) return `Texted to ${contact.name}: ${what}${cost}.`;
  const at = new Date(later);
  const today = at.toDateString() === new Date().toDateString();
  const said = at.toLocaleTimeString([], { ...(today ? {} : { weekday: "long" }), hour: "2-digit", minute: "2-digit" });
  return `Goes to ${contact.name} ${today ? "at" : "on"} ${said}: ${what}${cost}. Not now: ${why}.`;
}

/* Of a card: whether they were known, and what was texted to them. */
function captured(doc, said) {
  const known = doc?.state === "updated" ? `${doc.name} was known; now we know more.`
    : doc?.state === "duplicate" ? `${doc.name}: ${doc.said}.` : said;
  if (!doc?.texted) return known;
  const { by, why, promise_id: promise } = doc.texted;
  return by === "machine" ? `${known} ${textedTo(doc.texted)}`
    : `${known} Not texted: ${why}.${promise ? " It is promised." : ""}`;
}

function done(form, said, { offline = false, words = null, next = null, texted = null } = {}) {
  const told = offline ? `${said} Kept on this phone.` : said;
  if (form.dataset.keep === "quiet") {
    const place = form.querySelector(".saved");
    if (place) place.textContent = offline ? "Kept on this phone." : "Kept.";
    form.dispatchEvent(new CustomEvent("beck:kept", { bubbles: true, detail: { offline } }));
    return;
  }
  if (form.dataset.keep === "capture") {
    const byHand = texted?.by === "person" && texted.words;
    toast(told, { link: byHand ? [`sms:${texted.number}?body=${encodeURIComponent(texted.words)}`, "Write it"] : null });
    form.dispatchEvent(new CustomEvent("beck:kept", { bubbles: true }));
    return;
  }
  dispatchEvent(new CustomEvent("beck:logged", { detail: new URL(form.action).pathname }));
  if (form.dataset.keep === "row") {
    toast(told, { undo: !offline });
    form.dispatchEvent(new CustomEvent("beck:kept", { bubbles: true, detail: { offline, said } }));
    return;
  }
  const onward = form.dataset.thenNext !== undefined && next ? `/touches/${next.id}` : null;
  const then = onward ?? (form.elements.then?.value || location.pathname);
  toastLater(told, { undo: !offline, words });
  location.assign(offline && then === "/next" ? "/today" : then);
}

async function keep(form, submitter) {
  const said = submitter?.dataset.said ?? form.dataset.said ?? "Kept.";
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const answer = await keepAct(new URL(form.action).pathname, fieldsOf(form, submitter));
  form.ariaBusy = "false";
  if (answer && !answer.ok) refused(form, answer.doc);
  else done(form, captured(answer?.doc, said), { offline: !answer, next: answer?.doc.next, texted: answer?.doc.texted, words: answer?.doc.holding?.machine ? null : answer?.doc.holding?.words });
}

/* What is kept here goes when one signs out, so it must be with the server first. */
async function mayLeave(form) {
  await sendKept();
  const waiting = (await keptPaths()).length;
  if (waiting) toast(`${waiting} still wait here for the network. Sign out when they are sent.`);
  else if ((await untaken()).length) toast("Something was not taken: mend it, or let it go, and sign out then.");
  else form.submit();
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("form[action='/sign-out']")) {
    event.preventDefault();
    mayLeave(event.target);
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-keep]")) return;
  event.preventDefault();
  if (!missing(form, event.submitter)) keep(form, event.submitter);
});

/* A field that saves itself when it is left. */
document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.matches("[data-saves-itself]") && field.value.trim()) field.form.requestSubmit();
});

addEventListener("online", sendKept);
document.addEventListener("visibilitychange", () => document.hidden || sendKept());
sendKept();
