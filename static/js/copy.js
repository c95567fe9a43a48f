// A button beside a secret link that copies its whole address.

document.addEventListener("DOMContentLoaded", () => {
  for (const link of document.querySelectorAll("a[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = link.dataset.copy;
    button.className = "expo-copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(link.href);
      button.textContent = link.dataset.done;
    });
    link.after(button);
  }
});
