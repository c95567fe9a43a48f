// The table of what waits: new rows join those in which somebody may be typing.

const SOON = 4000;

export class Rows {
  constructor(page) {
    this.page = page;
    this.form = page.querySelector("[data-rows]");
    this.list = page.querySelector("[data-list]");
    this.timer = null;
    this.isDirty = false;
  }

  start() {
    this.form.addEventListener("input", () => {
      this.isDirty = true;
    });
    this.form.addEventListener("submit", () => {
      this.isDirty = false;
    });
    this.form.addEventListener("click", (event) => this.choose(event));
    window.addEventListener("beforeunload", (event) => {
      if (this.isDirty) {
        event.preventDefault();
      }
    });
  }

  choose(event) {
    const button = event.target.closest("[data-choose]");
    if (button) {
      const field = button.closest("[data-row]").querySelector("input[list]");
      field.value = button.dataset.choose;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }
  }

  refreshSoon() {
    this.timer ??= setTimeout(() => this.refresh(), SOON);
  }

  async refresh() {
    clearTimeout(this.timer);
    this.timer = null;
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) {
      return;
    }
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, "text/html");
    for (const row of fresh.querySelectorAll("[data-row]")) {
      if (!this.list.querySelector(`[data-row="${row.dataset.row}"]`)) {
        this.list.append(document.adoptNode(row));
      }
    }
    for (const name of ["[data-count]", "[data-archives]"]) {
      this.page.querySelector(name).replaceWith(fresh.querySelector(name));
    }
    this.form.hidden = !this.list.children.length;
  }
}
