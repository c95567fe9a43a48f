// The board of a day, put together.

import { drawAxis, scrollToNow, zoom } from "./axis.js";
import { say } from "./announce.js";
import { watchDialog } from "./dialog.js";
import { watchPointers } from "./drag.js";
import { watchKeys } from "./keyboard.js";
import { layOutAll, markClashes, markStates, settle } from "./lanes.js";
import { keepTime, startLooking } from "./refresh.js";
import { last, watchUndo } from "./undo.js";

const help = document.getElementById("board-help");

const DO = {
  undo: () => last("undo"),
  redo: () => last("redo"),
  "zoom-in": () => zoomed(1),
  "zoom-out": () => zoomed(-1),
  now: scrollToNow,
  help: () => help.showModal(),
};

function zoomed(by) {
  say(zoom(by));
  layOutAll();
}

drawAxis();
layOutAll();
markStates();
markClashes();
settle();
scrollToNow();
performance.mark("board-drawn");

document.querySelector(".board-tools").hidden = false;
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) DO[button.dataset.do]();
});
watchPointers();
watchKeys(() => help.showModal());
watchDialog();
watchUndo();
startLooking();
keepTime();
