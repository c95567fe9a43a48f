// What is changed, sent as one; nothing here is lost whatever the answer.

import { clear, note, say } from "./announce.js";
import { fromServer, showFindings } from "./check.js";
import { drawAll } from "./draw.js";
import { same } from "./geometry.js";
import { ask, sentencesOf } from "./server.js";
import { AREA, idOf, learn, localKey, nameOf, now, read, refOf, saved, select, selection, shapes, tell, text } from "./state.js";

const FIELDS = {
  stand: ["number", "name", "kind", "country", "parent", "points"],
  feature: ["kind", "name", "points", "leads_to", "is_step_free"],
};

// The drawings that are not as they are saved: pairs of a key and a drawing, null if gone.
export function changes() {
  const found = [];
  for (const [key, each] of shapes) if (!same(each, saved.get(key))) found.push([key, each]);
  for (const key of saved.keys()) if (!shapes.has(key)) found.push([key, null]);
  return found.filter(([key, each]) => !each || key === AREA || row(each) || takes(each).length);
}

const takes = (each) => (each.takes ?? []).filter((key) => saved.has(key) && !shapes.has(key));

// What is new of a drawing, null where nothing is.
function row(each) {
  const before = saved.get(each.key);
  const fields = FIELDS[each.is].filter((name) => !before || !same(each[name], before[name]));
  // What was drawn and taken away again before it was saved.
  if (!fields.length || (!before && !each.points)) return null;
  const found = { id: refOf(each.key) };
  for (const name of fields) found[NAMES[each.is][name] ?? name] = name === "parent" ? parentOf(each) : each[name];
  return found;
}

const NAMES = { stand: { points: "outline" }, feature: {} };
const parentOf = (each) => (each.parent && shapes.has(each.parent) ? refOf(each.parent) : null);

export function difference() {
  const found = changes();
  const rows = (is) => found.flatMap(([key, each]) => (each && key !== AREA && each.is === is ? (row(each) ?? []) : []));
  const merges = found.flatMap(([, each]) => (each && takes(each).length ? [{ kept: idOf(each.key), gone: takes(each).map(idOf) }] : []));
  const merged = new Set(merges.flatMap((each) => each.gone));
  const gone = (is) =>
    found.filter(([key, each]) => !each && saved.get(key).is === is).map(([key]) => idOf(key)).filter((id) => is !== "stand" || !merged.has(id));
  const area = found.find(([key]) => key === AREA);
  return {
    seen: now.seen,
    ...(area ? { outline: area[1].points } : {}),
    stands: rows("stand"),
    features: rows("feature"),
    deleted_stands: gone("stand"),
    deleted_features: gone("feature"),
    merges,
  };
}

let isBusy = false;

export async function save() {
  if (isBusy) return;
  if (!changes().length) {
    say(text("all-saved"));
    return;
  }
  isBusy = true;
  clear();
  say(text("saving"));
  const answer = await ask("save", { json: difference() });
  isBusy = false;
  if (answer.status === 200) take(answer.body);
  else refuse(answer);
}

function take({ state, keys, findings }) {
  learn(keys);
  read(state);
  settle();
  showFindings(fromServer(findings));
  say(text("saved"));
}

// What is here is as the server has it: its texts, colours and all.
function settle() {
  shapes.clear();
  for (const [key, each] of saved) shapes.set(key, each);
  for (const key of [...selection]) if (!shapes.get(key)?.points) selection.delete(key);
  drawAll();
  tell("saved");
  tell("selected");
}

function refuse({ status, body }) {
  const sentences = sentencesOf({ status, body });
  say("");
  if (body.findings?.length) showFindings(fromServer(body.findings));
  const keys = (body.findings ?? []).flatMap((each) => each.keys.map(localKey)).filter((key) => key !== AREA);
  if (keys.length) select(keys);
  if (status !== 409) {
    note(sentences);
    return;
  }
  note(sentences, [
    [text("on-top"), () => putOnTop(body.state)],
    [
      text("take-theirs"),
      () => {
        read(body.state);
        settle();
      },
    ],
  ]);
}

// Their plan with what was changed here on it; says what both have changed.
function putOnTop(state) {
  const mine = changes();
  const before = new Map(saved);
  read(state);
  const both = mine.filter(([key]) => before.has(key) && !same(before.get(key), saved.get(key)));
  overlay(mine.filter(([key, each]) => each || saved.has(key)));
  const names = both.map(([key, each]) => nameOf(each ?? before.get(key))).join(", ");
  const sentences = [text("on-top-done"), ...(names ? [text("both", { names })] : [])];
  note(sentences);
}

export function overlay(pairs) {
  shapes.clear();
  for (const [key, each] of saved) shapes.set(key, each);
  for (const [key, each] of pairs) {
    if (each) shapes.set(key, each);
    else shapes.delete(key);
  }
  drawAll();
  tell("changed", pairs.map(([key]) => key));
}

export async function checkNow() {
  const answer = await ask("check", { json: difference() });
  if (answer.status !== 200) {
    refuse(answer);
    return;
  }
  const found = fromServer(answer.body.findings);
  showFindings(found);
  say(found.length ? text("wrong", { count: found.length }) : text("sound"));
}
