/* The import: a file dropped on the page, and how far its sending is. */
import { toast } from "./toast.js";

export default function drop(form) {
  const input = form.elements.file;
  const bar = form.querySelector("progress");

  for (const kind of ["dragenter", "dragover"])
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("is-over");
    });
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    input.files = event.dataTransfer.files;
    if (input.files.length) form.requestSubmit();
  });
  input.addEventListener("change", () => input.files.length && form.requestSubmit());

  /* Not fetch(): it does not tell how much has gone. */
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    const body = new FormData(form);
    body.delete("csrf");
    body.delete("then");
    request.open("POST", `/api/v1${new URL(form.action).pathname}`);
    request.responseType = "json";
    request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
    request.upload.addEventListener("progress", (sent) => {
      bar.hidden = false;
      bar.value = (100 * sent.loaded) / sent.total;
    });
    request.addEventListener("load", () => {
      if (request.status < 400) {
        location.assign(`/imports/${request.response.id}`);
      } else {
        bar.hidden = true;
        toast(request.response?.detail ?? "The file could not be taken.");
      }
    });
    request.addEventListener("error", () => toast("There is no network."));
    request.send(body);
  });
}
