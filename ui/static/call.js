/* The call page: the number under the thumb, the clock, then what came of it. One call is a climb: after
 * *no answer* the next number is offered, after a message the next person, who hears of the one before;
 * all dials go along in one record, as fields "attempt" in the words of the command line:
 * "Bob Hill 12025550190:no_answer/20", the seconds behind.
 *
 * The climb is on this device until it is logged, so that a page that is left, or a telephone that
 * was turned off, comes back where it was. */
import { SAID, dial as askToDial, goOn, suggest } from "./dialled.js";
import { keptPaths } from "./kept.js";
import { toast } from "./toast.js";

const MORE = new Set(["no_answer", "voicemail", "wrong_number", "disconnected", "does_not_ring", "no_voicemail", "gatekeeper"]);
const HALF_DAY = 12 * 60 * 60 * 1000; /* milliseconds; an older climb is none any more */
const place = (touch) => `beck-climb-${touch}`;

function remembered(touch) {
  try {
    const climb = JSON.parse(localStorage.getItem(place(touch)));
    if (climb && Date.now() - climb.at < HALF_DAY) return climb;
  } catch { /* what cannot be read is no climb */ }
  localStorage.removeItem(place(touch));
  return null;
}

/* A climb that was begun and left: its dials count only once they are logged. */
function offerLeft(page) {
  for (const key of Object.keys(localStorage)) {
    const touch = /^beck-climb-(\d+)$/.exec(key)?.[1];
    if (!touch || touch === page.dataset.touch) continue;
    const climb = remembered(touch);
    if (!climb?.tried.length) continue;
    const said = document.createElement("p");
    said.className = "card";
    const link = document.createElement("a");
    link.href = `/touches/${touch}`;
    link.textContent = `${climb.name}: log it`;
    const count = climb.tried.length;
    said.append(`${count} ${count === 1 ? "dial is" : "dials are"} not logged yet. `, link);
    page.prepend(said);
  }
}

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export default async function call(page) {
  const dials = [...page.querySelectorAll("[data-dial]")];
  const button = page.querySelector("[data-call]");
  offerLeft(page);
  if (!button) return;
  const words = button.querySelector("[data-call-words]");
  const tally = page.querySelector("[data-tally]");
  const came = page.querySelector(".came");
  const clock = page.querySelector("[data-clock]");
  const opening = page.querySelector("[data-opening]");
  const voicemail = page.querySelector("p[data-voicemail]");
  const ownVoicemail = voicemail?.textContent;
  const toSay = page.querySelector("p[data-words]");
  const ownWords = toSay?.textContent;
  const instead = page.querySelector("[data-instead]");
  const called = page.querySelector("[data-called]"), calledTitle = page.querySelector("[data-called-title]");
  const first = { who: called.textContent, title: calledTitle.textContent };
  const { touch } = page.dataset;
  const path = `/touches/${touch}/outcome`;
  /* `tried`: {number, outcome, seconds}, in their order; `since`: when the dial that goes on began. */
  const climb = remembered(touch) ?? { tried: [], since: 0, number: null, name: first.who };
  let counted = null; /* of what was tried, what the form's outcome stands for */
  let at = Math.max(0, dials.findIndex((dial) => dial.dataset.number === climb.number));

  const keep = () => {
    climb.at = Date.now();
    climb.number = dials[at]?.dataset.number ?? null;
    if (climb.tried.length || climb.since) localStorage.setItem(place(touch), JSON.stringify(climb));
    else localStorage.removeItem(place(touch));
  };
  const seconds = () => climb.lasted ? climb.lasted : climb.since ? Math.max(1, Math.round((Date.now() - climb.since) / 1000)) : 0;
  const triedOf = (dial) => climb.tried.find((one) => one.number === dial.dataset.number);
  const lasted = (time) => time ? `/${time}` : "";
  const spoken = (dial, outcome, time) =>
    [dial.dataset.who, `${dial.dataset.number.replace("+", "")}:${outcome}${lasted(time)}`].filter(Boolean).join(" ");

  function showClock() {
    clock.hidden = !climb.since;
    if (!climb.since) return;
    clock.querySelector("[data-clock-time]").textContent = minutes(seconds());
    const { who, kind, said } = dials[at].dataset;
    clock.querySelector("[data-clock-who]").textContent = [who ?? `${kind} ${said}`, climb.stage].filter(Boolean).join(", ");
  }

  /* By what came of the last dial to somebody else. */
  function showOpening(dial) {
    const before = climb.tried.findLast((one) => one.who !== dial.dataset.who && one.who);
    const said = before && (before.outcome === "voicemail" ? dial.dataset.left : dial.dataset.missed);
    opening.hidden = !said;
    opening.textContent = said ?? "";
    if (voicemail) voicemail.textContent = dial.dataset.voicemail ?? ownVoicemail;
    if (toSay) toSay.textContent = dial.dataset.words ?? ownWords;
  }

  /* Whom the page is about is who is called now; a switchboard is asked for whom it began with. */
  function showCalled({ who, title }) {
    const other = who && who !== first.who;
    called.textContent = other ? who : first.who;
    calledTitle.textContent = other ? title ? `${title} · ` : "" : first.title;
    if (instead) instead.hidden = !other;
  }

  function show() {
    const dial = dials[at];
    if (!dial) return;
    dials.forEach((one, number) => {
      if (number === at) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
      one.classList.toggle("tried", Boolean(triedOf(one)));
    });
    const { kind, said, who } = dial.dataset;
    const other = who && climb.tried.length && climb.tried.at(-1).who !== who;
    button.href = dial.href;
    words.textContent = other ? `Call ${who}` : `Call ${kind.toLowerCase()} ${said}`;
    page.classList.toggle("dialled", Boolean(climb.since));
    showCalled(dial.dataset);
    showOpening(dial);
    showClock();
    const cell = kind === "Cell" ? said : null;
    document.dispatchEvent(new CustomEvent("beck:dial", { detail: { who, cell } }));
  }

  /* The clock runs from the dial on; another number begins it anew. */
  function begin(number) {
    if (climb.since && number === at) return;
    at = number;
    Object.assign(climb, { since: Date.now(), lasted: 0, stage: null });
    keep();
    show();
  }
  const dialled = () => page.classList.add("dialled");

  /* What the telephone tells; null: it was not dialled. */
  function told(call) {
    const over = !call || call.stage === "failed";
    if (call?.stage === "failed" && call.why) toast(call.why);
    if (over) Object.assign(climb, { since: 0, lasted: 0, stage: null });
    else climb.stage = SAID[call.stage];
    if (call?.stage === "answered") climb.since = Date.now();
    if (call?.stage === "ended") climb.lasted = call.talk_seconds || call.rang_seconds;
    keep();
    show();
    suggest(call);
  }
  const beckDials = page.dataset.dials !== undefined;
  function tap(event, number) {
    if (!beckDials) return;
    event.preventDefault();
    askToDial(touch, dials[number].dataset.number, told);
  }
  button.addEventListener("click", (event) => {
    tap(event, at);
    begin(at);
    page.classList.remove("dialled");
    setTimeout(dialled, 300);
  });
  page.querySelector("[data-dialled]").addEventListener("click", dialled);
  dials.forEach((dial, number) => dial.addEventListener("click", (event) => {
    tap(event, number);
    begin(number);
    page.classList.remove("dialled");
    setTimeout(dialled, 300);
  }));

  function offerEnough() {
    const last = climb.tried.at(-1);
    if (!last || page.querySelector("[data-enough]")) return;
    const enough = document.createElement("button");
    Object.assign(enough, { className: "plain", textContent: "Enough for now", name: "outcome", value: last.outcome });
    enough.dataset.enough = "";
    enough.dataset.key = "e";
    enough.setAttribute("form", came.id);
    page.querySelector(".small-acts").append(enough);
  }

  /* Who was left a message is not called at another number, too. */
  function nextDial(outcome) {
    const { who } = dials[at].dataset;
    return dials.findIndex((dial) => !triedOf(dial) && !(outcome === "voicemail" && dial.dataset.who === who));
  }

  /* Before kept.js takes the form: the next number first, while there is one. */
  function climbOn(event) {
    const { submitter, target: form } = event;
    const enough = submitter?.dataset.enough !== undefined;
    counted = enough ? climb.tried.at(-1) : null;
    if (!submitter || enough || !dials[at]) return;
    const outcome = submitter.value;
    const learned = [...form.querySelectorAll("input:not([type=hidden])")].some((field) => field.value.trim());
    if (!MORE.has(outcome) || learned) return;
    const { number, who } = dials[at].dataset;
    climb.tried = climb.tried.filter((one) => one.number !== number);
    climb.tried.push({ number, who, outcome, seconds: seconds() });
    Object.assign(climb, { since: 0, lasted: 0, stage: null });
    suggest(null);
    const next = nextDial(outcome);
    if (next < 0) {
      counted = climb.tried.at(-1);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    form.closest("[popover]")?.hidePopover();
    at = next;
    keep();
    show();
    const left = dials.filter((dial) => !triedOf(dial)).length;
    tally.textContent = `${submitter.dataset.said ?? "Counted."} ${left} more to try`;
    if (!opening.hidden) opening.scrollIntoView({ block: "center" });
    offerEnough();
    page.querySelector("[data-enough]").dataset.said = submitter.dataset.said ?? came.dataset.said ?? "Counted.";
    page.querySelector("[data-enough]").value = outcome;
  }
  for (const form of document.querySelectorAll("form[data-of-the-climb]"))
    form.addEventListener("submit", climbOn);

  /* What is sent names the number; those before it come first. */
  document.addEventListener("formdata", (event) => {
    const form = event.target, outcome = event.formData.get("outcome");
    if (!form.matches("[data-of-the-climb]") || !dials.length || !outcome) return;
    const before = climb.tried.filter((one) => one !== counted);
    const dialOf = (one) => dials.find((dial) => dial.dataset.number === one.number);
    for (const one of before)
      if (dialOf(one)) event.formData.append("attempt", spoken(dialOf(one), one.outcome, one.seconds));
    if (["gone", "deceased"].includes(outcome)) return;
    const here = (counted && dialOf(counted)) ?? dials[at];
    event.formData.set("outcome", spoken(here, outcome, counted ? counted.seconds : seconds()));
  });
  addEventListener("beck:logged", (event) => {
    if (event.detail === path) localStorage.removeItem(place(touch));
  });

  /* Somebody whom a receptionist named joins the climb. */
  page.addEventListener("beck:kept", (event) => {
    if (!event.target.matches("[data-to-the-climb]") || event.detail?.offline) return;
    keep();
    location.reload();
  });

  if (climb.tried.length) offerEnough();
  show();
  if (page.dataset.onCall) goOn(page.dataset.onCall, told);
  setInterval(showClock, 1000);
  if ((await keptPaths()).includes(path)) location.replace("/today");
}
