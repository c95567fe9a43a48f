// Names and landmarks that the admin's theme leaves out, for whoever hears a page.
"use strict";

(() => {
  const FIELDS = "select, textarea, input:not([type=hidden])";

  const nameOf = (field) =>
    field.closest("td[data-label]")?.dataset.label || field.labels?.[0]?.textContent.trim();

  // A row has its names in the head of the table, or drawn by the style sheet.
  const nameField = (field) => {
    if (!field.labels?.length && !field.ariaLabel) field.ariaLabel = nameOf(field) || null;
  };

  // The box that a search shows instead of its select is empty until one chooses.
  const nameBox = (box) => {
    const select = box.previousElementSibling;
    const text = box.querySelector(".select2-selection__rendered");
    if (text && select && !text.ariaLabel) text.ariaLabel = nameOf(select) || null;
  };

  const nameAll = () => {
    for (const field of document.querySelectorAll(`td[data-label] :is(${FIELDS})`)) nameField(field);
    for (const box of document.querySelectorAll(".select2-container")) nameBox(box);
  };

  let isDue = false;
  const later = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      nameAll();
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("main")?.setAttribute("role", "main");
    later();
    new MutationObserver(later).observe(document.body, { childList: true, subtree: true });
  });
})();
