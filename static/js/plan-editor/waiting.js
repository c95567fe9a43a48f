// The stands that are not on the plan yet, and finding one that is.

import { element, say } from "./announce.js";
import { outlineOf } from "./geometry.js";
import { commit } from "./history.js";
import { goTo } from "./keyboard.js";
import { canvas, nameOf, on, select, shape, shapes, text } from "./state.js";
import { middle } from "./view.js";

const section = document.getElementById("pe-waiting");
const list = document.getElementById("pe-waiting-list");
const names = document.getElementById("pe-names");
const form = document.getElementById("pe-find");
const SHOWN = 200;

function show() {
  if (!section) return;
  const rows = [...shapes.values()].filter((each) => each.is === "stand" && !each.points);
  section.hidden = !rows.length;
  list.replaceChildren(...rows.slice(0, SHOWN).map(line));
}

function line(each) {
  const row = element("li");
  const button = element("button", nameOf(each));
  button.type = "button";
  button.addEventListener("click", () => place(each.key));
  row.append(button);
  return row;
}

// It lies in the middle of what is seen, to be moved from there.
function place(key) {
  const [x, y] = middle().map(Math.round);
  const each = { ...shape(key), points: outlineOf({ x: x - 2, y: y - 2, width: 3, depth: 3 }) };
  commit([[key, each]]);
  select([key]);
  canvas.focus();
  say(text("drawn", { name: nameOf(each) }));
}

function fillNames() {
  const rows = [...shapes.values()].filter((each) => each.is === "stand" && each.points);
  names.replaceChildren(...rows.map((each) => new Option(nameOf(each))));
}

export function watchWaiting() {
  on("changed", show);
  on("saved", show);
  show();
  form.addEventListener("focusin", fillNames);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = document.getElementById("pe-find-text").value.trim().toLowerCase();
    const rows = [...shapes.values()].filter((each) => each.is === "stand" && each.points);
    const found =
      rows.find((each) => each.number.toLowerCase() === asked || nameOf(each).toLowerCase() === asked) ??
      rows.find((each) => asked && nameOf(each).toLowerCase().includes(asked));
    if (found) goTo(found.key);
    else say(text("not-found"));
  });
}
