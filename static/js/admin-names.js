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
    const search = box.querySelector(".select2-search__field");
    if (search && select && !search.ariaLabel) search.ariaLabel = nameOf(select) || null;
    // It is for the pointer alone, and stands among the items of a list.
    box.querySelector(".select2-selection__clear")?.setAttribute("aria-hidden", "true");
  };

  // What scrolls is no part of the page by itself, and its name is English.
  const nameScroller = (scroller) => {
    scroller.setAttribute("role", "group");
    scroller.removeAttribute("aria-label");
  };

  const namePlace = (nav) => {
    const [page, ...site] = document.title.split("|");
    nav.ariaLabel = (nav.id === "nav-sidebar-inner" && site.pop()?.trim()) || page.trim() || null;
  };

  const nameAll = () => {
    for (const field of document.querySelectorAll(`td[data-label] :is(${FIELDS})`)) nameField(field);
    for (const box of document.querySelectorAll(".select2-container")) nameBox(box);
    for (const scroller of document.querySelectorAll(".simplebar-content-wrapper[role=region]")) nameScroller(scroller);
    for (const nav of document.querySelectorAll("nav:not([aria-label])")) namePlace(nav);
    for (const head of document.querySelectorAll("th:not([role])")) {
      if (!head.textContent.trim() && !head.querySelector("a, button, input")) head.setAttribute("role", "cell");
    }
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
