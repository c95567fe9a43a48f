// The drawings as SVG, in metres, in the style of the public plan.

import { box, centre, holds } from "./geometry.js";
import { scale, seen } from "./view.js";
import { canvas, config, now, on, selection, shape, shapes, stands } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
const layers = Object.fromEntries(
  ["under", "grid", "floor", "stands", "features", "over"].map((name) => [
    name,
    document.getElementById(`pe-${name}`),
  ]),
);
export const nodes = new Map();
export const over = layers.over;
export const under = layers.under;

export function make(tag, attributes, parent) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  parent?.append(node);
  return node;
}

export const written = (points) => points.map(([x, y]) => `${x},${y}`).join(" ");

export function drawAll() {
  for (const node of nodes.values()) node.remove();
  nodes.clear();
  [...shapes.values()].sort(outerFirst).forEach((each) => draw(each.key));
}

const depth = (each) => {
  let steps = 0;
  for (let at = each; at?.parent && steps < 9; at = shape(at.parent)) steps += 1;
  return steps;
};
const outerFirst = (one, other) => depth(one) - depth(other);

// Draws one drawing anew, above those it lies inside of.
export function draw(key) {
  const each = shape(key);
  nodes.get(key)?.remove();
  nodes.delete(key);
  if (!each?.points) return;
  const node = each.is === "stand" ? drawStand(each) : each.is === "area" ? drawArea(each) : drawFeature(each);
  node.dataset.key = key;
  node.classList.toggle("is-selected", selection.has(key));
  nodes.set(key, node);
}

function drawArea(each) {
  const name = `pe-floor${config.area.kind === "open-area" ? " is-open" : ""}`;
  return make("polygon", { class: name, points: written(each.points) }, layers.floor);
}

function drawStand(each) {
  const group = make("g", { class: `pe-stand t-${each.tint ?? "sp"}` }, layers.stands);
  make("polygon", { points: written(each.points) }, group);
  const label = each.number || each.name;
  const { width, height } = box(each.points);
  const size = Math.min(2.6, height * 0.5, (width / Math.max(label.length, 2)) * 1.5);
  const [x, y] = labelPoint(each);
  const attributes = { x, y: y + size * 0.35, "font-size": Math.max(size, 0.2) };
  make("text", attributes, group).textContent = label.length > 14 ? `${label.slice(0, 13)}…` : label;
  return group;
}

// The middle, or above what lies there, as on the public plan.
function labelPoint(each) {
  const at = centre(each.points);
  const [x, y] = holds(each.points, at) ? at : each.points[0];
  const inner = stands().filter((other) => other.parent === each.key).map((other) => box(other.points));
  const covering = inner.filter((own) => own.left <= x && x <= own.right && own.top <= y && y <= own.bottom);
  if (!covering.length) return [x, y];
  return [x, (box(each.points).top + Math.min(...covering.map((own) => own.top))) / 2];
}

// Walls and doors are known by their look.
const NAMED = { gate: 0, aisle: 0.5 };

const MARKS = {
  gate: ([x, y]) => ["circle", { cx: x, cy: y, r: 0.9 }],
  door: ([x, y]) => ["circle", { cx: x, cy: y, r: 0.55 }],
};

function drawFeature(each) {
  const group = make("g", { class: `pe-feature is-${each.kind}` }, layers.features);
  if (each.points.length > 1) {
    make("polyline", { class: "pe-hit", points: written(each.points) }, group);
    make("polyline", { points: written(each.points) }, group);
  } else {
    make(...(MARKS[each.kind] ?? MARKS.door)(each.points[0]), group);
  }
  if (each.name && each.kind in NAMED) {
    const [x, y] = along(each.points, NAMED[each.kind]);
    make("text", { x: x + 1.1, y: y - 0.9, "font-size": 1.4 }, group).textContent = each.name;
  }
  return group;
}

// The point of a line's first stretch, as far along as this part of it.
function along([[x, y], to], part) {
  return to ? [x + (to[0] - x) * part, y + (to[1] - y) * part] : [x, y];
}

function drawGrid() {
  const { left, top, right, bottom } = seen();
  const step = [0.5, 1, 5, 10, 50, 100, 500].find((metres) => metres * scale() >= 14) ?? 1000;
  const lines = [];
  for (let x = Math.ceil(left / step) * step; x <= right; x += step) lines.push(`M${x} ${top}V${bottom}`);
  for (let y = Math.ceil(top / step) * step; y <= bottom; y += step) lines.push(`M${left} ${y}H${right}`);
  layers.grid.replaceChildren(make("path", { d: lines.join("") }));
  // Numbers too small to read are not drawn at all.
  canvas.classList.toggle("is-far", scale() < 3);
}

// Circles at the corners of the one thing selected; small ones where one can be added.
export function drawHandles() {
  over.querySelectorAll(".pe-handle").forEach((node) => node.remove());
  const [key, another] = selection;
  const each = shape(key);
  if (!each?.points || another || !config.mayChange) return;
  const r = 5 / scale();
  each.points.forEach(([cx, cy], n) => make("circle", { class: "pe-handle", cx, cy, r, "data-corner": n }, over));
  if (!now.corners) return;
  const closing = each.is === "feature" ? -1 : 0;
  each.points.slice(0, closing || undefined).forEach(([x, y], n) => {
    const [px, py] = each.points[(n + 1) % each.points.length];
    const at = { cx: (x + px) / 2, cy: (y + py) / 2, r: r * 0.7 };
    make("circle", { class: "pe-handle is-new", ...at, "data-edge": n }, over);
  });
}

function markSelected() {
  for (const [key, node] of nodes) node.classList.toggle("is-selected", selection.has(key));
  drawHandles();
}

export function markWrong(keys) {
  for (const [key, node] of nodes) node.classList.toggle("is-wrong", keys.has(key));
}

export function watchDrawing() {
  on("changed", (keys) => {
    const meant = new Set(keys);
    for (const key of keys) if (shape(key)?.parent) meant.add(shape(key).parent);
    // In order of depth, so that what lies inside stays above.
    for (const each of stands()) if (meant.has(each.parent)) meant.add(each.key);
    const rows = [...meant].map((key) => shape(key) ?? { key });
    rows.sort(outerFirst).forEach((each) => draw(each.key));
    drawHandles();
  });
  on("selected", markSelected);
  on("viewed", () => {
    drawGrid();
    drawHandles();
  });
  drawAll();
}

