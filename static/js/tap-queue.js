// Taps kept on the phone until the server has answered each of them.
"use strict";

/** Where taps wait: one list an account and exhibition, in the order of the taps. */
class TapQueue {
  constructor(name) {
    this.name = `expo-taps ${name}`;
  }

  all() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? [];
    } catch {
      return [];
    }
  }

  add(tap) {
    this.#keep([...this.all(), tap]);
  }

  /** Read again before each writing: another tab may have added since. */
  remove(keys) {
    this.#keep(this.all().filter((tap) => !keys.includes(tap.key)));
  }

  #keep(taps) {
    if (taps.length) localStorage.setItem(this.name, JSON.stringify(taps));
    else localStorage.removeItem(this.name);
  }

  static key() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
}

/** Sends waiting taps in order, a request a day, and tries again ever more slowly. */
class TapSender {
  static FIRST_WAIT = 2000;
  static LONGEST_WAIT = 60000;
  static MOST = 100;

  constructor(queue, onChange) {
    this.queue = queue;
    this.onChange = onChange;
    this.wait = TapSender.FIRST_WAIT;
    this.state = "idle";
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.send();
    });
  }

  async send() {
    if (this.isSending || !this.queue.all().length) return;
    this.isSending = true;
    clearTimeout(this.timer);
    const sendAll = () => this.#sendAll();
    // Two tabs would send the same taps; the server counts them once all the same.
    await (navigator.locks ? navigator.locks.request(this.queue.name, sendAll) : sendAll());
    this.isSending = false;
  }

  async #sendAll() {
    let answers = [];
    this.state = "idle";
    while (this.state === "idle" && this.queue.all().length) {
      const [first] = this.queue.all();
      const batch = this.queue
        .all()
        .filter((tap) => tap.to === first.to)
        .slice(0, TapSender.MOST);
      const found = await this.#post(first.to, batch);
      const settled = found.filter((answer) => answer.outcome !== "again");
      this.queue.remove(settled.map((answer) => answer.key));
      answers = answers.concat(settled);
      if (this.state === "idle" && settled.length < batch.length) this.state = "away";
    }
    if (this.state === "away") this.#later();
    else this.wait = TapSender.FIRST_WAIT;
    this.onChange(answers);
  }

  async #post(address, batch) {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
    try {
      const answer = await fetch(address, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({
          now: new Date().toISOString(),
          marks: batch.map(({ key, stop, kind, at }) => ({ key, stop, kind, at })),
        }),
      });
      if (answer.ok) return (await answer.json()).answers;
      // A redirect leads to the sign-in; 403 is a session that has changed.
      const isOut = answer.type === "opaqueredirect" || [403, 404].includes(answer.status);
      this.state = isOut ? "signed-out" : "away";
    } catch {
      this.state = "away";
    }
    return [];
  }

  #later() {
    this.timer = setTimeout(() => this.send(), this.wait);
    this.wait = Math.min(this.wait * 2, TapSender.LONGEST_WAIT);
  }
}
