/* Review and send: only what was edited goes along, the button says how many go, and beside it
 * stands what those of them that are texts come to ([data-texts], data-part-cost, data-picture-cost;
 * each in its row's data-parts, with a picture data-picture). */
const several = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/* [["0.0079 USD", 3], ["0.02 USD", 1]], as price_times() and price_sum() have it; "": a price is not
 * known, or they are in two currencies. */
function together(bought) {
  const read = bought.filter(([, count]) => count).map(([price, count]) => [/^([0-9.]+) *(.*)$/.exec(price), count]);
  const currency = read[0]?.[0]?.[2];
  if (!read.length || read.some(([price]) => !price || price[2] !== currency)) return "";
  const digits = Math.max(...read.map(([price]) => price[1].split(".")[1]?.length ?? 0));
  const sum = read.reduce((all, [price, count]) => all + Number(price[1]) * count, 0);
  return `: ${sum.toFixed(digits && Math.max(digits, 2))}${currency ? ` ${currency}` : ""}`;
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
    const pictures = texts.filter((letter) => "picture" in letter.dataset).length;
    const { partCost = "", pictureCost = "" } = total?.dataset ?? {};
    if (total)
      total.textContent = `${several(texts.length, "text")}, ${several(parts, "part")}${together([
        [partCost, parts - pictures],
        [pictureCost, pictures],
      ])}`;
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
