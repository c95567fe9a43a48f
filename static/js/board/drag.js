// Mouse, pen and finger: move a stop, stretch it by an edge, place one of the tray.

import { measure, scale } from "./axis.js";
import { drop, pickUp, propose, putBack, takeOff } from "./hold.js";
import { board, now, rows } from "./state.js";

const FAR = 4;
const LONG = 350;
const EDGE = { mouse: 7, pen: 9, touch: 16 };
const SNAP = 5;
// So near to the rim of the board it scrolls along.
const RIM = 44;

let start = null;
let point = null;
let frame = 0;

export function watchPointers() {
  document.addEventListener("pointerdown", down);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", up);
  document.addEventListener("pointercancel", cancel);
  // A finger that holds a stop moves it; one that does not scrolls.
  document.addEventListener("touchmove", (event) => hold() && event.preventDefault(), { passive: false });
  document.addEventListener("contextmenu", (event) => hold() && event.preventDefault());
  document.addEventListener("dragstart", (event) => event.target.closest?.(".slot") && event.preventDefault());
  board.addEventListener("pointermove", showEdge);
}

const hold = () => now.hold && start;

function down(event) {
  const slot = event.target.closest(".slot");
  const isMain = event.button === 0 && event.isPrimary;
  if (!isMain || !slot || now.hold || event.ctrlKey || event.metaKey) return;
  start = { slot, x: event.clientX, y: event.clientY, kind: kindAt(slot, event), isOn: false };
  start.pointer = event.pointerId;
  if (event.pointerType !== "touch") return;
  start.timer = setTimeout(() => start && lift(event), LONG);
}

// Near an edge of a card one stretches it; a finger needs more room than a mouse.
function kindAt(slot, event) {
  if (!slot.dataset.plan) return "place";
  const box = slot.getBoundingClientRect();
  const edge = Math.min(EDGE[event.pointerType] ?? 7, box.width / 4);
  if (event.clientX - box.left < edge) return "start";
  return box.right - event.clientX < edge ? "end" : "move";
}

function showEdge(event) {
  if (now.hold || event.pointerType === "touch") return;
  const slot = event.target.closest(".slot");
  if (!slot) return;
  const kind = kindAt(slot, event);
  const isEdge = kind === "start" || kind === "end";
  if (slot.classList.contains("at-edge") !== isEdge) slot.classList.toggle("at-edge", isEdge);
}

function lift(event) {
  start.isOn = true;
  const plan = measure();
  const held = pickUp(start.slot, start.kind);
  // Where in the stop it was taken, in minutes.
  start.grip = held.card.start === null ? 0 : plan.minute(start.x) - held.card.start;
  start.rows = rows().map((row) => ({ row, top: row.offsetTop, end: row.offsetTop + row.offsetHeight }));
  start.plan = plan;
  document.documentElement.classList.add("is-dragging");
  point = event;
  step();
}

function move(event) {
  if (!start || event.pointerId !== start.pointer) return;
  const isFar = Math.hypot(event.clientX - start.x, event.clientY - start.y) > FAR;
  if (!start.isOn) {
    if (!isFar) return;
    if (event.pointerType === "touch") {
      forget();
      return;
    }
    lift(event);
  }
  point = event;
  event.preventDefault();
}

// Once a frame: where the hand is, what that proposes, whether the board scrolls along.
function step() {
  if (!start?.isOn || !now.hold) return;
  if (point) {
    const from = performance.now();
    const isScrolled = scrollAlong(point);
    follow(point);
    if (!isScrolled) point = null;
    performance.measure("board-drag", { start: from });
  }
  frame = requestAnimationFrame(step);
}

function follow(event) {
  const { plan, grip, kind } = start;
  const { card } = now.hold;
  const snap = event.altKey ? 1 : SNAP;
  const at = (minute) => Math.round(minute / snap) * snap;
  const minute = plan.minute(event.clientX);
  start.isOut = isOverTray(event);
  // An edge is drawn where it is expected; what moves is the plan.
  const edge = at(minute - now.hold.late);
  if (kind === "start") propose(Math.min(edge, card.end - 1), card.end);
  else if (kind === "end") propose(card.start, Math.max(edge, card.start + 1));
  else if (isOnBoard(event)) {
    const begin = at(minute - grip);
    propose(begin, begin + card.minutes, rowAt(plan.down(event.clientY)));
  }
}

function isOnBoard({ clientX, clientY }) {
  const { box } = start.plan;
  return clientX > box.left && clientX < box.right && clientY > box.top && clientY < box.bottom;
}

function isOverTray({ clientX, clientY }) {
  return Boolean(document.elementFromPoint(clientX, clientY)?.closest(".rail .panel .tray, .rail [data-drop]"));
}

const rowAt = (down) => start.rows.find(({ top, end }) => down >= top && down < end)?.row;

function scrollAlong({ clientX, clientY }) {
  const { box } = start.plan;
  const label = board.querySelector(".b-head").offsetWidth;
  const side = pull(clientX, box.left + label, box.right);
  const down = pull(clientY, Math.max(box.top, 0) + RIM, Math.min(box.bottom, innerHeight));
  if (side) board.scrollLeft += side * Math.max(6, scale() * 2);
  if (down) board.scrollTop += down * 10;
  return Boolean(side || down);
}

function pull(at, first, last) {
  if (at < first + RIM && at > first - RIM) return -1;
  return at > last - RIM && at < last + RIM ? 1 : 0;
}

function up(event) {
  if (!start || event.pointerId !== start.pointer) return;
  const { isOn, isOut, kind } = start;
  if (isOn && now.hold) {
    swallowClick();
    follow(event);
    const isOff = (isOut || start.isOut) && kind === "move";
    forget();
    if (isOff) takeOff();
    else drop();
    return;
  }
  forget();
}

// The click that ends a drag opens nothing.
function swallowClick() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
}

export function cancel() {
  const isOn = start?.isOn;
  forget();
  if (isOn) putBack();
}

function forget() {
  clearTimeout(start?.timer);
  cancelAnimationFrame(frame);
  document.documentElement.classList.remove("is-dragging");
  start = null;
  point = null;
}
