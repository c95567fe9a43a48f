// What all parts of the editor share: the drawings, the saved ones, what is selected.

export const config = JSON.parse(document.getElementById("pe-config").textContent);
export const canvas = document.getElementById("pe-canvas");
export const AREA = "area";

// Drawings by key, as they are here and as they are saved. A drawing is never changed,
// only replaced; one without points is not on the plan.
export const shapes = new Map();
export const saved = new Map();
export const selection = new Set();
// The server's key of a drawing, by its key here: new ones get theirs when saved.
const ids = new Map();

export const now = { seen: "", tool: "select", corners: false, findings: [] };

const listeners = {};

export function on(event, act) {
  (listeners[event] ??= []).push(act);
}

export function tell(event, detail) {
  for (const act of listeners[event] ?? []) act(detail);
}

export function text(name, values = {}) {
  return config.texts[name].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

// Reads a state of the server into the saved drawings; keys here stay what they are.
export function read(state) {
  now.seen = state.seen;
  saved.clear();
  saved.set(AREA, { key: AREA, is: "area", kind: "area", points: state.outline });
  for (const row of state.stands) {
    const parent = row.parent === null ? null : keyOf("s", row.parent);
    const { outline, ...rest } = row;
    put({ ...rest, is: "stand", parent, points: outline, key: keyOf("s", row.id) });
  }
  for (const row of state.features) put({ ...row, is: "feature", key: keyOf("f", row.id) });
}

function put({ id, ...shape }) {
  ids.set(shape.key, id);
  saved.set(shape.key, shape);
}

// What was new has the server's keys now; what is here keeps its own.
export function learn(keys) {
  for (const [ref, id] of Object.entries(keys)) local.set(`${ref[1]}${id}`, ref.slice(1));
}

const local = new Map();
const keyOf = (kind, id) => local.get(`${kind}${id}`) ?? `${kind}${id}`;
let made = 0;

export function newKey(kind) {
  made += 1;
  return `${kind}new${made}${Date.now().toString(36)}`;
}

// How the server knows a drawing: its key there, or for a new one a name.
export const refOf = (key) => (saved.has(key) ? ids.get(key) : `n${key}`);
export const idOf = (key) => ids.get(key);

// The key here of what the server names in a finding.
export function localKey(name) {
  if (name === AREA) return AREA;
  const ref = name.slice(1);
  return ref.startsWith("n") ? ref.slice(1) : keyOf(name[0], Number(ref));
}

export const shape = (key) => shapes.get(key);
export const drawn = () => [...shapes.values()].filter((each) => each.points);
export const stands = () => drawn().filter((each) => each.is === "stand");
export const selected = () => [...selection].map((key) => shapes.get(key)).filter(Boolean);

export function nameOf(each) {
  if (each.is === "area") return text("area");
  if (each.is === "feature") return each.name || text(each.kind);
  const both = [each.number, each.name === each.number ? "" : each.name];
  return both.filter(Boolean).join(" ") || text("unnamed");
}

export function select(keys, { isAdded = false } = {}) {
  if (!isAdded) selection.clear();
  for (const key of keys) {
    if (isAdded && selection.has(key)) selection.delete(key);
    else if (shapes.get(key)?.points) selection.add(key);
  }
  now.corners = false;
  tell("selected");
}
