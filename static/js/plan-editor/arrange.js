// What is done to all that is selected: turned, copied, taken off, aligned, spread.

import { say } from "./announce.js";
import { box, centre, moved, rounded, turned } from "./geometry.js";
import { commit } from "./history.js";
import { next } from "./numbering.js";
import { group } from "./move.js";
import { AREA, nameOf, newKey, select, selected, selection, shape, stands, text } from "./state.js";

const loose = () => selected().filter((each) => each.key !== AREA);

export function turn(degrees = 90) {
  const rows = [...group()].map(shape).filter((each) => each?.points && each.key !== AREA);
  if (!rows.length) return;
  const around = centre(rows.flatMap((each) => each.points));
  commit(rows.map((each) => [each.key, { ...each, points: rounded(turned(each.points, degrees, around)) }]));
}

// Copies lie a metre further on; a copied stand has the next free number.
export function duplicate() {
  const taken = new Set(stands().map((each) => each.number));
  const made = loose().map((each) => {
    const points = rounded(moved(each.points, 1, 1));
    if (each.is !== "stand") return { ...each, key: newKey("f"), points };
    let number = next(each.number);
    while (taken.has(number)) number = next(number);
    taken.add(number);
    return { ...plain(each), key: newKey("s"), number, name: number, points };
  });
  commit(made.map((each) => [each.key, each]));
  select(made.map((each) => each.key));
}

// A stand without what it alone may have.
export const plain = ({ takes: _takes, ...each }) => each;

// Stands come off the plan and stay in the exhibition; all else goes.
export function remove() {
  const rows = loose();
  if (!rows.length) return;
  commit(rows.map((each) => [each.key, each.is === "stand" ? { ...each, points: null } : null]));
  say(text("gone", { names: rows.map(nameOf).join(", ") }));
  select([]);
}

const EDGES = {
  left: (own, all) => [all.left - own.left, 0],
  right: (own, all) => [all.right - own.right, 0],
  top: (own, all) => [0, all.top - own.top],
  bottom: (own, all) => [0, all.bottom - own.bottom],
};

export function align(how) {
  const rows = loose().map((each) => ({ each, own: box(each.points) }));
  if (rows.length < 2) return;
  const moves = EDGES[how] ? edgeMoves(rows, EDGES[how]) : evenMoves(rows, how);
  const found = moves.flatMap(([each, by]) =>
    [...group([each.key])].map(shape).filter((row) => row?.points).map((row) => [row.key, { ...row, points: rounded(moved(row.points, ...by)) }]),
  );
  commit(found);
}

function edgeMoves(rows, by) {
  const all = box(rows.flatMap(({ each }) => each.points));
  return rows.map(({ each, own }) => [each, by(own, all)]);
}

function evenMoves(rows, how) {
  const [start, size] = how === "across" ? ["left", "width"] : ["top", "height"];
  const sorted = rows.toSorted((a, b) => a.own[start] - b.own[start]);
  const all = box(rows.flatMap(({ each }) => each.points));
  const taken = sorted.reduce((sum, { own }) => sum + own[size], 0);
  const gap = (all[size] - taken) / (rows.length - 1);
  let at = all[start];
  return sorted.map(({ each, own }) => {
    const by = at - own[start];
    at += own[size] + gap;
    return [each, how === "across" ? [by, 0] : [0, by]];
  });
}

export function selectAll() {
  select(stands().map((each) => each.key));
  say(text("several", { count: selection.size }));
}
