// Opens a form at the field that a gap is about: its tab, its section, the cursor in it.

function shown(element) {
  const panel = element.closest(".tab-wrapper");
  if (panel) {
    const panels = [...panel.parentElement.querySelectorAll(":scope > .tab-wrapper")];
    const tabs = panel.parentElement.querySelectorAll(":scope > div > nav > a");
    tabs[panels.indexOf(panel)]?.click();
  }
  const section = element.closest("details");
  if (section) section.open = true;
}

function focusable(element) {
  const within = "input:not([type=hidden]), select, textarea, .add-row a, a.addlink";
  const all = element.matches(within) ? [element] : [...element.querySelectorAll(within)];
  return all.find((one) => one.checkVisibility());
}

function enter(element, frames) {
  // A list of suggestions stands in for its field.
  const instead = element.parentElement.querySelector(".select2-selection");
  const field = instead ?? focusable(element);
  if (!field && frames) {
    requestAnimationFrame(() => enter(element, frames - 1));
    return;
  }
  const place = field ?? element;
  element.closest(".field-line, .form-row, div")?.classList.add("expo-asked");
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
}

function open() {
  const name = document.querySelector(".expo-queue")?.dataset.target;
  const element = name && document.getElementById(name);
  if (!element || document.querySelector(".errornote, .errorlist")) return;
  shown(element);
  // A tab is shown some frames after it was chosen.
  enter(element, 60);
}

// Unfold's tabs and suggestions are made when everything is loaded.
if (document.readyState === "complete") open();
else window.addEventListener("load", open);
