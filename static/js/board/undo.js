// The own last changes: taken back, and done again.

import { note, say } from "./announce.js";
import { isTyping } from "./keyboard.js";
import { look } from "./refresh.js";
import { post, send, sentencesOf } from "./send.js";
import { addresses, now, text } from "./state.js";

export function watchUndo() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-undo], [data-redo]");
    if (!form) return;
    event.preventDefault();
    takeBack(form.querySelector("button").value);
  });
  document.addEventListener("submit", repair);
  document.addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && event.code === "KeyZ";
    if (!isUndo || now.hold || isTyping(event.target)) return;
    event.preventDefault();
    last(event.shiftKey ? "redo" : "undo");
  });
}

// The buttons beside a clash: a free slot taken, or the clash left as it is.
async function repair(event) {
  const form = event.target.closest("[data-gesture], [data-leave]");
  if (!form) return;
  event.preventDefault();
  const { csrfmiddlewaretoken: _token, ...fields } = Object.fromEntries(new FormData(form));
  if ("gesture" in form.dataset) {
    // Not form.action: that is the field of this name.
    const [, stop] = form.getAttribute("action").match(/stops\/(\d+)/);
    await send({ stop, ...fields, done: text("done") });
    return;
  }
  const { status, body } = await post(form.getAttribute("action"), fields);
  if (status === 200) say(text("done"));
  else note(sentencesOf(status, body), [], { label: text("close") });
  await look();
}

// Takes back the last own change, or does again what was taken back last.
export function last(kind) {
  const button = document.querySelector(`[data-${kind}] button`);
  if (button) takeBack(button.value);
  else say(text("nothing"));
}

async function takeBack(change) {
  const { status, body } = await post(addresses.undo, { change });
  if (status === 200) say(text("undone"));
  else {
    const sentences = sentencesOf(status, body);
    say(sentences.join(" "));
    note(sentences, [], { label: text("close") });
  }
  await look();
}
