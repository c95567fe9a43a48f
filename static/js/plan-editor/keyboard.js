// Everything on the plan by keys.

import { say } from "./announce.js";
import { duplicate, remove, selectAll } from "./arrange.js";
import { redo, undo } from "./history.js";
import { move } from "./move.js";
import { save } from "./save.js";
import { canvas, config, nameOf, select, selected, selection, shape, stands, text } from "./state.js";
import { choose, tool } from "./tools.js";
import { around, fit, pan, seen, zoom } from "./view.js";
import { box } from "./geometry.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TOOLS = { KeyV: "select", KeyR: "stand", KeyO: "outline", KeyW: "wall", KeyD: "door", KeyG: "gate", KeyA: "aisle", KeyM: "measure" };
const COMMANDS = { KeyZ: (event) => (event.shiftKey ? redo() : undo()), KeyY: redo, KeyS: save };
const ON_PLAN = { KeyD: duplicate, KeyA: selectAll };

const LOOK = {
  "+": () => zoom(1.3),
  "=": () => zoom(1.3),
  "-": () => zoom(1 / 1.3),
  0: fit,
  n: () => step(1),
  p: () => step(-1),
};
const ACT = {
  Delete: remove,
  Backspace: remove,
  Enter: () => tool().enter?.(),
};

const isTyping = (target) => target.closest?.("input, textarea, select, dialog");

export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (!config.mayChange || isTyping(event.target) || !(event.ctrlKey || event.metaKey)) return;
    const act = COMMANDS[event.code] ?? (event.target === canvas ? ON_PLAN[event.code] : null);
    if (!act) return;
    event.preventDefault();
    act(event);
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const act = find(event);
    if (!act) return;
    event.preventDefault();
    act(event);
  });
}

function find(event) {
  const arrow = ARROWS[event.key];
  if (arrow) return () => shift(arrow, event);
  if (event.key === "Escape") return leave;
  const look = LOOK[event.key.toLowerCase()];
  if (look || !config.mayChange) return look;
  // A key of the tools by its place, so that it is there in a Cyrillic layout too.
  return ACT[event.key] ?? (event.shiftKey || event.altKey ? null : TOOLS[event.code] && (() => choose(TOOLS[event.code])));
}

function shift([dx, dy], event) {
  if (!selection.size || !config.mayChange) {
    pan(-dx * 60, -dy * 60);
    return;
  }
  const metres = event.shiftKey ? 1 : 0.1;
  move(dx * metres, dy * metres);
}

function leave() {
  tool().escape?.();
  tool().cancel?.();
  if (canvas.dataset.tool === "select") select([]);
  choose("select");
}

// The next stand by number; brought into view where it is not.
function step(by) {
  const order = new Intl.Collator(undefined, { numeric: true });
  const rows = stands().sort((a, b) => order.compare(nameOf(a), nameOf(b)));
  if (!rows.length) return;
  const [current] = selected();
  const at = rows.findIndex((each) => each.key === current?.key);
  const found = rows[(at + by + rows.length + (at < 0 && by < 0 ? 1 : 0)) % rows.length];
  goTo(found.key);
}

export function goTo(key) {
  select([key]);
  const each = shape(key);
  const { left, top, right, bottom } = box(each.points);
  const view = seen();
  if (left < view.left || right > view.right || top < view.top || bottom > view.bottom) around(each.points, 1.5);
  const at = { name: nameOf(each), x: left, y: top };
  say(text("at", at));
}
