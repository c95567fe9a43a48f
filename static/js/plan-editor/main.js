// The editor of plans, put together.

import { align, duplicate, remove, turn } from "./arrange.js";
import { calibrate, isUnlocked, pictureTool, takeAway, watchBackground } from "./background.js";
import { watchChecks } from "./check.js";
import { drawHandles, watchDrawing } from "./draw.js";
import { toggleCorners, watchFields } from "./fields.js";
import { redo, undo } from "./history.js";
import { watchUnsaved } from "./keep.js";
import { watchKeys } from "./keyboard.js";
import { askDelete, askMerge, askSplit } from "./parts.js";
import { watchPointer } from "./pointer.js";
import { askRow } from "./row.js";
import { checkNow, save } from "./save.js";
import { canvas, config, now, read, saved, shapes } from "./state.js";
import { choose, tool } from "./tools.js";
import { fit, watchView, zoom } from "./view.js";
import { watchWaiting } from "./waiting.js";

const DO = {
  "zoom-in": () => zoom(1.4),
  "zoom-out": () => zoom(1 / 1.4),
  fit,
  check: checkNow,
  save,
  undo,
  redo,
  row: askRow,
  duplicate,
  split: askSplit,
  merge: askMerge,
  turn: () => turn(90),
  remove,
  delete: askDelete,
  calibrate,
  "no-picture": takeAway,
  corners() {
    toggleCorners();
    drawHandles();
  },
};

read(config.state);
for (const [key, each] of saved) shapes.set(key, each);
canvas.dataset.tool = "select";
watchDrawing();
watchView();
watchPointer(() => (now.tool === "select" && isUnlocked() ? pictureTool : tool()));
watchKeys();
watchFields();
watchWaiting();
watchBackground();
if (config.mayChange) {
  watchChecks();
  watchUnsaved();
}
document.getElementById("pe").addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-do], button[data-tool], button[data-align]");
  if (!button) return;
  const { do: act, tool: name, align: how } = button.dataset;
  if (act) DO[act]();
  else if (name) choose(name);
  else align(how);
});
performance.mark("plan-drawn");
