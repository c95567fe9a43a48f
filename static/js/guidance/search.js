// The box that searches everything: Ctrl+K or / opens it, arrows choose, Enter goes.

const dialog = document.querySelector("dialog.expo-search");
const input = dialog.querySelector("input");
const list = dialog.querySelector("[role=listbox]");
const said = dialog.querySelector("[role=status]");
const PAUSE = 150;

let asking = null;
let waiting = 0;

const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

function made(tag, text, ...names) {
  const element = document.createElement(tag);
  element.textContent = text;
  element.classList.add(...names);
  return element;
}

function option(found, place) {
  const link = made("a", "", "expo-option");
  link.href = found.link;
  link.id = `expo-found-${place}`;
  link.tabIndex = -1;
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  link.append(made("span", found.name));
  if (found.beside) link.append(made("small", found.beside));
  return link;
}

function show(kinds) {
  let place = 0;
  list.replaceChildren(
    ...kinds.map((kind, number) => {
      const group = made("div", "", "expo-kind");
      group.setAttribute("role", "group");
      const title = made("p", "", "expo-kind-title");
      title.id = `expo-kind-${number}`;
      const icon = made("span", kind.icon, "material-symbols-outlined");
      icon.setAttribute("aria-hidden", "true");
      title.append(icon, made("span", kind.title));
      group.setAttribute("aria-labelledby", title.id);
      group.append(title, ...kind.found.map((found) => option(found, place++)));
      return group;
    }),
  );
  input.setAttribute("aria-expanded", String(place > 0));
  said.textContent = place || input.value.trim().length < 2 ? "" : dialog.dataset.nothing;
  choose(options()[0]);
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  if (input.value.trim().length > 1) said.textContent = dialog.dataset.looking;
  const address = `${dialog.dataset.address}?${new URLSearchParams({ q: input.value })}`;
  try {
    const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    show((await answer.json()).kinds);
  } catch (error) {
    if (error.name === "AbortError") return;
    show([]);
    said.textContent = dialog.dataset.failed;
  }
}

function open() {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
}

input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
});

input.addEventListener("keydown", (event) => {
  const all = options();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && all.length) {
    event.preventDefault();
    choose(all.at((all.indexOf(chosen()) + step) % all.length));
  } else if (event.key === "Enter") {
    event.preventDefault();
    chosen()?.click();
  }
});

dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

for (const button of document.querySelectorAll("[data-opens-search]")) {
  button.addEventListener("click", open);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const asked = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (asked || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    open();
  }
});
