// Which part of the plan is seen, and where on it a pointer is.

import { box } from "./geometry.js";
import { canvas, drawn, tell } from "./state.js";

const view = { x: 0, y: 0, width: 80 };
const CLOSEST = 2;
const FARTHEST = 4000;
let frame = canvas.getBoundingClientRect();

export const scale = () => frame.width / view.width;
const height = () => (view.width * frame.height) / frame.width;
export const seen = () => ({
  left: view.x,
  top: view.y,
  right: view.x + view.width,
  bottom: view.y + height(),
});
export const middle = () => [view.x + view.width / 2, view.y + height() / 2];

export function toMetres({ clientX, clientY }) {
  frame = canvas.getBoundingClientRect();
  return [view.x + (clientX - frame.left) / scale(), view.y + (clientY - frame.top) / scale()];
}

let isWaiting = false;

// At most once a frame, however fast a wheel turns.
function show() {
  if (!isWaiting) requestAnimationFrame(draw);
  isWaiting = true;
}

function draw() {
  isWaiting = false;
  // Nothing is laid out before the page around it is.
  if (!frame.width || !frame.height) return;
  canvas.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${height()}`);
  tell("viewed");
}

export function pan(dx, dy) {
  view.x -= dx / scale();
  view.y -= dy / scale();
  show();
}

// Makes the plan larger, so that what is at this point stays there.
export function zoom(by, [x, y] = middle()) {
  const width = Math.max(CLOSEST, Math.min(FARTHEST, view.width / by));
  const factor = width / view.width;
  Object.assign(view, { x: x - (x - view.x) * factor, y: y - (y - view.y) * factor, width });
  show();
}

export function fit() {
  frame = canvas.getBoundingClientRect();
  const every = drawn().flatMap((each) => each.points);
  around(every.length ? every : [[0, 0], [40, 20]]);
}

export function around(points, margin = 0.06) {
  const found = box(points);
  const room = Math.max(found.width, found.height, 4) * margin + 1;
  const [width, tall] = [found.width + 2 * room, found.height + 2 * room];
  view.width = Math.max(width, (tall * frame.width) / Math.max(frame.height, 1));
  view.x = found.left + found.width / 2 - view.width / 2;
  view.y = found.top + found.height / 2 - height() / 2;
  show();
}

export function watchView() {
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      if (event.ctrlKey || !event.shiftKey) zoom(Math.exp(-event.deltaY / 400), toMetres(event));
      else pan(-event.deltaY, 0);
    },
    { passive: false },
  );
  let isLaid = false;
  new ResizeObserver(() => {
    frame = canvas.getBoundingClientRect();
    if (isLaid) show();
    else fit();
    isLaid ||= frame.width > 0;
    if (isLaid) requestAnimationFrame(() => (canvas.dataset.ready = "yes"));
  }).observe(canvas);
}
