/* The list of leads: what is chosen, and what may be done with all of it. */
export default function bulk(form) {
  const bar = form.querySelector(".bulk");
  form.addEventListener("change", () => {
    const count = form.querySelectorAll("[name=leads]:checked").length;
    bar.hidden = !count;
    bar.querySelector("[data-chosen]").textContent = `${count} chosen`;
  });
}
