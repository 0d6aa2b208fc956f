// Extras for browsers with JavaScript. Every page works without this file.

const copy = document.querySelector("[data-copy-link]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  const button = copy.querySelector("button");
  const label = button.querySelector("span");
  const text = label.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector("link[rel=canonical]")?.href ?? location.href);
    label.textContent = button.dataset.done;
    setTimeout(() => { label.textContent = text; }, 4000);
  });
}

for (const print of document.querySelectorAll("[data-print]")) {
  print.hidden = false;
  print.querySelector("button").addEventListener("click", () => window.print());
}
