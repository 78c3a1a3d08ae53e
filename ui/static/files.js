/* A file for a mail, or for something to give: dropped on its form, or chosen, it is sent at once. */
export default function files(form) {
  const input = form.elements.file;
  const choosing = form.elements.instead; /* then the button says when */

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
    if (input.files.length && !choosing) form.requestSubmit();
  });
  input.addEventListener("change", () => input.files.length && !choosing && form.requestSubmit());
}
