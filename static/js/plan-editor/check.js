// A light look at what is wrong, at once; the server's findings are asked for by Check.

import { apart, box, overlap, reachesOut } from "./geometry.js";
import { element } from "./announce.js";
import { markWrong } from "./draw.js";
import { AREA, localKey, nameOf, now, on, select, shape, stands, text } from "./state.js";
import { around } from "./view.js";

const list = document.getElementById("pe-found");
const count = document.getElementById("pe-found-count");
const SHOWN = 30;
let boxes = new Map();

// With what is moved just now, only its own neighbours are looked at.
export function check(moving = null) {
  if (moving) {
    const keys = new Set(moving.map((each) => each.key));
    const others = stands().filter((each) => !keys.has(each.key));
    const found = moving.length > 40 ? [] : moving.filter(isStand).flatMap((each) => clashes(each, [...others, ...moving]));
    markWrong(new Set([...stale(keys), ...found].flatMap((each) => each.keys)));
    return;
  }
  boxes = new Map(stands().map((each) => [each.key, box(each.points)]));
  now.findings = sweep();
  showFindings(now.findings);
}

const isStand = (each) => each.is === "stand";
const stale = (keys) => now.findings.filter((each) => !each.keys.some((key) => keys.has(key)));

// Stands in order of their left side, so that each is compared with its neighbours only.
function sweep() {
  const every = stands().sort((a, b) => boxes.get(a.key).left - boxes.get(b.key).left);
  const found = [];
  let open = [];
  for (const each of every) {
    const { left } = boxes.get(each.key);
    open = open.filter((other) => boxes.get(other.key).right > left);
    found.push(...clashes(each, open));
    open.push(each);
  }
  return found;
}

function clashes(each, others) {
  const found = [];
  const own = box(each.points);
  const floor = shape(AREA)?.points;
  if (floor && reachesOut(each.points, floor)) found.push(finding("outside", each.key, AREA));
  const parent = shape(each.parent);
  if (parent?.points && reachesOut(each.points, parent.points)) found.push(finding("beyond", each.key, parent.key));
  for (const other of others) {
    if (other.key === each.key || apart(own, boxes.get(other.key) ?? box(other.points))) continue;
    if (isInside(each, other) || isInside(other, each)) continue;
    if (overlap(each.points, other.points)) found.push(finding("overlap", other.key, each.key));
  }
  return found;
}

function isInside(inner, outer) {
  for (let [at, steps] = [inner.parent, 0]; at && steps < 20; at = shape(at)?.parent, steps += 1) {
    if (at === outer.key) return true;
  }
  return false;
}

function finding(rule, ...keys) {
  return { rule, keys, refused: true };
}

function sentenceOf({ sentence, rule, keys }) {
  if (sentence) return sentence;
  const [one, other] = keys.map((key) => nameOf(shape(key) ?? { is: "area" }));
  return text(rule, { one, other });
}

export function showFindings(found) {
  now.findings = found;
  markWrong(new Set(found.filter((each) => each.refused).flatMap((each) => each.keys.filter((key) => key !== AREA))));
  if (!list) return;
  count.textContent = found.length ? String(found.length) : "";
  list.replaceChildren(...found.slice(0, SHOWN).map(line));
  if (!found.length) list.append(element("li", text("sound"), "pe-sound"));
}

function line(each) {
  const row = element("li", "", each.refused ? "is-refused" : "is-odd");
  const button = element("button", sentenceOf(each));
  button.type = "button";
  button.addEventListener("click", () => {
    const keys = each.keys.filter((key) => key !== AREA && shape(key)?.points);
    select(keys);
    if (keys.length) around(keys.flatMap((key) => shape(key).points), 0.8);
  });
  row.append(button);
  return row;
}

// Findings of the server, with the keys that the drawings have here.
export const fromServer = (found) => found.map((each) => ({ ...each, keys: each.keys.map(localKey) }));

export function watchChecks() {
  on("changed", () => check());
  check();
}
