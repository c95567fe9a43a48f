// Watches an import: shows how far it is, and at its end what came of it.

const EVERY = 700;
const MOST = 8000;
const box = document.querySelector("[data-progress]");
let pause = EVERY;
let timer = setTimeout(look, EVERY);

document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  if (!document.hidden) look();
});

async function look() {
  const html = await part();
  if (html === null) {
    pause = Math.min(pause * 2, MOST);
  } else {
    pause = EVERY;
    box.innerHTML = html;
    if (!box.querySelector("[data-live]")?.dataset.live) {
      location.reload();
      return;
    }
  }
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, pause);
}

// The part of the page; nothing where it is gone or one was signed out, null where
// there is no network or the server fails.
async function part() {
  try {
    const answer = await fetch(box.dataset.progress, { redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 404) return "";
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
