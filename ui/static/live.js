/* The server's events while the page is looked at: what is due has changed, somebody answered. A
 * page that nobody sees lets go of its connection; browsers have six a server. */
import { toast } from "./toast.js";

let source = null;

function changed(event) {
  if (event.type === "answer") toast("Somebody answered.", { link: ["/inbox", "Answer now"] });
  document.body.dispatchEvent(new CustomEvent("beck:today"));
  navigator.setAppBadge?.(JSON.parse(event.data).answers).catch(() => {});
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
