// The page on which many photos come in: dropped or chosen, each sent by itself.

import { filesOf } from "./folders.js";
import { Queue } from "./queue.js";
import { Rows } from "./rows.js";
import { suggest } from "./targets.js";

const page = document.querySelector("[data-photos]");

if (page) {
  const rows = new Rows(page);
  const queue = new Queue(page, rows);
  const zone = page.querySelector("[data-zone]");
  const input = page.querySelector("[data-send] input[type=file]");

  page.querySelector("[data-plain]").hidden = true;
  const take = () => {
    queue.add([...input.files].map((file) => ({ file, path: file.name })));
    input.value = "";
  };
  input.addEventListener("change", take);
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, () => zone.classList.remove("is-over"));
  }
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    queue.add(await filesOf(event.dataTransfer));
  });
  // A photo dropped beside the zone is not to replace the page.
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, (event) => event.preventDefault());
  }
  suggest(page);
  rows.start();
  // Chosen while this script was still on its way.
  if (input.files.length) take();
}
