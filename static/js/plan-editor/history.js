// What was done, to be taken back and done again; as far as one likes.

import { say } from "./announce.js";
import { selection, shapes, tell, text } from "./state.js";

const done = [];
const undone = [];

// Replaces drawings: pairs of a key and a drawing, null for one that goes.
export function commit(pairs) {
  const after = new Map(pairs);
  if (!after.size) return;
  const before = new Map([...after.keys()].map((key) => [key, shapes.get(key) ?? null]));
  done.push({ before, after });
  undone.length = 0;
  put(after);
}

export function undo() {
  go(done, undone, "before", "undone", "no-undo");
}

export function redo() {
  go(undone, done, "after", "redone", "no-redo");
}

function go(from, to, which, told, nothing) {
  const step = from.pop();
  if (!step) {
    say(text(nothing));
    return;
  }
  to.push(step);
  put(step[which]);
  say(text(told));
}

function put(pairs) {
  for (const [key, each] of pairs) {
    if (each) shapes.set(key, each);
    else shapes.delete(key);
    if (!each?.points) selection.delete(key);
  }
  tell("changed", [...pairs.keys()]);
}
