// The page of the day: a tap shows at once, waits on the phone, and is sent in order.
"use strict";

(() => {
  const page = document.getElementById("today");
  const day = document.getElementById("day");
  const texts = Object.fromEntries(
    Object.entries(day.dataset).map(([name, text]) => [
      name.replace("texts", "").toLowerCase(),
      text,
    ]),
  );
  const REFRESH = 20000;
  const NEXT_STATE = { arrived: "here", left: "done", skipped: "skipped", cleared: "to-come" };
  const queue = new TapQueue(`${page.dataset.scope} ${page.dataset.account}`);
  const sender = new TapSender(queue, onSent);

  /** The moment of a tap as the exhibition's clocks show it. */
  function clock(moment) {
    const time = new Date(new Date(moment).getTime() + ahead());
    return new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: page.dataset.zone,
    }).format(time);
  }

  /** How far the server's clock is ahead; a page kept on the phone tells too little. */
  function ahead() {
    const known = Number(sessionStorage.getItem("expo-ahead") ?? -Infinity);
    const told = new Date(page.dataset.now).getTime() - performance.timeOrigin;
    const found = Math.max(known, told);
    sessionStorage.setItem("expo-ahead", String(found));
    return found;
  }

  /** Show what waits: on each stop, and their number at the top. */
  function show() {
    const taps = queue.all();
    for (const note of day.querySelectorAll("[data-waiting]")) note.hidden = true;
    for (const tap of taps) {
      const call = day.querySelector(`[data-stop="${tap.stop}"]`);
      if (!call) continue;
      call.dataset.state = NEXT_STATE[tap.kind];
      call.querySelector(".tap-cleared")?.classList.toggle("is-idle", tap.kind === "cleared");
      const note = call.querySelector("[data-waiting]");
      note.textContent = `${texts[tap.kind]} ${clock(tap.at)} · ${texts.waiting}`;
      note.hidden = false;
    }
    const waiting = document.getElementById("waiting");
    const part = (name) => waiting.querySelector(`[data-text="${name}"]`);
    waiting.hidden = !taps.length;
    part("one").hidden = taps.length !== 1;
    part("many").hidden = taps.length < 2;
    part("away").hidden = sender.state !== "away" && navigator.onLine;
    waiting.querySelector("[data-count]").textContent = taps.length;
    waiting.querySelector("[data-sign-in]").hidden = sender.state !== "signed-out";
  }

  /** Take the server's answers: what a person should know stays until understood. */
  function onSent(answers) {
    for (const { sentence } of answers) {
      if (sentence) trouble(sentence);
    }
    show();
    if (answers.length) refresh();
  }

  function trouble(sentence) {
    const box = document.getElementById("trouble");
    const line = document.createElement("p");
    line.textContent = sentence;
    box.querySelector("button").before(line);
    box.hidden = false;
  }

  /** Read the page again for what others marked, unless taps are on their way. */
  async function refresh() {
    const isTyping = day.contains(document.activeElement?.closest("input"));
    if (document.hidden || queue.all().length || isTyping) return;
    try {
      const answer = await fetch(location.href, { redirect: "manual" });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = fresh.getElementById("day");
      if (found && !queue.all().length) day.replaceChildren(...found.childNodes);
    } catch {
      sender.state = "away";
    }
    show();
  }

  function onTap(event) {
    const form = event.target.closest(".call-taps");
    const kind = event.submitter?.value;
    // A time that was given is sent as the form it is, and so is all of a past day.
    if (!form || !kind || form.elements.time?.value || page.dataset.open !== "1") return;
    event.preventDefault();
    queue.add({
      key: TapQueue.key(),
      stop: Number(form.elements.stop.value),
      kind,
      at: new Date().toISOString(),
      to: page.dataset.marks,
    });
    show();
    sender.send();
  }

  day.addEventListener("submit", onTap);
  addEventListener("offline", show);
  document.querySelector("#trouble button").addEventListener("click", () => {
    const box = document.getElementById("trouble");
    for (const line of box.querySelectorAll("p")) line.remove();
    box.hidden = true;
  });
  setInterval(refresh, REFRESH);
  ahead();
  show();
  sender.send();

  if ("serviceWorker" in navigator && isSecureContext) {
    navigator.serviceWorker
      .register(page.dataset.worker, { scope: page.dataset.scope })
      .then(() => navigator.serviceWorker.ready)
      .then(({ active }) =>
        active.postMessage({
          keep: location.href,
          with: [...document.querySelectorAll("link[rel=stylesheet], script[src], link[rel=icon]")]
            .map((element) => element.href || element.src)
            .concat(
              performance.getEntriesByType("resource").map((entry) => entry.name),
            )
            .filter((address) => address.startsWith(location.origin) && address.includes("/static/")),
        }),
      );
  }
})();
