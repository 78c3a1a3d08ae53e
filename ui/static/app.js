/* What every page does: htmx tells who is asking, and the parts of a page that need a script load it. */
document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["X-CSRF-Token"] = document.querySelector("meta[name=csrf]").content;
});
