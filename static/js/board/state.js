// What all parts of the board share: where things are, and the words for them.

const read = (id) => JSON.parse(document.getElementById(id).textContent);

export const config = read("board-config");
const texts = read("board-texts");
export const board = document.getElementById("board");
export const addresses = document.getElementById("board-addresses").dataset;

// The slot that is picked up, and its proposal; null while none is.
export const now = {
  hold: null,
  seen: config.seen,
  first: config.first,
  last: config.last,
  // The worst level by stop, and what was last drawn beside the board.
  clashing: config.clashing,
  rail: {},
};

export function text(name, values = {}) {
  return texts[name].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

const pair = (words) => words.split(" ").map(Number);

// A card as numbers; start and end are the plan, from and to where it is drawn.
export function cardOf(slot) {
  const set = slot.dataset;
  const [start, end] = set.plan ? pair(set.plan) : [null, null];
  const [from, to] = set.shown ? pair(set.shown) : [start, end];
  return {
    slot,
    stop: Number(set.stop),
    visit: Number(set.visit),
    stand: Number(set.stand),
    bay: Number(set.bay),
    bays: Number(set.bays),
    isOff: "off" in set,
    minutes: start === null ? Number(set.minutes) : end - start,
    start,
    end,
    from,
    to,
  };
}

export const rows = () => [...board.querySelectorAll(".b-row[data-lane]")];
export const rowOf = (slot) => slot.closest(".b-row");
export const slots = (root = board) => [...root.querySelectorAll(".slot:not(.is-held)")];

export function nameOf(slot) {
  const card = slot.querySelector(".stop, .untimed");
  const number = slot.querySelector(".no:not(.no-none)");
  const first = card.querySelector("b") ?? number;
  return (first ?? card.firstChild).textContent.trim();
}

export const whoOf = (slot) => slot.dataset.who;
