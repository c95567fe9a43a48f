// Files on their way: a few at once, each a request of its own with its progress.

const AT_ONCE = 2;
const MIB = 1024 * 1024;

function post(address, form, tell) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) {
        tell(event.loaded / event.total);
      }
    });
    request.addEventListener("load", () => {
      try {
        done(JSON.parse(request.responseText));
      } catch (error) {
        fail(error);
      }
    });
    request.addEventListener("error", () => fail(new Error("unreachable")));
    request.send(form);
  });
}

export class Queue {
  constructor(page, rows) {
    this.page = page;
    this.rows = rows;
    this.form = page.querySelector("[data-send]");
    this.list = page.querySelector("[data-sent]");
    this.waiting = [];
    this.running = 0;
  }

  add(files) {
    for (const { file, path } of files) {
      const line = this.line(path);
      if (this.isTooLarge(file)) {
        this.refuse(line, [this.page.dataset.large.replace("{name}", path)]);
      } else {
        this.waiting.push({ file, path, line });
      }
    }
    this.next();
  }

  isTooLarge(file) {
    const is_archive = file.name.toLowerCase().endsWith(".zip");
    const { mostArchive, mostPhoto } = this.page.dataset;
    return file.size > (is_archive ? mostArchive : mostPhoto) * MIB;
  }

  line(name) {
    const line = document.createElement("li");
    const label = document.createElement("span");
    const bar = document.createElement("progress");
    const state = document.createElement("span");
    label.textContent = name;
    label.className = "photos-sent-name";
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    state.textContent = this.page.dataset.waiting;
    state.className = "photos-sent-state";
    line.append(label, bar, state);
    this.list.append(line);
    return { line, bar, state };
  }

  next() {
    while (this.running < AT_ONCE && this.waiting.length) {
      this.running += 1;
      const one = this.waiting.shift();
      this.send(one)
        .catch(() => this.refuse(one.line, [this.page.dataset.failed]))
        .finally(() => {
          this.running -= 1;
          this.next();
          if (!this.running) {
            this.rows.refresh();
          }
        });
    }
  }

  async send({ file, path, line }) {
    const form = new FormData(this.form);
    form.delete("files");
    form.append("files", file, file.name);
    form.append("path", path);
    line.state.textContent = this.page.dataset.sending;
    let answer = await post(location.href, form, (part) => {
      line.bar.value = part;
    });
    if (answer.problems.length) {
      this.refuse(line, answer.problems);
      return;
    }
    if (answer.archive) {
      answer = await this.read(answer, line);
    }
    line.bar.value = 1;
    line.line.classList.add("is-done");
    line.state.textContent = this.page.dataset.taken;
    this.rows.refreshSoon();
  }

  async read(answer, line) {
    line.state.textContent = this.page.dataset.reading;
    while (answer.archive && answer.done < answer.total) {
      line.bar.value = answer.done / answer.total;
      const form = new FormData(this.form);
      form.delete("files");
      form.append("read", answer.archive);
      answer = await post(location.href, form, () => {});
      line.state.textContent =
        `${this.page.dataset.reading} ${answer.done} / ${answer.total}`;
    }
    return answer;
  }

  refuse({ line, bar, state }, problems) {
    bar.remove();
    line.classList.add("is-wrong");
    state.textContent = problems.join(" ");
  }
}
