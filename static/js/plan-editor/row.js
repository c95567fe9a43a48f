// A row of copies of one stand, numbered; shown before it is made.

import { note, say } from "./announce.js";
import { plain } from "./arrange.js";
import { make, over, written } from "./draw.js";
import { box, moved, rounded } from "./geometry.js";
import { commit } from "./history.js";
import { next, series } from "./numbering.js";
import { newKey, select, selected, shapes, text } from "./state.js";

const dialog = document.getElementById("pe-row");
const preview = document.getElementById("pe-row-preview");
const WAYS = { right: [1, 0], left: [-1, 0], down: [0, 1], up: [0, -1] };

export function askRow() {
  const [each, another] = selected();
  if (each?.is !== "stand" || another) {
    note([text("one-stand")]);
    return;
  }
  const form = dialog.querySelector("form");
  form.elements.first.value = next(each.number, Number(form.elements.step.value) || 1);
  form.oninput = ({ target }) => {
    const { first, step } = form.elements;
    if (target === step && step.value) first.value = next(each.number, Number(step.value));
    look(each, form);
  };
  dialog.onclose = () => {
    clearGhosts();
    if (dialog.returnValue === "yes") build(each, form);
    dialog.returnValue = "";
  };
  look(each, form);
  dialog.showModal();
}

function copies(each, form) {
  const { count, way, gap, first, step } = Object.fromEntries(new FormData(form));
  const { width, height } = box(each.points);
  const [across, down] = WAYS[way];
  const [dx, dy] = [across * (width + Number(gap)), down * (height + Number(gap))];
  const numbers = series(first.trim(), Math.min(500, Math.max(1, Number(count) || 1)), Number(step) || 1);
  return numbers.map((number, n) => ({ number, points: rounded(moved(each.points, dx * (n + 1), dy * (n + 1))) }));
}

function look(each, form) {
  const made = copies(each, form);
  clearGhosts();
  for (const { points } of made) make("polygon", { class: "pe-ghost", points: written(points) }, over);
  const taken = takenOf(made);
  const names = made.map(({ number }) => number);
  const few = names.length > 6 ? [...names.slice(0, 3), "…", names.at(-1)] : names;
  preview.textContent = taken.length ? text("taken", { numbers: taken.join(", ") }) : few.join(", ");
  preview.classList.toggle("is-wrong", taken.length > 0);
  dialog.querySelector("[value=yes]").disabled = taken.length > 0;
}

function takenOf(made) {
  const known = new Set([...shapes.values()].filter((each) => each.is === "stand").map((each) => each.number.toUpperCase()));
  return made.map(({ number }) => number).filter((number) => number && known.has(number.toUpperCase()));
}

const clearGhosts = () => over.querySelectorAll(".pe-ghost").forEach((node) => node.remove());

function build(each, form) {
  const made = copies(each, form).map((copy) => ({ ...plain(each), ...copy, name: copy.number || each.name, key: newKey("s") }));
  commit(made.map((copy) => [copy.key, copy]));
  select(made.map((copy) => copy.key));
  say(text("row-made", { count: made.length, first: made[0].number, last: made.at(-1).number }));
}
