// A button beside each piece of code that puts it on the clipboard.
for (const place of document.querySelectorAll('[data-module="copy"]')) {
  for (const code of navigator.clipboard ? place.querySelectorAll("pre") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button-quiet";
    button.textContent = place.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = place.dataset.copied;
      setTimeout(() => (button.textContent = place.dataset.copy), 2000);
    });
    code.before(button);
  }
}
