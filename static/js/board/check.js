// Clashes while dragging: what the page sees itself, then what the server finds.

import { clock } from "./axis.js";
import { addresses, cardOf, nameOf, now, slots, text, whoOf } from "./state.js";

const REST = 150;
let others = [];
let timer = 0;
let asked = null;

// Keeps the stops that the one in the hand could meet, each once.
export function remember(card) {
  const found = new Map();
  for (const slot of slots()) {
    const other = cardOf(slot);
    if (other.stop !== card.stop && other.start !== null && !other.isOff) found.set(other.stop, other);
  }
  others = [...found.values()];
}

// Says what a proposal overlaps, "" for nothing; no question to the server.
export function overlapOf({ card, start, end, row }) {
  const stand = row.dataset.lane.startsWith("s") ? Number(row.dataset.lane.slice(1)) : card.stand;
  const meets = others.filter((other) => other.start < end && start < other.end);
  const own = meets.find((other) => other.visit === card.visit);
  if (own) return text("overlaps-visit", { stop: nameOf(own.slot), time: clock(own.end) });
  if (!stand) return "";
  const there = meets.filter((other) => other.stand === stand);
  const isFull = stand === card.stand ? there.some((o) => o.bay === card.bay) : there.length >= (there[0]?.bays ?? 1);
  if (!isFull || !there.length) return "";
  const [first] = there;
  return text("overlaps-stand", {
    stand: nameOfStand(first),
    who: whoOf(first.slot),
    time: clock(first.end),
  });
}

function nameOfStand(card) {
  const row = card.slot.closest(".b-row");
  const isStand = row.dataset.lane.startsWith("s");
  return isStand ? row.querySelector(".b-label strong").textContent.trim() : nameOf(card.slot);
}

// Asks the server once the hand rests; only the newest answer counts.
export function ask(hold, sent, tell) {
  hold.trials = [];
  clearTimeout(timer);
  asked?.abort();
  timer = setTimeout(async () => {
    asked = new AbortController();
    const query = new URLSearchParams({ seen: now.seen.split(".")[0], ...sent });
    query.delete("stop");
    const address = addresses.check.replace("/0/", `/${sent.stop}/`);
    try {
      const answer = await fetch(`${address}?${query}`, { signal: asked.signal, redirect: "manual" });
      if (answer.ok) tell((await answer.json()).clashes);
    } catch (error) {
      // A newer question, or no network: the drop itself is judged in any case.
      if (error.name !== "AbortError") tell([]);
    }
  }, REST);
}

export function forget() {
  clearTimeout(timer);
  asked?.abort();
}
