// Says while columns are chosen what is still missing, and what was chosen twice.

const form = document.querySelector("[data-mapping]");
if (form) {
  form.addEventListener("change", look);
  look();
}

function look() {
  const selects = [...form.querySelectorAll("select")];
  const chosen = selects.map((select) => select.value).filter(Boolean);
  const missing = [...form.querySelectorAll("[data-required]")]
    .filter((field) => !field.dataset.required.split(" ").some((name) => chosen.includes(name)))
    .map((field) => field.textContent);
  const twice = selects.filter(
    (select) => select.value && chosen.indexOf(select.value) !== chosen.lastIndexOf(select.value),
  );
  for (const select of selects) select.classList.toggle("is-twice", twice.includes(select));
  const labels = twice.map((select) => select.selectedOptions[0].textContent);
  tell("[data-missing]", missing);
  tell("[data-twice]", [...new Set(labels)]);
}

function tell(selector, names) {
  const box = form.querySelector(selector);
  box.hidden = names.length === 0;
  box.querySelector("span").textContent = names.join(", ");
}
