// One stand made several, several made one, and one deleted: the server does the sums.

import { element, note, say } from "./announce.js";
import { plain } from "./arrange.js";
import { commit } from "./history.js";
import { same } from "./geometry.js";
import { ask, sentencesOf } from "./server.js";
import { idOf, nameOf, newKey, saved, select, selected, shapes, text } from "./state.js";
import { asked, choose } from "./tools.js";

const dialog = document.getElementById("pe-split");
const sure = document.getElementById("pe-sure");

const chosenStands = () => selected().filter((each) => each.is === "stand");

function oneStand() {
  const [each, another] = chosenStands();
  if (each && !another) return each;
  note([text("one-stand")]);
  return null;
}

export function askSplit() {
  const each = oneStand();
  if (!each) return;
  dialog.onclose = () => {
    const count = Number(dialog.querySelector("[name=count]").value);
    if (dialog.returnValue === "parts") split(each, { do: "divide", count });
    if (dialog.returnValue === "line") {
      choose("split");
      asked.line = (...line) => split(each, { do: "split", line });
    }
    dialog.returnValue = "";
  };
  dialog.showModal();
}

async function split(each, how) {
  const answer = await ask("shapes", { json: { ...how, outline: each.points } });
  if (answer.status !== 200) {
    note(sentencesOf(answer));
    return;
  }
  const [first, ...others] = answer.body.outlines;
  const numbers = suffixes(each.number, others.length);
  const made = others.map((points, n) => ({ ...plain(each), key: newKey("s"), points, number: numbers[n], name: numbers[n] || each.name }));
  commit([[each.key, { ...each, points: first }], ...made.map((part) => [part.key, part])]);
  select([each.key, ...made.map((part) => part.key)]);
  say(text("split-done", { count: answer.body.outlines.length }));
}

// B-14 keeps its number; its parts are B-14a, B-14b, as far as these are free.
function suffixes(number, count) {
  const taken = new Set([...shapes.values()].map((each) => each.number?.toUpperCase()));
  const found = [];
  for (let n = 0; found.length < count; n += 1) {
    const letter = n < 26 ? String.fromCharCode(97 + n) : `-${n}`;
    const name = `${number}${letter}`;
    if (!taken.has(name.toUpperCase())) found.push(name);
  }
  return found;
}

// The stand that was selected first is kept.
export async function askMerge() {
  const [kept, ...gone] = chosenStands();
  if (!gone.length) {
    note([text("two-stands")]);
    return;
  }
  const joined = await ask("shapes", { json: { do: "merge", outlines: [kept, ...gone].map((each) => each.points) } });
  if (joined.status !== 200) {
    note(sentencesOf(joined));
    return;
  }
  const known = gone.filter((each) => saved.has(each.key));
  if (known.length && !saved.has(kept.key)) {
    note([text("merge-unsaved")]);
    return;
  }
  const told = known.length ? await hanging(known, kept) : { refused: [], told: [] };
  if (!told || !(await agreed(text("merge-title", { name: nameOf(kept) }), told.told))) return;
  const takes = [...(kept.takes ?? []), ...known.flatMap((each) => [...(each.takes ?? []), each.key])];
  const inner = [...shapes.values()].filter((each) => gone.some((other) => other.key === each.parent) && !gone.includes(each));
  commit([
    ...inner.map((each) => [each.key, { ...each, parent: each.key === kept.key ? null : kept.key }]),
    ...gone.map((each) => [each.key, null]),
    [kept.key, { ...kept, points: joined.body.outlines[0], ...(takes.length ? { takes } : {}) }],
  ]);
  select([kept.key]);
  say(text("merged", { name: nameOf(kept) }));
}

// Answers what happens, or says what stops it and answers nothing.
async function hanging(rows, kept = null) {
  const query = new URLSearchParams(rows.map((each) => ["stand", idOf(each.key)]));
  if (kept) {
    query.append("stand", idOf(kept.key));
    query.append("kept", idOf(kept.key));
  }
  const answer = await ask("hanging", { query: `?${query}` });
  const refused = answer.status === 200 ? answer.body.refused : sentencesOf(answer);
  if (!refused.length) return answer.body;
  note(refused);
  return null;
}

function agreed(title, sentences) {
  document.getElementById("pe-sure-title").textContent = title;
  document.getElementById("pe-sure-told").replaceChildren(...sentences.map((sentence) => element("li", sentence)));
  sure.showModal();
  return new Promise((resolve) => {
    sure.onclose = () => {
      resolve(sure.returnValue === "yes");
      sure.returnValue = "";
    };
  });
}

export async function askDelete() {
  const rows = chosenStands();
  if (!rows.length) return;
  const known = rows.filter((each) => saved.has(each.key));
  if (known.length && !(await hanging(known))) return;
  const names = rows.map(nameOf).join(", ");
  if (!(await agreed(text("delete-title", { names }), [text("delete-told")]))) return;
  // Stands inside one that goes stand on their own.
  const inner = [...shapes.values()].filter((each) => rows.some((row) => row.key === each.parent) && !rows.some((row) => same(row.key, each.key)));
  commit([...inner.map((each) => [each.key, { ...each, parent: null }]), ...rows.map((each) => [each.key, null])]);
  say(text("deleted", { names }));
}
