// Select and move: click, drag, a frame around many, corners pulled.

import { hide, say, show } from "./announce.js";
import { check } from "./check.js";
import { draw, make, nodes, over } from "./draw.js";
import { box, frameOf, moved, outlineOf, round, rounded, same, turned } from "./geometry.js";
import { commit } from "./history.js";
import { gather, snap, snapBox } from "./snap.js";
import { config, nameOf, now, select, selected, selection, shape, shapes, stands, text } from "./state.js";
import { toMetres } from "./view.js";

let act = null;

export const moveTool = {
  down(event) {
    if (event.target.dataset.corner) return pull(event, Number(event.target.dataset.corner));
    if (event.target.dataset.edge) return addCorner(event, Number(event.target.dataset.edge));
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (event.shiftKey && (!key || key === "area")) return frame(event);
    // The floor is taken hold of only once it is selected.
    if (!key || (key === "area" && !selection.has("area"))) {
      act = { isClick: true, key, at: toMetres(event) };
      return false;
    }
    return hold(event, key);
  },
  move: (event) => act?.move?.(event),
  up(event) {
    act?.up?.(event);
    act = null;
    hide();
  },
  cancel() {
    act?.cancel?.();
    act = null;
    hide();
  },
  end(event) {
    const key = event.target.closest("[data-key]")?.dataset.key;
    const corner = event.target.dataset.corner;
    if (corner) dropCorner(Number(corner));
    else if (key) select([key]);
    else select([]);
  },
};

// What is selected, with the stands inside it: they go along.
export function group(keys = selection) {
  const found = new Set(keys);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const each of stands()) if (found.has(each.parent)) found.add(each.key);
  }
  return found;
}

function hold(event, key) {
  const isAdded = event.shiftKey || event.ctrlKey || event.metaKey;
  if (isAdded || !selection.has(key)) select([key], { isAdded });
  if (!config.mayChange || !selection.has(key)) return true;
  const keys = group();
  const rows = [...keys].map(shape).filter((each) => each?.points);
  const [from, around] = [toMetres(event), box(rows.flatMap((each) => each.points))];
  let by = [0, 0];
  gather(keys);
  act = {
    move(now_) {
      const at = toMetres(now_);
      by = snapBox(around, at[0] - from[0], at[1] - from[1], now_).map(round);
      for (const each of rows) nodes.get(each.key)?.setAttribute("transform", `translate(${by})`);
      over.setAttribute("transform", `translate(${by})`);
      check(rows.map((each) => ({ ...each, points: moved(each.points, ...by) })));
      show(`${round(around.left + by[0])}, ${round(around.top + by[1])} m`, now_);
    },
    up: () => finish(rows, by),
    cancel: () => finish(rows, [0, 0]),
  };
  return true;
}

function finish(rows, by) {
  over.removeAttribute("transform");
  for (const each of rows) nodes.get(each.key)?.removeAttribute("transform");
  if (by[0] || by[1]) move(...by, rows);
  else check();
}

export function move(dx, dy, rows = [...group()].map(shape)) {
  const placed = rows.filter((each) => each?.points);
  if (!placed.length) return;
  commit(placed.map((each) => [each.key, { ...each, points: rounded(moved(each.points, dx, dy)) }]));
  const { left, top } = box(placed.flatMap((each) => shape(each.key).points));
  say(text("moved", { x: round(left), y: round(top) }));
}

function frame(event) {
  const from = toMetres(event);
  const node = make("rect", { class: "pe-marquee" }, over);
  let to = from;
  act = {
    move(now_) {
      to = toMetres(now_);
      const { left, top, width, height } = box([from, to]);
      for (const [name, value] of Object.entries({ x: left, y: top, width, height })) node.setAttribute(name, value);
    },
    up() {
      node.remove();
      const around = box([from, to]);
      const isIn = (each) => {
        const { left, right, top, bottom } = box(each.points);
        return left >= around.left && right <= around.right && top >= around.top && bottom <= around.bottom;
      };
      select([...shapes.values()].filter((each) => each.points && each.is !== "area" && isIn(each)).map((e) => e.key));
    },
    cancel: () => node.remove(),
  };
  return true;
}

// Pulls a corner: a rectangle stays one, unless its corners are being edited.
function pull(event, corner) {
  const [each] = selected();
  const whole = now.corners || each.is === "feature" ? null : frameOf(each.points);
  gather(new Set([each.key]));
  act = {
    move(now_) {
      const at = snap(toMetres(now_), now_);
      const points = whole ? resized(each.points, corner, at, whole.turn) : each.points.with(corner, at);
      act.points = rounded(points);
      shapes.set(each.key, { ...each, points: act.points });
      draw(each.key);
      over.querySelector(`[data-corner="${corner}"]`)?.setAttribute("cx", at[0]);
      over.querySelector(`[data-corner="${corner}"]`)?.setAttribute("cy", at[1]);
      check([shape(each.key)]);
      show(sizeOf(act.points, each), now_);
    },
    up: () => replace(each, act.points),
    cancel: () => replace(each, null),
  };
  return true;
}

function replace(each, points) {
  shapes.set(each.key, each);
  if (points && !same(points, each.points)) commit([[each.key, { ...each, points }]]);
  else draw(each.key);
}

function resized(points, corner, at, turn) {
  const fixed = points[(corner + 2) % 4];
  const [level] = turned([at], -turn, fixed);
  const found = box([level, fixed]);
  if (found.width < 0.1 || found.height < 0.1) return points;
  const flat = outlineOf({ x: found.left, y: found.top, width: found.width, depth: found.height });
  return turned(flat, turn, fixed);
}

function addCorner(event, edge) {
  const [each] = selected();
  const points = each.points.toSpliced(edge + 1, 0, snap(toMetres(event), event));
  commit([[each.key, { ...each, points }]]);
  return pull(event, edge + 1);
}

function dropCorner(corner) {
  const [each] = selected();
  const least = each.is === "feature" ? (each.kind === "wall" || each.kind === "aisle" ? 2 : 1) : 3;
  if (!now.corners || each.points.length <= least) return;
  commit([[each.key, { ...each, points: each.points.toSpliced(corner, 1) }]]);
}

export function sizeOf(points, each) {
  if (each?.is === "feature") return "";
  const whole = frameOf(points);
  const { width, height } = box(points);
  const area = surfaceOf(points);
  const [w, d] = whole ? [whole.width, whole.depth] : [round(width), round(height)];
  return `${nameOf(each)} · ${text("size", { width: w, depth: d, surface: area })}`;
}

function surfaceOf(points) {
  let double = 0;
  points.forEach(([x, y], n) => {
    const [px, py] = points[(n + 1) % points.length];
    double += x * py - px * y;
  });
  return round(Math.abs(double) / 2);
}
