// Where a point or a thing that is moved comes to rest: corners, edges, walls, the grid.

import { apart, box, distance, edges, nearestOnEdge, round } from "./geometry.js";
import { scale, seen } from "./view.js";
import { drawn } from "./state.js";

const REACH = 9;
const ticked = document.getElementById("pe-snaps");
const chosen = document.getElementById("pe-step");
const step = () => Number(chosen?.value ?? 0.5);
const isOff = (event) => !ticked?.checked || Boolean(event?.altKey);
const toGrid = (value) => round(Math.round(value / step()) * step());

let corners = [];
let slants = [];
let lines = { x: [], y: [] };

// Gathers what can be snapped to: all that is seen, without what is moved itself.
export function gather(without = new Set()) {
  const view = seen();
  const near = drawn().filter((each) => !without.has(each.key) && !apart(box(each.points), view, 0));
  corners = near.flatMap((each) => each.points);
  const sides = near.flatMap((each) => (each.is === "feature" ? edges(each.points).slice(0, -1) : edges(each.points)));
  slants = sides;
  const sorted = (axis) => [...new Set(corners.map((at) => at[axis]))].sort((a, b) => a - b);
  lines = { x: sorted(0), y: sorted(1) };
}

// Returns where a point goes: a corner, an edge, in line with a corner, or the grid.
export function snap([x, y], event) {
  if (isOff(event)) return [round(x), round(y)];
  const reach = REACH / scale();
  const corner = nearest(corners, (at) => distance(at, [x, y]), reach);
  if (corner) return corner;
  const onEdge = nearest(
    slants.map((edge) => nearestOnEdge([x, y], edge)),
    (at) => distance(at, [x, y]),
    reach / 2,
  );
  if (onEdge) return along(onEdge, event);
  return [inLine(lines.x, x, reach) ?? toGrid(x), inLine(lines.y, y, reach) ?? toGrid(y)];
}

// On a level edge the other way goes on snapping to the grid.
function along([x, y]) {
  const isLevel = lines.y.includes(round(y));
  const isUpright = lines.x.includes(round(x));
  return [isLevel && !isUpright ? toGrid(x) : round(x), isUpright && !isLevel ? toGrid(y) : round(y)];
}

// Returns by how much a box goes on, so that one of its sides rests at something.
export function snapBox({ left, right, top, bottom }, dx, dy, event) {
  if (isOff(event)) return [dx, dy];
  const reach = REACH / scale();
  return [
    rest(lines.x, [left, right], dx, reach) ?? toGrid(left + dx) - left,
    rest(lines.y, [top, bottom], dy, reach) ?? toGrid(top + dy) - top,
  ];
}

function rest(values, sides, by, reach) {
  const moves = sides.map((at) => [at, inLine(values, at + by, reach)]);
  const found = moves.filter(([, to]) => to !== null).map(([at, to]) => to - at);
  return nearest(found, (move) => Math.abs(move - by), reach);
}

function nearest(values, away, reach) {
  let [found, least] = [null, reach];
  for (const value of values) {
    const far = away(value);
    if (far <= least) [found, least] = [value, far];
  }
  return found;
}

// The nearest of sorted values, null where it is further than this.
function inLine(values, value, reach) {
  let [low, high] = [0, values.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (values[mid] < value) low = mid + 1;
    else high = mid;
  }
  return nearest(values.slice(Math.max(0, low - 1), low + 1), (at) => Math.abs(at - value), reach);
}
