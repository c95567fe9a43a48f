// The axis of time: minutes to pixels, clocks, half hours, the line of now.

import { board, config, now, slots, text } from "./state.js";

const LEVELS = [1, 1.5, 2, 3, 4, 5, 7, 10];
const KEY = "board-zoom";
const loaded = performance.now();
let level = LEVELS.indexOf(Number(localStorage.getItem(KEY)));
if (level < 0) level = LEVELS.indexOf(4);

export const scale = () => LEVELS[level];

// What clocks show at a minute of the day, as 10:30.
export function clock(minute) {
  let ahead = 0;
  for (const [from, by] of config.shifts) if (minute >= from) ahead = by;
  const shown = (((minute + ahead) % 1440) + 1440) % 1440;
  return [Math.floor(shown / 60), shown % 60].map((n) => String(n).padStart(2, "0")).join(":");
}

export const minuteNow = () => Math.floor(config.now + (performance.now() - loaded) / 60000);

const labelWidth = () => board.querySelector(".b-head").offsetWidth;

// Where a point of the window lies on the board, in minutes and in pixels down.
export function measure() {
  const box = board.getBoundingClientRect();
  const label = labelWidth();
  return {
    box,
    minute: (x) => now.first + (x - box.left + board.scrollLeft - label) / scale(),
    down: (y) => y - box.top + board.scrollTop,
  };
}

export function drawAxis() {
  board.style.setProperty("--ppm", scale());
  board.style.setProperty("--first", now.first);
  board.style.setProperty("--last", now.last);
  const step = scale() < 2 ? 60 : 30;
  const head = board.querySelector(".b-time");
  head.replaceChildren();
  for (let minute = now.first; minute < now.last; minute += 5) {
    const [hour, part] = clock(minute).split(":").map(Number);
    if ((hour * 60 + part) % step === 0) head.append(mark("span", "tick", minute, clock(minute)));
  }
  drawNow();
}

function mark(tag, name, minute, words) {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = words;
  element.style.setProperty("--s", minute);
  return element;
}

export function drawNow() {
  for (const old of board.querySelectorAll(".now-line, .now-pill")) old.remove();
  const minute = minuteNow();
  if (minute < now.first || minute > now.last) return;
  board.querySelector(".b-time").append(mark("b", "now-pill", minute, clock(minute)));
  board.querySelector(".board-in").prepend(mark("div", "now-line", minute, ""));
}

export function scrollTo(minute) {
  const middle = (board.clientWidth - labelWidth()) / 3;
  board.scrollLeft = (minute - now.first) * scale() - middle;
}

// Brings now, else the first stop, into view.
export function scrollToNow() {
  const minute = minuteNow();
  const starts = slots().map((slot) => Number(slot.dataset.plan?.split(" ")[0] ?? now.first));
  const isToday = minute >= now.first && minute <= now.last;
  scrollTo(isToday ? minute : Math.min(...starts, now.last));
}

export function zoom(by) {
  const middle = now.first + (board.scrollLeft + board.clientWidth / 3) / scale();
  level = Math.max(0, Math.min(LEVELS.length - 1, level + by));
  localStorage.setItem(KEY, scale());
  drawAxis();
  scrollTo(middle);
  return text("zoom", { pixels: scale() });
}
