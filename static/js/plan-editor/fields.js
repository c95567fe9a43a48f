// The fields of what is selected: every number that the mouse sets can be typed.

import { box, frameOf, moved, outlineOf, round, rounded, surface, turned, centre, length } from "./geometry.js";
import { commit } from "./history.js";
import { group } from "./move.js";
import { config, nameOf, now, on, selected, shape, stands, text } from "./state.js";

const form = document.getElementById("pe-fields");
const about = document.getElementById("pe-about");
const many = document.getElementById("pe-many");
const NUMBERS = ["x", "y", "width", "depth", "turn"];

function option(value, label) {
  return new Option(label, value);
}

function fill() {
  const rows = selected();
  if (many) many.hidden = rows.length < 2;
  form.hidden = rows.length !== 1;
  about.textContent = describe(rows);
  if (rows.length !== 1) return;
  const [each] = rows;
  const parts = { stand: each.is === "stand", feature: each.is === "feature", frame: true, shape: each.is !== "stand" && each.points.length > 1, opening: ["gate", "door"].includes(each.kind) };
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = !parts[part.dataset.for];
  const whole = each.is === "feature" ? null : frameOf(each.points);
  const { left, top, width, height } = box(each.points);
  const values = whole ?? { x: left, y: top, width: round(width), depth: round(height), turn: 0 };
  for (const name of NUMBERS) form.elements[name].value = round(values[name]);
  form.elements.width.closest("label").hidden = form.elements.depth.closest("label").hidden = !width || !height;
  form.elements.turn.closest("label").hidden = each.points.length < 2;
  if (each.is === "stand") fillStand(each);
  if (each.is === "feature") {
    form.elements.title.value = each.name;
    form.elements.leads_to.value = each.leads_to ?? "";
    form.elements.is_step_free.checked = each.is_step_free;
  }
}

function fillStand(each) {
  for (const name of ["number", "name", "kind"]) form.elements[name].value = each[name];
  form.elements.country.value = each.country ?? "";
  fillParents(each, each.parent ? [shape(each.parent)] : []);
}

function fillParents(each, rows) {
  const choices = rows.filter(Boolean).map((other) => option(other.key, nameOf(other)));
  form.elements.parent.replaceChildren(option("", "–"), ...choices);
  form.elements.parent.value = each.parent ?? "";
}

// Thousands of choices are listed only when somebody is about to choose.
function offerParents() {
  const [each] = selected();
  const own = group([each.key]);
  fillParents(each, stands().filter((other) => !own.has(other.key)));
}

function describe(rows) {
  if (!rows.length) return text("nothing");
  if (rows.length > 1) {
    const whole = rows.filter((each) => each.is === "stand").reduce((sum, each) => sum + surface(each.points), 0);
    return `${text("several", { count: rows.length })} · ${text("surface", { surface: round(whole) })}`;
  }
  const [each] = rows;
  if (each.is === "feature") {
    const long = each.points.length > 1 ? ` · ${text("length", { length: round(length(each.points)) })}` : "";
    return `${nameOf(each)} · ${config.featureKinds[each.kind]}${long}`;
  }
  return `${nameOf(each)} · ${text("surface", { surface: round(surface(each.points)) })}`;
}

function change({ target }) {
  const [each] = selected();
  if (!each || !target.name) return;
  if (NUMBERS.includes(target.name)) place(each, target);
  else commit([[each.key, { ...each, ...textOf(each, target) }]]);
}

function textOf(each, { name, value, checked }) {
  if (name === "is_step_free") return { is_step_free: checked };
  if (name === "leads_to") return { leads_to: value ? Number(value) : null };
  if (name === "title") return { name: value.trim() };
  if (name === "country" || name === "parent") return { [name]: value || null };
  // A stand without a name of its own is called by its number.
  const isNamed = name !== "number" || (each.name && each.name !== each.number);
  return { [name]: value.trim(), ...(isNamed ? {} : { name: value.trim() }) };
}

function place(each, { name, valueAsNumber: value }) {
  if (!Number.isFinite(value) || Math.abs(value) > 10_000) {
    fill();
    return;
  }
  if (name === "x" || name === "y") shift(each, name, value);
  else if ((name !== "width" && name !== "depth") || value > 0) {
    commit([[each.key, { ...each, points: rounded(reshaped(each.points, each.is, name, value)) }]]);
  }
  fill();
}

// The stands inside go along, as they do with the mouse.
function shift(each, name, value) {
  const { x, y } = frameOf(each.points) ?? { x: box(each.points).left, y: box(each.points).top };
  const by = name === "x" ? [value - x, 0] : [0, value - y];
  const rows = [...group([each.key])].map(shape).filter((row) => row?.points);
  commit(rows.map((row) => [row.key, { ...row, points: rounded(moved(row.points, ...by)) }]));
}

function reshaped(points, is, name, value) {
  const whole = is === "feature" ? null : frameOf(points);
  if (whole) return outlineOf({ ...whole, [name]: value });
  if (name === "turn") return turned(points, value, centre(points));
  const { left, top, width, height } = box(points);
  const [across, down] = name === "width" ? [value / width, 1] : [1, value / height];
  return points.map(([x, y]) => [left + (x - left) * across, top + (y - top) * down]);
}

export function toggleCorners() {
  now.corners = !now.corners;
}

export function watchFields() {
  const { kind, country, leads_to: leadsTo } = form.elements;
  kind.replaceChildren(...config.standKinds.map(([value, label]) => option(value, label)));
  country.replaceChildren(option("", "–"), ...config.countries.map(([value, label]) => option(value, label)));
  leadsTo.replaceChildren(option("", "–"), ...config.areas.map(([value, label]) => option(value, label)));
  form.elements.parent.addEventListener("focus", offerParents);
  form.addEventListener("change", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  on("selected", fill);
  on("changed", fill);
  fill();
}
