// A form to fill: tables grow, and everything can be cleared. Nothing is kept or sent.
for (const sheet of document.querySelectorAll('[data-module="sheet"]')) {
  for (const grow of sheet.querySelectorAll(".sheet-grow")) {
    grow.hidden = false;
    grow.addEventListener("click", (event) => {
      if (!event.target.closest("button")) return;
      const body = grow.previousElementSibling.tBodies[0];
      const row = body.lastElementChild.cloneNode(true);
      const number = body.rows.length + 1;
      for (const input of row.querySelectorAll("input")) {
        input.value = "";
        input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+(?=\D*$)/, number));
      }
      body.append(row);
      row.querySelector("input").focus();
    });
  }

  const clear = document.querySelector("[data-sheet-clear]");
  if (!clear) continue;
  clear.hidden = false;
  clear.addEventListener("click", () => {
    for (const field of sheet.querySelectorAll("input, textarea")) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    sheet.querySelector("input, textarea")?.focus();
  });
}
