/* Today: clocks of enquiries tick, what waits on this phone is marked, and the first fifty calls are
 * carried along for where there is no network. */
import { carry } from "./carried.js";
import { keptPaths } from "./kept.js";
import { toast } from "./toast.js";

function since(at) {
  const seconds = Math.max(0, Math.round((Date.now() - at) / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 48) return `${Math.floor(hours / 24)} days`;
  if (hours) return `${hours}:${String(minutes).padStart(2, "0")} h`;
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}

function tick() {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const at = Date.parse(clock.dateTime);
    const word = at > Date.now() ? "due" : "waits";
    if (at <= Date.now()) clock.textContent = `${word} ${since(at)}`;
  }
}

async function markKept() {
  for (const path of await keptPaths()) {
    const row = document.getElementById(path.replace(/^\/(touche|promise)s\/(\d+)\/.*/, (_, kind, id) =>
      `${kind === "touche" ? "touch" : kind}-${id}`));
    row?.classList.add("is-kept");
  }
}

function names() {
  return new Set([...document.querySelectorAll("#day [data-row] b")].map((name) => name.textContent));
}

export default function today(day) {
  tick();
  setInterval(tick, 1000);
  markKept();
  let before = names();
  document.addEventListener("htmx:after:settle", () => {
    const now = names();
    const gone = [...before].find((name) => !now.has(name));
    if (gone) toast(`${gone}: done by somebody else, or planned anew.`);
    before = now;
    tick();
    markKept();
  });
  document.addEventListener("beck:sent", () => document.body.dispatchEvent(new CustomEvent("beck:today")));
  carry(day, "/next", "/calls", "/capture", "/promises", "/visits");
}
