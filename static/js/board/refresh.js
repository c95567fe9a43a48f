// What others do appears within two seconds: asked while the page is seen.

import { drawAxis, drawNow } from "./axis.js";
import { say } from "./announce.js";
import { layOut, layOutAll, markClashes, markStates, roving } from "./lanes.js";
import { addresses, board, config, now, slots, text } from "./state.js";

const EVERY = 2000;
const MOST = 30000;
const sign = document.querySelector("[data-link]");
let pause = EVERY;
let timer = 0;
let asking = null;
let full = performance.now();
const listeners = [];

// Runs after the board was drawn again.
export const onDrawn = (listener) => listeners.push(listener);

export function startLooking() {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) clearTimeout(timer);
    else look();
  });
  timer = setTimeout(look, EVERY);
}

// Asks now; two that ask at once share an answer, and the next then asks again.
export async function look() {
  if (asking) await asking;
  clearTimeout(timer);
  asking = ask();
  await asking;
  asking = null;
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, pause);
}

async function ask() {
  // What is in the hand stays where it is; its drop is judged by versions.
  if (now.hold) return;
  const query = new URLSearchParams({ since: now.seen, by: config.by });
  // Once a minute also what the minutes alone move: late visits.
  const isMinute = performance.now() - full > 60000;
  if (isMinute) {
    full = performance.now();
    query.set("minute", "1");
  }
  const answer = await answerOf(`${addresses.state}?${query}`);
  if (answer.type === "opaqueredirect" || answer.status === 404) {
    show("signed-out");
    pause = MOST;
  } else if (answer.ok) {
    show("online");
    pause = EVERY;
    if (answer.news) await apply(answer.news);
  } else {
    show("offline");
    pause = Math.min(pause * 2, MOST);
  }
}

// The answer of the server with its news, not ok where there is no network.
async function answerOf(address) {
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(address, { redirect: "manual", headers });
    const { ok, status, type } = answer;
    return { ok, status, type, news: status === 200 ? await answer.json() : null };
  } catch {
    return { ok: false, status: 0, type: "error", news: null };
  }
}

function show(name) {
  const words = sign.querySelector(".text");
  sign.classList.toggle("is-off", name !== "online");
  if (words.textContent !== text(name)) words.textContent = text(name);
}

async function apply(news) {
  if (now.hold) return;
  const isKnown = news.cards.every(({ lane }) => holderOf(lane));
  if (news.whole || !isKnown) {
    if (!(await redraw())) return;
  } else {
    now.seen = news.seen;
    swap(news);
  }
  const others = news.told.filter((row) => !row.own).map((row) => row.sentence);
  if (others.length) say(others.join(". "));
}

export const holderOf = (lane) =>
  document.querySelector(`[data-tray="${lane}"]`) ??
  board.querySelector(`[data-lane="${lane}"] .b-lane`);

// Draws the touched visits again, and what stands beside the board.
function swap(news) {
  const focused = whereFocusIs();
  const touched = new Set(news.visits.map(String));
  const changed = new Set();
  for (const slot of slots(document)) {
    if (!touched.has(slot.dataset.visit)) continue;
    const row = slot.closest(".b-row");
    if (row) changed.add(row);
    slot.remove();
  }
  const isOthers = news.told.some((row) => !row.own);
  for (const { lane, html } of news.cards) {
    const holder = holderOf(lane);
    holder.insertAdjacentHTML("beforeend", html);
    if (isOthers) holder.lastElementChild.classList.add("is-fresh");
    const row = holder.closest(".b-row");
    if (row) changed.add(row);
  }
  widen();
  changed.forEach(layOut);
  setRail(news.rail);
  for (const [lane, html] of Object.entries(news.badges)) {
    const sign = board.querySelector(`[data-lane="${lane}"] [data-badge]`);
    if (sign) sign.innerHTML = html;
  }
  now.clashing = news.clashing;
  drawn(focused);
}

// The axis grows with its stops; it never shrinks under the hand.
function widen() {
  const ends = slots().flatMap((slot) => slot.dataset.plan.split(" ").map(Number));
  const first = Math.min(now.first, Math.floor(Math.min(...ends) / 30) * 30);
  const last = Math.max(now.last, Math.ceil(Math.max(...ends) / 30) * 30);
  if (first === now.first && last === now.last) return;
  Object.assign(now, { first, last });
  drawAxis();
}

function setRail(parts) {
  for (const [name, html] of Object.entries(parts)) {
    const part = document.querySelector(`[data-rail="${name}"]`);
    if (!part || now.rail[name] === html) continue;
    now.rail[name] = html;
    const open = [...part.querySelectorAll("details[open][data-fold]")].map((d) => d.dataset.fold);
    part.innerHTML = html;
    for (const fold of open) part.querySelector(`[data-fold="${fold}"]`)?.setAttribute("open", "");
  }
}

function drawn(focused) {
  markStates();
  markClashes();
  counts();
  roving();
  bringFocus(focused);
  listeners.forEach((listener) => listener());
}

function counts() {
  for (const list of document.querySelectorAll("[data-tray]")) {
    const count = document.querySelector(`[data-count="${list.dataset.tray}"]`);
    count.textContent = list.children.length;
    const fold = list.closest("[data-waiting]");
    if (fold) fold.hidden = list.children.length === 0;
  }
}

function whereFocusIs() {
  const slot = document.activeElement?.closest?.(".slot");
  return slot && { stop: slot.dataset.stop, lane: slot.closest(".b-row")?.dataset.lane };
}

function bringFocus(focused) {
  if (!focused) return;
  const every = [...document.querySelectorAll(`.slot[data-stop="${focused.stop}"]`)];
  const same = every.find((slot) => slot.closest(".b-row")?.dataset.lane === focused.lane);
  (same ?? every[0])?.querySelector(".stop, .untimed").focus({ preventScroll: true });
}

// Rows came or went: takes the whole board from the page as it is now.
async function redraw() {
  const answer = await fetch(location.href, { redirect: "manual" });
  const html = await answer.text();
  // A stop picked up meanwhile stays in the hand; the next look draws again.
  if (!answer.ok || now.hold) return false;
  const page = new DOMParser().parseFromString(html, "text/html");
  const focused = whereFocusIs();
  now.rail = {};
  for (const place of [".board-in", ".rail", "[data-rail=live]"]) {
    document.querySelector(place).replaceWith(page.querySelector(place));
  }
  const fresh = JSON.parse(page.getElementById("board-config").textContent);
  const { seen, first, last, clashing } = fresh;
  Object.assign(now, { seen, first, last, clashing });
  drawAxis();
  layOutAll();
  drawn(focused);
  return true;
}

export function keepTime() {
  setInterval(() => {
    drawNow();
    markStates();
  }, 15000);
}
