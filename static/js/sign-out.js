// Signing out empties what the phone keeps: asks first while taps wait to be sent.
"use strict";

(() => {
  const { unsent } = document.currentScript.dataset;

  document.addEventListener("submit", (event) => {
    if (!event.target.getAttribute("action")?.endsWith("/logout/")) return;
    const isWaiting = Object.keys(localStorage).some((name) => name.startsWith("expo-taps "));
    if (isWaiting && !confirm(unsent)) event.preventDefault();
  });
})();
