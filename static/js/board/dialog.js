// Forms of stops open over the board; without a script they are pages of their own.

import { look } from "./refresh.js";
import { now } from "./state.js";

const dialog = document.getElementById("board-dialog");

export function watchDialog() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".slot .stop, .slot .untimed, .b-add, [data-into]");
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (!link || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    if (!now.hold) open(link.href);
  });
  dialog.addEventListener("click", (event) => {
    const isBeside = event.target === dialog;
    if (isBeside || event.target.closest("[data-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("submit", submit);
}

export function showDialog(content) {
  dialog.replaceChildren(content);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

async function open(address) {
  const answer = await fetch(address, { redirect: "manual" });
  // Signed out, or gone: the page itself says so.
  if (!answer.ok || !(await show(answer, address))) location.href = address;
}

async function show(answer, address) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.querySelector("[data-dialog]");
  if (!part) return false;
  part.querySelector("form").action = address;
  showDialog(document.adoptNode(part));
  const wrong = part.querySelector(".is-invalid, .alert, [role=alert] button");
  const first = part.querySelector("input:not([type=hidden]), select, button");
  (wrong ?? first)?.focus();
  return true;
}

async function submit(event) {
  const form = event.target;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const address = form.getAttribute("action") || location.href;
  const answer = await fetch(address, { method: "POST", body, redirect: "manual" });
  if (answer.type === "opaqueredirect") {
    dialog.close();
    look();
  } else if (!answer.ok || !(await show(answer, address))) {
    form.submit();
  }
}
