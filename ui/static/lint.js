/* What is weak in a letter or a text, and what the text comes to, told beside it while it is typed: first what is known here, then, when
 * the typing rests, what others must be asked. Nobody waits for either; without a network it says so.
 *
 * The letter (data-module="lint", data-touch) has fields named subject.ID and body.ID, or subject
 * and words (one that is no touch yet has data-later: they know us), and a place [data-lint] with a line that
 * is read out ([data-lint-said]) and a list that is not. A text has no subject, a line for its size
 * ([data-text-size]), and its parts in data-parts of the row, which tells of it with an event "parts". */
const PAUSE = 500; /* milliseconds without a key */
const REST = 2500;
const AGAIN = 5000; /* without a network */
const SUBJECT_LINE = 1;
const WORDS_LINE = 3; /* the first one of the words */

const csrf = () => document.querySelector("meta[name=csrf]").content;

const where = (line) => (line === SUBJECT_LINE ? "subject" : line >= WORDS_LINE ? `line ${line - WORDS_LINE + 1}` : null);

function item(finding) {
  const row = document.createElement("li");
  if (where(finding.line)) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "chip", textContent: where(finding.line) });
    button.dataset.line = finding.line;
    row.append(button, " ");
  }
  const way = document.createElement("span");
  Object.assign(way, { className: "soft", textContent: finding.way_out });
  row.append(finding.message, " ", way);
  return row;
}

/* As the page says it (page_send.c). */
function sizeSaid({ parts, parts_most: most, left, cost, forced_by: forced }) {
  const room = parts > most ? `more than the ${most} that go` : `room for ${left}`;
  return `${parts} part${parts === 1 ? "" : "s"}, ${room}${cost ? `; ${cost}` : ""}${forced ? `; “${forced}” makes parts short` : ""}`;
}

export default function lint(letter) {
  const { touch, later } = letter.dataset;
  const subject = letter.querySelector("[name^='subject']");
  const body = letter.querySelector("[name^='body.'], [name='words']");
  const place = letter.querySelector("[data-lint]");
  const said = place.querySelector("[data-lint-said]");
  const list = place.querySelector("ul");
  let timer;
  let waits = false; /* for the network */
  let asked; /* what was asked last is the only one whose answer counts */

  const whose = touch ? { touch: Number(touch) } : { later: later === "true" };
  const words = () => ({ ...whose, ...(subject && { subject: subject.value }), body: body.value });
  const soon = (way, wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(way), wait);
  };

  function tell(text) {
    if (said.textContent !== text) said.textContent = text;
  }

  function show({ findings, more, text }) {
    if (text) {
      place.querySelector("[data-text-size]").textContent = sizeSaid(text);
      letter.dataset.parts = text.parts;
      letter.dispatchEvent(new Event("parts", { bubbles: true }));
    }
    list.replaceChildren(...findings.map(item));
    tell(findings.length ? `${findings.length} to look at` : "Nothing to mend");
    if (more) soon("/outside", REST);
  }

  async function ask(way) {
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    waits = false;
    const answer = await fetch(`/api/v1/lint${way}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf() },
      body: JSON.stringify(words()),
      signal: mine.signal,
    }).catch(() => null);
    if (mine.signal.aborted) return;
    if (!answer) {
      waits = true;
      tell("No network: this is looked at when it is back.");
      soon(way, AGAIN);
    } else if (answer.ok) {
      const doc = await answer.json().catch(() => null);
      if (doc && !mine.signal.aborted) show(doc);
    } else if (answer.status === 429 || answer.status === 503)
      soon(way, 1000 * Number(answer.headers.get("Retry-After") ?? 30));
    else tell("This cannot be looked at: it is not to come any more.");
  }

  letter.addEventListener("input", ({ target }) => {
    if (target !== body && target !== subject) return;
    asked?.abort();
    soon("", PAUSE);
  });
  letter.addEventListener("focusin", () => soon("", PAUSE), { once: true });
  addEventListener("online", () => waits && letter.isConnected && soon("", 0));

  place.addEventListener("click", ({ target }) => {
    const line = Number(target.closest("[data-line]")?.dataset.line);
    if (line === SUBJECT_LINE) subject?.select();
    if (!(line >= WORDS_LINE)) return;
    const before = body.value.split("\n").slice(0, line - WORDS_LINE);
    const start = before.reduce((sum, one) => sum + one.length + 1, 0);
    body.focus();
    body.setSelectionRange(start, body.value.indexOf("\n", start) < 0 ? body.value.length : body.value.indexOf("\n", start));
  });
}
