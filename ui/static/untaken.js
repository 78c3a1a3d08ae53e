/* What waited on this device and the server would not take, with the server's words: it stays at the
 * top of every page until somebody mends it or lets it go. */
import { all, drop } from "./store.js";

const me = document.body.dataset.me;
const TYPED = new Set(["name", "company", "cell", "office", "email", "note", "text", "words", "promise"]);

export async function untaken() {
  return me ? (await all("acts")).filter((act) => act.me === me && act.refused) : [];
}

/* Where it is mended: a card in the form it was typed into, all else at what it was done to. */
function wayOf(act) {
  return act.path === "/leads" ? `/capture?mend=${act.id}` : act.path.slice(0, act.path.lastIndexOf("/"));
}

function lineOf(act) {
  const line = document.createElement("p");
  const typed = act.fields.filter(([name, value]) => TYPED.has(name) && typeof value === "string");
  const said = document.createElement("q");
  said.textContent = typed.map(([, value]) => value).join(", ") || act.path;
  const mend = document.createElement("a");
  Object.assign(mend, { href: wayOf(act), textContent: "Mend it" });
  const leave = document.createElement("button");
  Object.assign(leave, { type: "button", className: "plain small", textContent: "Let it go" });
  leave.addEventListener("click", async () => {
    await drop("acts", act.id);
    showUntaken();
  });
  line.append("Not taken: ", said, ` ${act.refused} `, mend, " ", leave);
  return line;
}

export async function showUntaken() {
  const acts = await untaken();
  document.getElementById("untaken")?.remove();
  if (!acts.length) return;
  const place = document.createElement("section");
  Object.assign(place, { id: "untaken", className: "notice amber no-print", role: "alert" });
  place.append(...acts.map(lineOf));
  document.querySelector("main").prepend(place);
}
