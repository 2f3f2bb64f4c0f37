// Shows a flowchart as wide as the screen, in a native dialog; Escape closes it.
for (const place of document.querySelectorAll('[data-module="flowchart"]')) {
  const button = place.querySelector("[data-flowchart-wide]");
  const figure = place.querySelector(".flowchart");
  if (!button || !figure || !window.HTMLDialogElement) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const dialog = document.createElement("dialog");
    dialog.className = "flowchart-dialog";
    dialog.setAttribute("aria-label", figure.getAttribute("aria-label"));
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button-quiet";
    close.textContent = button.dataset.flowchartWide;
    close.addEventListener("click", () => dialog.close());
    const home = document.createComment("");
    figure.before(home);
    dialog.append(close, figure);
    dialog.addEventListener("close", () => {
      home.replaceWith(figure);
      dialog.remove();
      button.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
