// A stop in the hand: one proposal for mouse, touch and keyboard alike.

import { clock } from "./axis.js";
import { note, say } from "./announce.js";
import { ask, forget, overlapOf, remember } from "./check.js";
import { layOut, put } from "./lanes.js";
import { send } from "./send.js";
import { board, cardOf, config, nameOf, now, rowOf, text, whoOf } from "./state.js";

const LEAST = 1;

// Picks a slot up; kind is move, start or end (of the two ends), or place (of the tray).
export function pickUp(slot, kind) {
  const card = cardOf(slot);
  const row = slot.closest(".b-row");
  remember(card);
  const held = slot.cloneNode(true);
  held.classList.add("is-held");
  held.classList.remove("is-late", "is-fresh");
  const tip = document.createElement("div");
  tip.className = "tip";
  document.body.append(tip);
  if (!row) dress(held, slot);
  slot.classList.add("is-from");
  board.classList.add("has-hold");
  // Minutes between the plan and where a late stop is drawn.
  const late = card.start === null ? 0 : card.from - card.start;
  now.hold = { slot, held, tip, card, kind, home: row, row, late, trials: [], isOver: "" };
  return now.hold;
}

// A card of the tray looks on the board like one that has a time.
function dress(held, slot) {
  const link = held.querySelector(".untimed");
  const name = nameOf(slot);
  link.className = `stop t-${[...slot.classList].find((c) => c.startsWith("t-"))?.slice(2)} stop-next`;
  link.replaceChildren();
  for (const [tag, words] of [["b", name], ["span", whoOf(slot)]]) {
    const part = document.createElement(tag);
    part.textContent = words;
    link.append(part);
  }
  held.replaceChildren(link);
}

// Proposes a place: minutes of the plan, and a row; false where it cannot go there.
export function propose(start, end, row = now.hold.row) {
  const hold = now.hold;
  const isAllowed = allows(hold, row);
  const target = isAllowed ? row : hold.row;
  hold.isOver = isAllowed || !row ? "" : whyNot(hold, row);
  if (!target) return false;
  const length = Math.max(LEAST, end - start);
  if (hold.start === start && hold.end === start + length && hold.row === target && hold.shown) {
    if (hold.isOver) judge(hold, hold.words);
    return isAllowed;
  }
  Object.assign(hold, { start, end: start + length, row: target, shown: true });
  const lane = target.querySelector(".b-lane");
  if (hold.held.parentElement !== lane) lane.append(hold.held);
  put(hold.held, start + hold.late, start + length + hold.late);
  hold.held.querySelector(".h")?.replaceChildren(`${clock(start)}–${clock(start + length)}`);
  judge(hold, "");
  ask(hold, fields(hold), (trials) => now.hold === hold && answer(hold, trials));
  return isAllowed;
}

function answer(hold, trials) {
  hold.trials = trials;
  judge(hold, trials.map((trial) => trial.sentence).join(" "));
}

// Hatched at once for what the page itself can see, and for what the server found.
function judge(hold, found) {
  const own = overlapOf(hold);
  const words = own || found;
  const isHard = Boolean(own) || hold.trials.some((trial) => trial.level === "forbid");
  hold.words = words;
  hold.held.querySelector(".stop").classList.toggle("stop-conflict", Boolean(words));
  const minutes = hold.end - hold.start;
  const time = text("proposed", { start: clock(hold.start), end: clock(hold.end), minutes });
  hold.tip.textContent = [time, words, hold.isOver].filter(Boolean).join(" · ");
  hold.tip.classList.toggle("is-refused", isHard && Boolean(words));
  const box = hold.held.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, innerWidth - 360));
  hold.tip.style.transform = `translate(${left}px, ${box.bottom + 6}px)`;
}

// A stop belongs to its visit; other rows can change its stand or its person.
function allows(hold, row) {
  if (!row) return false;
  if (hold.kind === "start" || hold.kind === "end") return row === hold.home;
  if (config.by === "delegation") return row === ownRow(hold);
  return row === hold.home || !("tour" in hold.slot.dataset);
}

// The row of a stop; for one of the tray the row where nothing else changes.
export function ownRow({ home, slot }) {
  const keys = { delegation: `d${slot.dataset.delegation}`, stand: `s${slot.dataset.stand}` };
  return home ?? board.querySelector(`[data-lane="${keys[config.by] ?? "p0"}"]`);
}

function whyNot({ kind }) {
  if (kind === "start" || kind === "end") return "";
  return text(config.by === "delegation" ? "own-visit" : "whole-tour");
}

// What the server is to write of a hold.
export function fields(hold) {
  const { card, slot, row } = hold;
  const sent = {
    stop: card.stop,
    version: slot.dataset.version,
    action: actionOf(hold),
    start: hold.start,
    end: hold.end,
    by: config.by,
  };
  const key = Number(row.dataset.lane.slice(1));
  if (config.by === "stand" && key !== card.stand) Object.assign(sent, { stand: key, bay: 0 });
  const isOfPeople = config.by === "person" || config.by === "interpreter";
  if (isOfPeople && row !== hold.home && (key || slot.dataset.duty)) {
    sent.person = key;
    if (slot.dataset.duty) sent.duty = slot.dataset.duty;
  }
  return sent;
}

function actionOf({ card, kind }) {
  if (card.start === null) return "place";
  return kind === "start" || kind === "end" ? "stretch" : "move";
}

// Puts the stop down where it was proposed, and writes it.
export async function drop() {
  const hold = now.hold;
  const { card, row, home } = hold;
  const isSame = row === home && hold.start === card.start && hold.end === card.end;
  const why = hold.isOver;
  if (!hold.shown || isSame) {
    putBack();
    if (why) note([why], [], { label: text("close") });
    return;
  }
  const sent = fields(hold);
  const times = { start: clock(hold.start), end: clock(hold.end), stop: nameOf(hold.slot) };
  hold.held.classList.add("is-sent");
  hold.tip.remove();
  forget();
  now.hold = null;
  await send({ ...sent, done: text("saved", times) });
  release(hold);
}

// Takes the time of the stop away.
export async function takeOff() {
  const hold = now.hold;
  forget();
  now.hold = null;
  release(hold);
  if (hold.card.start === null) return;
  const done = text("saved-untimed", { stop: nameOf(hold.slot) });
  const { stop } = hold.card;
  await send({ stop, version: hold.slot.dataset.version, action: "unplace", done });
}

export function putBack() {
  const hold = now.hold;
  if (!hold) return;
  forget();
  now.hold = null;
  release(hold);
  say(text("put-back", { stop: nameOf(hold.slot) }));
}

function release(hold) {
  hold.held.remove();
  hold.tip.remove();
  hold.slot.classList.remove("is-from");
  board.classList.remove("has-hold");
  if (hold.slot.isConnected && rowOf(hold.slot)) layOut(rowOf(hold.slot));
}
