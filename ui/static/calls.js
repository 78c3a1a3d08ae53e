/* The block of calls: the row at hand has its buttons; one tap dials and starts the clock, one or two say
 * what came of it, and the next row is at hand. The clock is the call page's own: who opens that page
 * in the midst of a call finds it running. */
import { dial as askToDial, suggest } from "./dialled.js";
import { carry } from "./carried.js";
import { keptPaths } from "./kept.js";
import { toast } from "./toast.js";

const place = (row) => `beck-climb-${row.dataset.touch}`;

function clockOf(row) {
  try {
    return JSON.parse(localStorage.getItem(place(row))) ?? {};
  } catch {
    return {};
  }
}
const secondsOf = (row) => {
  const { since, lasted } = clockOf(row);
  return lasted ? lasted : since ? Math.max(1, Math.round((Date.now() - since) / 1000)) : 0;
};

export default async function calls(list) {
  const rows = [...list.querySelectorAll("[data-touch]")];
  const sheet = document.getElementById("call-said");
  const talk = sheet.querySelector("form");
  let current = null;

  function tick() {
    const seconds = current ? secondsOf(current) : 0;
    for (const row of rows) {
      const clock = row.querySelector("[data-clock]");
      clock.hidden = row !== current || !seconds;
    }
    if (seconds)
      current.querySelector("[data-clock-time]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function take(row) {
    const dialOf = (one) => one?.querySelector("[data-dial]");
    current?.removeAttribute("aria-current");
    dialOf(current)?.removeAttribute("data-key");
    current = row;
    row?.setAttribute("aria-current", "true");
    dialOf(row)?.setAttribute("data-key", "d");
    tick();
  }

  function next() {
    const open = rows.filter((row) => !row.classList.contains("is-done"));
    take(open.find((row) => rows.indexOf(row) > rows.indexOf(current)) ?? open[0] ?? null);
    current?.scrollIntoView({ block: "nearest" });
    current?.querySelector("[data-dial], .touch-main").focus({ preventScroll: true });
  }

  function done(row, said) {
    const chip = row.querySelector("[data-done]");
    row.classList.add("is-done");
    chip.hidden = false;
    chip.textContent = said;
    localStorage.removeItem(place(row));
  }

  for (const row of rows) {
    row.querySelector("[data-dial]")?.addEventListener("click", (event) => {
      take(row);
      const { number } = event.currentTarget.dataset;
      const name = row.querySelector("b").textContent;
      const begin = (more) =>
        localStorage.setItem(place(row), JSON.stringify({ tried: [], number, name, since: Date.now(), at: Date.now(), ...more }));
      begin();
      tick();
      if (list.dataset.dials === undefined) return;
      event.preventDefault();
      askToDial(row.dataset.touch, number, (call) => {
        if (call?.stage === "failed" && call.why) toast(call.why);
        if (!call || call.stage === "failed") localStorage.removeItem(place(row));
        if (call?.stage === "answered") begin();
        if (call?.stage === "ended") begin({ lasted: call.talk_seconds || call.rang_seconds });
        suggest(call);
        tick();
      });
    });
    row.querySelector("[data-talked]").addEventListener("click", () => {
      take(row);
      talk.reset();
      talk.setAttribute("action", `/touches/${row.dataset.touch}/outcome`);
      sheet.showPopover();
    });
  }
  document.addEventListener("formdata", (event) => {
    const seconds = current && event.formData.get("outcome") ? secondsOf(current) : 0;
    if (seconds) event.formData.set("seconds", seconds);
  });
  document.addEventListener("beck:kept", (event) => {
    const touch = /\d+/.exec(event.target.getAttribute("action"))?.[0];
    const row = rows.find((one) => one.dataset.touch === touch);
    if (!row) return;
    if (sheet.matches(":popover-open")) sheet.hidePopover();
    done(row, event.detail.offline ? "kept on this phone" : event.detail.said);
    if (row === current) next();
  });

  const kept = await keptPaths();
  for (const row of rows) if (kept.includes(`/touches/${row.dataset.touch}/outcome`)) done(row, "kept on this phone");
  take(rows.find((row) => clockOf(row).since) ?? rows.find((row) => !row.classList.contains("is-done")) ?? null);
  setInterval(tick, 1000);
  carry(list, "/calls");
}
