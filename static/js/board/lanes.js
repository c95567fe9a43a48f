// Cards in their rows: where each is drawn, and whether it is done, now or next.

import { minuteNow, scale } from "./axis.js";
import { board, cardOf, now, rows, slots, text } from "./state.js";

// Narrower cards show when they begin, not when they end.
const NARROW = 74;
const STATES = ["stop-done", "stop-now", "stop-next"];

// Puts the cards of a row where they belong; those that overlap below each other.
export function layOut(row) {
  const lane = row.querySelector(".b-lane");
  const cards = slots(lane).map(cardOf);
  cards.sort((one, other) => one.from - other.from || one.stop - other.stop);
  const ends = [];
  for (const card of cards) {
    let track = ends.findIndex((end) => end <= card.from);
    if (track < 0) track = ends.length;
    ends[track] = card.to;
    place(card, track);
  }
  lane.style.setProperty("--tracks", Math.max(1, ends.length));
  inOrder(lane, cards);
}

function place(card, track) {
  const { slot } = card;
  put(slot, card.from, card.to);
  slot.style.setProperty("--track", track);
  const isMoved = card.from !== card.start || card.to !== card.end;
  slot.classList.toggle("is-late", isMoved);
  if (isMoved) {
    slot.style.setProperty("--ps", card.start);
    slot.style.setProperty("--pe", card.end);
  }
}

export function put(slot, from, to) {
  slot.style.setProperty("--s", from);
  slot.style.setProperty("--e", to);
  slot.classList.toggle("is-narrow", (to - from) * scale() < NARROW);
}

// Readers and the Tab key meet cards in the order of time.
function inOrder(lane, cards) {
  const sorted = cards.every((card, place) => lane.children[place] === card.slot);
  if (!sorted) lane.prepend(...cards.map((card) => card.slot));
}

export function layOutAll() {
  rows().forEach(layOut);
  roving();
}

// One card can be reached with Tab, the others from it with the arrows.
export function roving(chosen = null) {
  const links = slots().map((slot) => slot.querySelector(".stop"));
  const old = links.find((link) => link.tabIndex === 0);
  const first = chosen ?? old ?? links[0];
  for (const link of links) if (link.tabIndex !== -1) link.tabIndex = -1;
  if (first) first.tabIndex = 0;
}

// What time alone decides; what was told of a stop stays as it is.
export function markStates() {
  const minute = minuteNow();
  for (const slot of slots()) {
    const { from, to } = cardOf(slot);
    const state = slot.dataset.mark || (to <= minute ? "done" : from <= minute ? "now" : "next");
    const link = slot.querySelector(".stop");
    if (link.classList.contains(`stop-${state}`)) continue;
    link.classList.remove(...STATES);
    link.classList.add(`stop-${state}`);
    let words = link.querySelector(".visually-hidden");
    if (!words) {
      words = document.createElement("span");
      words.className = "visually-hidden";
      link.append(words);
    }
    words.textContent = state === "next" ? "" : text(`state-${state}`);
  }
}

// Hatched what must be mended, marked what is only warned of.
export function markClashes() {
  for (const slot of slots()) {
    const level = now.clashing[slot.dataset.stop];
    const { classList } = slot.querySelector(".stop");
    classList.toggle("stop-conflict", level === "forbid" || level === "block");
    classList.toggle("stop-warn", level === "warn");
  }
}

export const settle = () => board.classList.add("is-live");
