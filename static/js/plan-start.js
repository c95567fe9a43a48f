// The button waits for what must be mended of the delegations that are chosen.

const form = document.querySelector(".plan-grid");
const button = form?.querySelector("[data-plan]");

// Where the day is being planned already, it waits for that.
if (button && !button.disabled) {
  form.addEventListener("change", judge);
  window.addEventListener("pageshow", judge);
  judge();
}

function judge() {
  const chosen = new Set(
    Array.from(form.querySelectorAll("[name=delegations]:checked"), (box) => box.value),
  );
  const isWaiting = Array.from(document.querySelectorAll("[data-blocks]")).some((row) => {
    const held = row.dataset.blocks.split(" ").filter(Boolean);
    return !held.length || held.some((key) => chosen.has(key));
  });
  const said = form.querySelector("[data-why]");
  button.disabled = isWaiting;
  said.textContent = isWaiting ? said.dataset.why : "";
}
