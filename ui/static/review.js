/* Review and send: only what was edited goes along, the button says how many go, and beside it
 * stands what those of them that are texts come to ([data-texts], data-part-cost; each in its row's
 * data-parts). */
const several = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/* "0.0079 USD" times 3, as price_times() has it. */
function times(price, count) {
  const [, number, currency] = /^([0-9.]+) *(.*)$/.exec(price);
  const digits = number.split(".")[1]?.length ?? 0;
  const sum = (Number(number) * count).toFixed(digits && Math.max(digits, 2));
  return `${sum}${currency ? ` ${currency}` : ""}`;
}

export default function review(form) {
  const button = form.querySelector("[data-send]");
  const total = form.querySelector("[data-texts]");
  const letters = [...form.querySelectorAll("[data-row]")];
  const goes = (letter) => letter.querySelector("[name=touches]").checked;

  function count() {
    const number = letters.filter(goes).length;
    button.textContent = `Send ${number}`;
    button.disabled = !number;
    const texts = letters.filter((letter) => goes(letter) && letter.dataset.parts);
    const parts = texts.reduce((sum, letter) => sum + Number(letter.dataset.parts), 0);
    const price = total?.dataset.partCost;
    if (total)
      total.textContent = `${several(texts.length, "text")}, ${several(parts, "part")}${price ? `: ${times(price, parts)}` : ""}`;
  }

  form.addEventListener("change", count);
  form.addEventListener("parts", count);
  /* Without what was not edited; the page that is gone back to has all of it again. */
  form.addEventListener("formdata", ({ formData }) => {
    for (const letter of letters)
      for (const field of letter.querySelectorAll("input[name*='.'], textarea"))
        if (!goes(letter) || field.value === field.defaultValue) formData.delete(field.name);
  });
  count();
}
