/* The server's events while the page is looked at: what is due has changed, somebody answered. A
 * page that nobody sees lets go of its connection; browsers have six a server. */
import { toast } from "./toast.js";

let source = null;
let last = null;

function changed(event) {
  const now = JSON.parse(event.data);
  if (last && now.answers > last.answers)
    toast("Somebody answered.", { link: ["/inbox", "Answer now"] });
  if (last && (now.due !== last.due || now.answers !== last.answers))
    document.body.dispatchEvent(new CustomEvent("beck:today"));
  last = now;
  navigator.setAppBadge?.(now.answers).catch(() => {});
}

function listen() {
  if (!document.body.dataset.me) return;
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source) {
    source = new EventSource("/events");
    source.addEventListener("today", changed);
    source.addEventListener("answer", changed);
  }
}
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => source?.close());
listen();
