// The board by keyboard: from stop to stop, and a stop picked up, moved and put down.

import { clock } from "./axis.js";
import { say } from "./announce.js";
import { cancel } from "./drag.js";
import { drop, ownRow, pickUp, propose, putBack, takeOff } from "./hold.js";
import { roving } from "./lanes.js";
import { board, cardOf, nameOf, now, rowOf, rows, slots, text } from "./state.js";

// A word is said when the keys have rested so long.
const REST = 200;

export function watchKeys(help) {
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("#board .stop, [data-tray] .untimed");
    if (now.hold) held(event);
    else if (link) resting(event, link.closest(".slot"));
    if (!event.defaultPrevented && event.key === "?" && !isTyping(event.target)) help();
  });
  board.addEventListener("focusin", (event) => {
    const link = event.target.closest(".stop");
    if (link && link.tabIndex !== 0) roving(link);
  });
  document.addEventListener("focusout", () => {
    if (now.hold?.isByKeys && !now.hold.isMoving) putBack();
  });
}

export const isTyping = (target) => Boolean(target.closest?.("input, textarea, select, dialog"));

function resting(event, slot) {
  const { key, code, altKey } = event;
  const isArrow = key.startsWith("Arrow");
  if (event.ctrlKey || event.metaKey) return;
  if (code === "KeyM" || (altKey && isArrow)) {
    event.preventDefault();
    lift(slot);
    if (isArrow && now.hold) held(event);
  } else if (isArrow || key === "Home" || key === "End") {
    const next = beside(slot, key);
    if (!next) return;
    event.preventDefault();
    next.querySelector(".stop").focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

// The card to which a key leads, null for none.
function beside(slot, key) {
  const row = rowOf(slot);
  if (!row) return null;
  const own = slots(row);
  const place = own.indexOf(slot);
  if (key === "ArrowLeft") return own[place - 1];
  if (key === "ArrowRight") return own[place + 1];
  if (key === "Home") return own[0];
  if (key === "End") return own.at(-1);
  const every = rows().filter((other) => other === row || slots(other).length);
  const other = every[every.indexOf(row) + (key === "ArrowUp" ? -1 : 1)];
  return other && nearest(slots(other), cardOf(slot).from);
}

function nearest(found, minute) {
  const far = (slot) => Math.abs(cardOf(slot).from - minute);
  return found.reduce((best, slot) => (far(slot) < far(best) ? slot : best));
}

function lift(slot) {
  const hold = pickUp(slot, rowOf(slot) ? "move" : "place");
  hold.isByKeys = true;
  const { card } = hold;
  const row = ownRow(hold);
  if (!row) {
    putBack();
    return;
  }
  const begin = card.start ?? firstFree(card);
  shift(() => propose(begin, begin + card.minutes, row));
  const times = { stop: nameOf(slot), start: clock(begin), end: clock(begin + card.minutes) };
  say(text("grabbed", times));
}

// After the last stop of the visit, else at the beginning of the board.
function firstFree(card) {
  const own = slots().map(cardOf).filter((other) => other.visit === card.visit);
  return Math.max(now.first, ...own.map((other) => other.end));
}

// Moving the card in the page takes no focus away.
function shift(run) {
  now.hold.isMoving = true;
  run();
  now.hold.isMoving = false;
}

function held(event) {
  const { hold } = now;
  if (event.key === "Escape") {
    event.preventDefault();
    if (hold.isByKeys) putBack();
    else cancel();
    return;
  }
  if (!hold.isByKeys) return;
  const act = actionOf(event);
  if (!act) return;
  event.preventDefault();
  act(hold);
}

function actionOf(event) {
  const { key, code, shiftKey, altKey } = event;
  const step = event.ctrlKey ? 15 : shiftKey ? 5 : 1;
  const sign = { ArrowLeft: -1, ArrowRight: 1, BracketLeft: -1, BracketRight: 1 }[code];
  if (key === "Enter" || key === " ") return () => drop();
  if (key === "Delete" || key === "Backspace") return () => takeOff();
  if (key === "ArrowUp" || key === "ArrowDown") return (hold) => toRow(hold, key === "ArrowUp" ? -1 : 1);
  if (!sign) return null;
  const isLength = code.startsWith("Bracket") || (shiftKey && altKey);
  return (hold) => {
    const by = sign * (isLength && shiftKey ? 5 : step);
    const begin = hold.start + (isLength ? 0 : by);
    tell(hold, begin, Math.max(begin + 1, hold.end + by), hold.row);
  };
}

function toRow(hold, by) {
  const every = rows();
  const next = every[every.indexOf(hold.row) + by];
  if (next) tell(hold, hold.start, hold.end, next);
}

function tell(hold, start, end, row) {
  let isAllowed = false;
  shift(() => (isAllowed = propose(start, end, row)));
  if (!isAllowed) {
    say(hold.isOver);
    return;
  }
  hold.held.scrollIntoView({ block: "nearest", inline: "nearest" });
  setTimeout(() => now.hold === hold && hold.start === start && describe(hold), REST);
}

function describe(hold) {
  const lane = hold.row.querySelector(".b-label strong").textContent.trim();
  const times = { lane, start: clock(hold.start), end: clock(hold.end), minutes: hold.end - hold.start };
  const words = text(hold.row === hold.home ? "proposed" : "proposed-in", times);
  const clash = hold.words ? `. ${text("clash", { sentence: hold.words })}` : "";
  say(`${words}${clash}`);
}
