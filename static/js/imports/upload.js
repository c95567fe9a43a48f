// Takes a file by dragging; sends a list without leaving the page, so that a refusal
// keeps what was chosen.

for (const box of document.querySelectorAll("[data-drop]")) {
  const input = box.querySelector("[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    box.addEventListener(name, () => box.classList.remove("is-over"));
  }
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

const form = document.querySelector("[data-upload]");
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    const told = await answer.json();
    if (told.address) {
      location.assign(told.address);
      return;
    }
    say(told.errors);
  } catch {
    say([form.dataset.failed]);
  }
  button.disabled = false;
});

function say(sentences) {
  const box = form.querySelector("[data-errors]");
  box.replaceChildren(
    ...sentences.map((text) => Object.assign(document.createElement("p"), { textContent: text })),
  );
  box.scrollIntoView({ block: "nearest" });
}
