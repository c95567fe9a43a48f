// Mouse, touch and pen on the plan: one goes to the tool, two move and zoom it.

import { canvas, config } from "./state.js";
import { pan, toMetres, zoom } from "./view.js";

const down = new Map();
let isPanning = false;
let waiting = null;

export function watchPointer(tool) {
  canvas.addEventListener("pointerdown", (event) => {
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, event);
    isPanning = down.size > 1 || event.button === 1 || !tool().down(event);
    if (down.size > 1) tool().cancel?.();
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) {
      if (config.mayChange) later(() => tool().hover?.(event));
      return;
    }
    if (down.size === 2) pinch(event);
    else if (isPanning) pan(event.clientX - before.clientX, event.clientY - before.clientY);
    else later(() => tool().move?.(event));
    down.set(event.pointerId, event);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => {
      const isLast = down.delete(event.pointerId) && !down.size;
      flush();
      if (isLast && !isPanning) name === "pointerup" ? tool().up?.(event) : tool().cancel?.();
      if (isLast) isPanning = false;
    });
  }
  canvas.addEventListener("dblclick", (event) => tool().end?.(event));
}

// At most once a frame; what came last counts.
function later(act) {
  if (!waiting) requestAnimationFrame(flush);
  waiting = act;
}

function flush() {
  const act = waiting;
  waiting = null;
  act?.();
}

function pinch(event) {
  const other = [...down.values()].find((each) => each.pointerId !== event.pointerId);
  const before = down.get(event.pointerId);
  const far = (each) => Math.hypot(each.clientX - other.clientX, each.clientY - other.clientY);
  const halfway = {
    clientX: (event.clientX + other.clientX) / 2,
    clientY: (event.clientY + other.clientY) / 2,
  };
  zoom(far(event) / Math.max(far(before), 1), toMetres(halfway));
  pan((event.clientX - before.clientX) / 2, (event.clientY - before.clientY) / 2);
}
