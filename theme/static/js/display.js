// Size, theme and contrast by the reader's choice, kept on the device alone.
const root = document.documentElement;

for (const panel of document.querySelectorAll('[data-module="display"]')) {
  const form = panel.querySelector("form");
  for (const input of form.elements) {
    if (input.type === "radio") input.checked = (root.dataset[input.name] || "") === input.value;
  }
  form.addEventListener("change", () => {
    const chosen = Object.fromEntries(new FormData(form));
    for (const [name, value] of Object.entries(chosen)) {
      if (value) root.dataset[name] = value;
      else delete root.dataset[name];
    }
    try {
      localStorage.setItem("display", JSON.stringify(chosen));
    } catch {
      // Not kept, but shown.
    }
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!panel.contains(event.target)) panel.open = false;
  });
  panel.hidden = false;
}
