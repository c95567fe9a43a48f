// The point of a photo that cuts keep: clicked, dragged, or moved by arrow keys. The
// number fields hold it, and stay the way without a pointer or a script.

const STEP = 0.01;
const LEAP = 0.1;
const MOVES = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const held = (value) => Math.min(1, Math.max(0, value));

class Focus {
  constructor(root) {
    this.across = document.querySelector("[name=focus_x]");
    this.down = document.querySelector("[name=focus_y]");
    this.picture = root.querySelector("[data-focus-picture]");
    this.point = root.querySelector("[data-focus-point]");
    this.cuts = root.querySelector("[data-focus-cuts]");
    this.help = root.querySelector("[data-focus-help]");
    this.said = root.querySelector("[data-focus-said]");
    this.frame = this.picture.parentElement;
  }

  start() {
    if (!this.across || !this.down) {
      return;
    }
    this.frame.addEventListener("pointerdown", (event) => this.drag(event));
    this.point.addEventListener("keydown", (event) => this.press(event));
    for (const field of [this.across, this.down]) {
      field.min = 0;
      field.max = 1;
      field.step = "any";
      field.addEventListener("input", () => this.show());
    }
    const file = document.querySelector("input[type=file][name=image]");
    file?.addEventListener("change", () => this.look(file.files[0]));
    this.show();
  }

  get at() {
    const [x, y] = [this.across, this.down].map((field) => parseFloat(field.value));
    return [Number.isFinite(x) ? held(x) : 0.5, Number.isFinite(y) ? held(y) : 0.5];
  }

  move(x, y) {
    this.across.value = held(x).toFixed(2);
    this.down.value = held(y).toFixed(2);
    this.across.dispatchEvent(new Event("change", { bubbles: true }));
    this.show();
  }

  show() {
    const is_there = !this.picture.hidden;
    this.point.hidden = !is_there;
    this.help.hidden = !is_there;
    this.cuts.hidden = !is_there;
    const [x, y] = this.at.map((part) => `${Math.round(part * 100)}%`);
    this.point.style.left = x;
    this.point.style.top = y;
    for (const cut of this.cuts.querySelectorAll("[data-focus-cut]")) {
      cut.style.objectPosition = `${x} ${y}`;
    }
  }

  drag(event) {
    if (event.button !== 0 || this.picture.hidden) {
      return;
    }
    event.preventDefault();
    this.point.focus();
    const follow = (moved) => {
      const box = this.picture.getBoundingClientRect();
      this.move(
        (moved.clientX - box.left) / box.width,
        (moved.clientY - box.top) / box.height,
      );
    };
    const end = () => this.frame.removeEventListener("pointermove", follow);
    this.frame.setPointerCapture(event.pointerId);
    this.frame.addEventListener("pointermove", follow);
    this.frame.addEventListener("lostpointercapture", end, { once: true });
    follow(event);
  }

  press(event) {
    const move = MOVES[event.key];
    if (!move) {
      return;
    }
    event.preventDefault();
    const step = event.shiftKey ? LEAP : STEP;
    const [x, y] = this.at;
    this.move(x + move[0] * step, y + move[1] * step);
    this.said.textContent = `${this.point.style.left}, ${this.point.style.top}`;
  }

  // A photo that was only chosen is looked at before it is sent.
  look(file) {
    if (!file) {
      return;
    }
    const address = URL.createObjectURL(file);
    for (const image of [this.picture, ...this.cuts.querySelectorAll("img")]) {
      image.removeAttribute("width");
      image.removeAttribute("height");
      image.src = address;
    }
    this.picture.hidden = false;
    this.picture.onerror = () => {
      this.picture.hidden = true;
      this.show();
    };
    this.show();
  }
}

document.addEventListener("DOMContentLoaded", () => {
  for (const root of document.querySelectorAll("[data-photo-focus]")) {
    new Focus(root).start();
  }
});
