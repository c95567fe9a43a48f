// The picture that a plan is traced from: laid by numbers, two points or by dragging.

import { note, say } from "./announce.js";
import { make, under } from "./draw.js";
import { distance, round } from "./geometry.js";
import { moveTool } from "./move.js";
import { ask, sentencesOf } from "./server.js";
import { config, text } from "./state.js";
import { asked, choose } from "./tools.js";
import { toMetres } from "./view.js";

const form = document.getElementById("pe-picture");
const unlocked = document.getElementById("pe-unlocked");
const dialog = document.getElementById("pe-metres");
const LAID = ["x", "y", "width", "turn", "opacity"];
let laid = config.background;

function show() {
  under.replaceChildren();
  if (!laid) return;
  const { address, x, y, width, depth, turn, opacity } = laid;
  const transform = `rotate(${turn} ${x} ${y})`;
  make("image", { href: address, x, y, width, height: depth, transform, opacity, preserveAspectRatio: "none" }, under);
}

function fill() {
  if (!form || !laid) return;
  for (const name of LAID) form.elements[name].value = round(laid[name]);
}

async function send(body) {
  const answer = await ask("background", { form: body });
  if (answer.status !== 200) {
    note(sentencesOf(answer));
    return;
  }
  laid = answer.body.background;
  form.elements.image.value = "";
  show();
  fill();
  say(text("saved"));
}

function lay() {
  const body = new FormData();
  for (const name of LAID) if (laid) body.append(name, form.elements[name].value);
  const [file] = form.elements.image.files;
  if (file) body.append("image", file);
  send(body);
}

function preview({ target }) {
  if (!laid || !LAID.includes(target.name) || !Number.isFinite(target.valueAsNumber)) return;
  const value = target.valueAsNumber;
  const depth = target.name === "width" ? (laid.depth * value) / laid.width : laid.depth;
  laid = { ...laid, depth, [target.name]: value };
  show();
}

// Two points whose distance is known: the picture grows around the first.
export function calibrate() {
  if (!laid) {
    note([text("no-picture")]);
    return;
  }
  choose("calibrate");
  asked.line = (from, to) => {
    dialog.onclose = () => {
      const metres = dialog.querySelector("[name=metres]").valueAsNumber;
      if (dialog.returnValue === "yes" && metres > 0) grow(from, metres / distance(from, to));
      dialog.returnValue = "";
    };
    dialog.showModal();
  };
}

function grow([cx, cy], by) {
  const [x, y] = [cx + (laid.x - cx) * by, cy + (laid.y - cy) * by];
  laid = { ...laid, x, y, width: laid.width * by, depth: laid.depth * by };
  show();
  fill();
  lay();
}

// While it is not locked, dragging the ground moves the picture.
export const pictureTool = {
  ...moveTool,
  down(event) {
    const [from, before] = [toMetres(event), laid];
    this.move = (now) => {
      const to = toMetres(now);
      laid = { ...before, x: round(before.x + to[0] - from[0]), y: round(before.y + to[1] - from[1]) };
      show();
    };
    return true;
  },
  up() {
    fill();
    lay();
  },
  cancel() {},
  end() {},
};

export const isUnlocked = () => Boolean(laid && unlocked?.checked);

export function watchBackground() {
  show();
  fill();
  if (!form) return;
  form.addEventListener("input", preview);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    lay();
  });
}

export function takeAway() {
  const body = new FormData();
  body.append("remove", "1");
  send(body);
}
