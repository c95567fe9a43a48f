// What is said aloud, shown at the pointer, and put before the work until it is read.

import { on, text } from "./state.js";

const status = document.getElementById("pe-status");
const live = document.getElementById("pe-live");
const notes = document.getElementById("pe-notes");
let isChoice = false;

export function say(words) {
  // The same words twice are said twice.
  status.textContent = status.textContent === words ? `${words} ` : words;
}

// Dimensions beside the pointer while something is drawn or moved.
export function show(words, event) {
  live.textContent = words;
  live.hidden = !words;
  if (!words || !event) return;
  const frame = live.parentElement.getBoundingClientRect();
  const x = Math.min(event.clientX - frame.left + 14, frame.width - live.offsetWidth - 4);
  live.style.transform = `translate(${x}px, ${event.clientY - frame.top + 18}px)`;
}

export const hide = () => show("");

export function element(tag, words = "", name = "") {
  const made = document.createElement(tag);
  made.textContent = words;
  if (name) made.className = name;
  return made;
}

// Offers are pairs of words and an act; each closes the note. Without a choice to make,
// it goes with the next change.
export function note(sentences, offers = [[text("close"), () => {}]]) {
  isChoice = offers.length > 1;
  notes.replaceChildren(...[...new Set(sentences)].map((sentence) => element("p", sentence)));
  const acts = element("p", "", "pe-acts");
  for (const [words, act] of offers) {
    const button = element("button", words, "pe-button");
    button.type = "button";
    button.addEventListener("click", () => {
      clear();
      act();
    });
    acts.append(button);
  }
  notes.append(acts);
  notes.scrollIntoView?.({ block: "nearest" });
}

export const clear = () => notes.replaceChildren();

on("changed", () => {
  if (!isChoice) clear();
});
