/* Keys on a desk. `?` shows them; what stands on the page with data-key has its own. None of them
 * acts while somebody types. */
const places = { t: "/today", n: "/next", l: "/leads", p: "/promises", i: "/inbox", c: "/cadences",
  o: "/content", d: "/duplicates", f: "/forecast", r: "/reports", m: "/monday", s: "/settings" };
let leading = false;

function rows() {
  return [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
}

function move(step) {
  const every = rows();
  const at = every.findIndex((row) => row.contains(document.activeElement));
  const row = every[Math.max(0, Math.min(every.length - 1, at + step))];
  row?.querySelector("a, button")?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

/* Rows that come anew (a search, another person's act) must not take the place away from who walks
 * down them: the same row again, else the first. */
let walked = null;
document.addEventListener("htmx:before:swap", () => {
  const row = document.activeElement?.closest("[data-row]");
  walked = row && { row, href: row.querySelector("a")?.href };
});
document.addEventListener("htmx:after:settle", () => {
  if (!walked || walked.row.isConnected) return;
  const every = rows();
  const again = every.find((row) => row.querySelector("a")?.href === walked.href) ?? every[0];
  again?.querySelector("a, button")?.focus();
  walked = null;
});

function press(key) {
  const target = [...document.querySelectorAll("[data-key]")]
    .find((one) => one.dataset.key === key && one.offsetParent);
  if (!target) return false;
  if (target.matches("input, textarea")) target.focus();
  else target.click();
  return true;
}

const plain = {
  "?": () => document.getElementById("keys")?.togglePopover(),
  j: () => move(1),
  k: () => move(-1),
  c: () => location.assign("/capture"),
  n: () => location.assign("/next"),
  u: () => document.querySelector("form[action='/undo']")?.requestSubmit(),
  "/": () => location.assign("/leads"),
  g: () => {
    leading = true;
    setTimeout(() => { leading = false; }, 1500);
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !document.body.dataset.me) return;
  const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  if (typing) {
    if (event.key === "Escape") {
      if (typing.type === "search") event.preventDefault(); /* which would empty it */
      typing.blur();
    }
    return;
  }
  if (leading && places[event.key]) {
    location.assign(places[event.key]);
  } else if (!press(event.key)) {
    if (!plain[event.key]) return;
    plain[event.key]();
  }
  event.preventDefault();
});
