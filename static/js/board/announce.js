// What happens, in words: for screen readers, and as notes that can offer a way out.

const live = document.getElementById("board-live");
const toasts = document.getElementById("board-toasts");
let waiting = 0;

// Says it once the keys rest; the last word wins.
export function say(words, after = 0) {
  clearTimeout(waiting);
  waiting = setTimeout(() => (live.textContent = words), after);
}

// Shows sentences, and a button for each offer: {label, run, isMain}.
export function note(sentences, offers = [], { closes = 0, label = "×" } = {}) {
  const toast = document.createElement("div");
  toast.className = "toast-x board-toast";
  toast.setAttribute("role", "status");
  const words = document.createElement("div");
  words.append(...sentences.map((sentence) => element("p", "", sentence)));
  if (offers.length) words.append(buttons(offers, toast));
  const close = element("button", "toast-close", "×");
  close.type = "button";
  close.setAttribute("aria-label", label);
  close.addEventListener("click", () => toast.remove());
  toast.append(words, close);
  toasts.replaceChildren(toast);
  if (closes) setTimeout(() => toast.remove(), closes);
  return toast;
}

function buttons(offers, toast) {
  const row = element("p", "toast-acts", "");
  for (const offer of offers) {
    const button = element("button", "btn btn-sm btn-ink-line", offer.label);
    button.type = "button";
    button.addEventListener("click", () => {
      toast.remove();
      offer.run();
    });
    row.append(button);
  }
  return row;
}

export function element(tag, name, words) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = words;
  return made;
}

export const clear = () => toasts.replaceChildren();
