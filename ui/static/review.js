/* Review and send: only what was edited goes along, and the button says how many go. */
export default function review(form) {
  const button = form.querySelector("[data-send]");
  const letters = [...form.querySelectorAll("[data-row]")];
  const goes = (letter) => letter.querySelector("[name=touches]").checked;

  function count() {
    const number = letters.filter(goes).length;
    button.textContent = `Send ${number}`;
    button.disabled = !number;
  }

  form.addEventListener("change", count);
  /* Without what was not edited; the page that is gone back to has all of it again. */
  form.addEventListener("formdata", ({ formData }) => {
    for (const letter of letters)
      for (const field of letter.querySelectorAll("input[name*='.'], textarea"))
        if (!goes(letter) || field.value === field.defaultValue) formData.delete(field.name);
  });
  count();
}
