// Watches a run of the planner: draws how far it is, and at its end what came of it.

const EVERY = 700;
const MOST = 8000;
const QUIET = 8000;
const box = document.querySelector("[data-run]");
const voice = document.getElementById("run-said");
let pause = EVERY;
let timer = 0;
let isOver = false;
let spoken = performance.now();

document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  if (!document.hidden && !isOver) look();
});
timer = setTimeout(look, EVERY);

async function look() {
  const answer = await answerOf(box.dataset.run);
  if (answer === null) {
    pause = Math.min(pause * 2, MOST);
  } else if (answer.isGone) {
    // Signed out, or out of scope by now: the page itself says so.
    location.reload();
    return;
  } else {
    pause = EVERY;
    if (!draw(answer.html)) return;
  }
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, pause);
}

// The part of the page, null where there is no network or the server fails.
async function answerOf(address) {
  try {
    const answer = await fetch(address, { redirect: "manual", headers: { Accept: "text/html" } });
    const isGone = answer.type === "opaqueredirect" || answer.status === 404;
    if (!answer.ok && !isGone) return null;
    return { isGone, html: isGone ? "" : await answer.text() };
  } catch {
    return null;
  }
}

// Returns whether the run goes on.
function draw(html) {
  box.innerHTML = html;
  const { state, said } = box.firstElementChild.dataset;
  if (state !== "waiting" && state !== "running") {
    isOver = true;
    end();
    return false;
  }
  say(said.trim());
  return true;
}

// Puts what came of the run in place of how far it is, and the focus at its heading,
// which is what a screen reader then says.
async function end() {
  const answer = await answerOf(location.href);
  const page = new DOMParser().parseFromString(answer?.html ?? "", "text/html");
  const came = page.querySelector(".plan-run");
  const heading = came?.querySelector("h2, strong");
  if (!heading) {
    location.reload();
    return;
  }
  came.querySelector("[role=alert]")?.removeAttribute("role");
  heading.tabIndex = -1;
  document.querySelector(".plan-run").replaceWith(came);
  heading.focus();
}

// Sparing: what is new, and only every few seconds.
function say(words) {
  if (words === voice.textContent || performance.now() - spoken < QUIET) return;
  spoken = performance.now();
  voice.textContent = words;
}
