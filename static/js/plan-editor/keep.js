// What is not saved is kept on this computer, and nobody leaves it behind unasked.

import { note } from "./announce.js";
import { changes, overlay } from "./save.js";
import { config, now, on, text } from "./state.js";

const name = `plan-${config.area.id}-${config.user}`;
const unsaved = document.getElementById("pe-unsaved");
let timer = 0;

export function watchUnsaved() {
  offer();
  on("changed", later);
  on("saved", keep);
  keepCount();
  window.addEventListener("beforeunload", (event) => {
    keep();
    if (changes().length) event.preventDefault();
  });
}

function later() {
  keepCount();
  clearTimeout(timer);
  timer = setTimeout(keep, 400);
}

function keepCount() {
  const { length } = changes();
  unsaved.textContent = length ? text(length === 1 ? "unsaved-one" : "unsaved", { count: length }) : text("all-saved");
  unsaved.classList.toggle("is-unsaved", length > 0);
}

function keep() {
  keepCount();
  const found = changes();
  try {
    if (found.length) localStorage.setItem(name, JSON.stringify({ seen: now.seen, pairs: found }));
    else localStorage.removeItem(name);
  } catch {
    // A full or forbidden store: leaving the page still asks.
  }
}

// Somebody may have saved since; then it is worth a look before it is saved.
function takeUp({ seen, pairs }) {
  overlay(pairs);
  if (seen !== now.seen) note([text("on-top-done")]);
}

function offer() {
  const found = localStorage.getItem(name);
  if (!found) return;
  note([text("found")], [
    [text("take-up"), () => takeUp(JSON.parse(found))],
    [
      text("throw-away"),
      () => {
        localStorage.removeItem(name);
      },
    ],
  ]);
}
