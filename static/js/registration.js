// Rows of a registration added and taken out in place; without this script the same
// buttons and boxes do it by sending the form. Warns before typed text is left behind.

const form = document.getElementById("registration");
let isTyped = false;

function total(part) {
  return form.elements[`${part.dataset.rows}-TOTAL_FORMS`];
}

function add(part) {
  const count = total(part);
  const index = Number(count.value);
  if (index >= Number(form.elements[`${part.dataset.rows}-MAX_NUM_FORMS`].value)) {
    return false;
  }
  const pattern = part.querySelector("template");
  const holder = document.createElement("div");
  holder.innerHTML = pattern.innerHTML.replaceAll("__prefix__", String(index));
  const row = holder.firstElementChild;
  pattern.before(row);
  count.value = String(index + 1);
  row.querySelector("input:not([type=checkbox]), select").focus();
  return true;
}

for (const part of form.querySelectorAll("[data-rows]")) {
  part.querySelector("[data-add]").addEventListener("click", (event) => {
    if (add(part)) {
      event.preventDefault();
    }
  });
  part.addEventListener("change", (event) => {
    if (event.target.name.endsWith("-DELETE")) {
      event.target
        .closest("[data-row]")
        .classList.toggle("is-removed", event.target.checked);
    }
  });
}

form.addEventListener("input", () => {
  isTyped = true;
});
form.addEventListener("submit", () => {
  isTyped = false;
});
window.addEventListener("beforeunload", (event) => {
  if (isTyped) {
    event.preventDefault();
  }
});
