// The tools that draw: rectangles, outlines, lines, points; and those that measure.

import { hide, say, show } from "./announce.js";
import { make, over, written } from "./draw.js";
import { box, distance, length, outlineOf, round, same, surface } from "./geometry.js";
import { commit } from "./history.js";
import { moveTool } from "./move.js";
import { next } from "./numbering.js";
import { gather, snap } from "./snap.js";
import { AREA, canvas, nameOf, newKey, now, select, shape, stands, tell, text } from "./state.js";
import { middle, toMetres } from "./view.js";

let points = [];
let sketch = null;
let last = "";

export function freeNumber() {
  const taken = new Set(stands().map((each) => each.number));
  let number = last ? next(last) : "1";
  while (taken.has(number)) number = next(number);
  return number;
}

// A drawing begins as the first of its kind does; a stand takes the next free number.
export function add(fields) {
  const key = newKey(fields.is === "stand" ? "s" : "f");
  const base =
    fields.is === "stand"
      ? { kind: "organisation", country: null, parent: null, name: "", number: freeNumber(), tint: "sp" }
      : { name: "", leads_to: null, is_step_free: true };
  const made = { ...base, ...fields, key };
  if (made.is === "stand") {
    last = made.number;
    made.name ||= made.number;
  }
  commit([[key, made]]);
  select([key]);
  say(text("drawn", { name: nameOf(made) }));
  return made;
}

function outline(tag, shown) {
  sketch ??= make(tag, { class: "pe-sketch" }, over);
  sketch.setAttribute("points", written(shown));
}

function stop() {
  sketch?.remove();
  sketch = null;
  points = [];
  hide();
}

const begin = () => gather();

const rectangle = {
  down(event) {
    begin();
    points = [snap(toMetres(event), event)];
    return true;
  },
  move(event) {
    const to = snap(toMetres(event), event);
    const { left, top, width, height } = box([points[0], to]);
    points = [points[0], to];
    outline("polygon", outlineOf({ x: left, y: top, width, depth: height }));
    show(text("size", { width: round(width), depth: round(height), surface: round(width * height) }), event);
  },
  up() {
    const found = points.length > 1 ? box(points) : null;
    stop();
    if (!found || found.width < 0.1 || found.height < 0.1) return;
    add({ is: "stand", points: outlineOf({ x: found.left, y: found.top, width: found.width, depth: found.height }) });
  },
  cancel: stop,
  // Without a mouse: a stand of nine square metres in the middle of what is seen.
  enter() {
    const [x, y] = middle().map(Math.round);
    add({ is: "stand", points: outlineOf({ x, y, width: 3, depth: 3 }) });
  },
};

function byCorners({ isClosed, least, made }) {
  return {
    down(event) {
      if (!points.length) begin();
      const at = snap(toMetres(event), event);
      if (!same(at, points.at(-1))) points.push(at);
      return true;
    },
    hover(event) {
      if (!points.length) return;
      const to = snap(toMetres(event), event);
      const shown = [...points, to];
      outline(isClosed ? "polygon" : "polyline", shown);
      const step = text("length", { length: round(distance(points.at(-1), to)) });
      show(isClosed && shown.length > 2 ? `${step} · ${text("surface", { surface: round(surface(shown)) })}` : step, event);
    },
    end() {
      const corners = isClosed && same(points[0], points.at(-1)) ? points.slice(0, -1) : points;
      stop();
      if (corners.length >= least) made(corners);
    },
    enter() {
      this.end();
    },
    escape: stop,
  };
}

const atPoint = (kind) => ({
  down(event) {
    begin();
    add({ is: "feature", kind, points: [snap(toMetres(event), event)] });
    choose("select");
    return true;
  },
});

const line = (kind) =>
  byCorners({
    least: 2,
    made: (corners) => add({ is: "feature", kind, points: corners }),
  });

function dragged(done) {
  return {
    down(event) {
      begin();
      points = [snap(toMetres(event), event)];
      return true;
    },
    move(event) {
      points = [points[0], snap(toMetres(event), event)];
      outline("polyline", points);
      show(text("length", { length: round(length(points)) }), event);
    },
    up() {
      const [from, to] = points;
      if (to && !same(from, to)) done(from, to);
      else stop();
    },
    cancel: stop,
    escape: stop,
  };
}

// What asks for two points, as splitting does, says here what becomes of them.
export const asked = { line: null };

function twoPoints() {
  return dragged((from, to) => {
    stop();
    choose("select");
    asked.line?.(from, to);
  });
}

const TOOLS = {
  select: moveTool,
  stand: rectangle,
  outline: byCorners({ isClosed: true, least: 3, made: (corners) => add({ is: "stand", points: corners }) }),
  wall: line("wall"),
  aisle: line("aisle"),
  door: atPoint("door"),
  gate: atPoint("gate"),
  area: byCorners({
    isClosed: true,
    least: 3,
    made(corners) {
      commit([[AREA, { ...shape(AREA), points: corners }]]);
      choose("select");
    },
  }),
  measure: dragged((from, to) => say(text("length", { length: round(distance(from, to)) }))),
  split: twoPoints(),
  calibrate: twoPoints(),
};

export const tool = () => TOOLS[now.tool];

export function choose(name) {
  stop();
  now.tool = name;
  canvas.dataset.tool = name;
  for (const button of document.querySelectorAll("[data-tool]")) {
    if (button !== canvas) button.setAttribute("aria-pressed", String(button.dataset.tool === name));
  }
  if (name !== "select") say(text(`tool-${name}`));
  tell("tool");
}
