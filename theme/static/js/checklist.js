// The list of materials: the questions about the case narrow it, what is ticked stays on this device, and it prints alone.
for (const list of document.querySelectorAll('[data-module="checklist"]')) start(list);

function start(list) {
  const key = `checklist ${list.dataset.checklist}`;
  const lines = [...list.querySelectorAll(".material")];
  const radios = [...list.querySelectorAll('.choice input[type="radio"]')];
  const questions = Object.groupBy ? Object.groupBy(radios, (radio) => radio.name) : grouped(radios);
  const tick = (line) => line.querySelector(".material-tick");
  const name = (line) => line.querySelector(".material-name").textContent;

  recall();
  show();
  for (const part of list.querySelectorAll(".choice, .checklist-count, .checklist-tools")) part.hidden = false;

  list.addEventListener("change", () => {
    show();
    keep();
  });

  list.querySelector("[data-checklist-clear]").addEventListener("click", () => {
    for (const line of lines) tick(line).checked = false;
    for (const radio of radios) radio.checked = radio.value === "";
    show();
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  });

  list.querySelector("[data-checklist-print]").addEventListener("click", () => {
    const root = document.documentElement;
    root.dataset.print = "checklist";
    addEventListener("afterprint", () => delete root.dataset.print, { once: true });
    print();
  });

  // A line goes when a question that it names an option of was answered with another one.
  function show() {
    for (const line of lines) {
      const wanted = (line.dataset.for || "").split(" ").filter(Boolean);
      line.hidden = Object.values(questions).some((options) => {
        const named = options.filter((option) => wanted.includes(option.value));
        const chosen = options.find((option) => option.checked && option.value);
        return named.length > 0 && chosen && !named.includes(chosen);
      });
    }
    const shown = lines.filter((line) => !line.hidden);
    list.querySelector("[data-checklist-all]").textContent = shown.length;
    list.querySelector("[data-checklist-done]").textContent = shown.filter((line) => tick(line).checked).length;
  }

  function keep() {
    const done = lines.filter((line) => tick(line).checked).map(name);
    const chosen = radios.filter((radio) => radio.checked && radio.value).map((radio) => radio.value);
    try {
      if (done.length || chosen.length) localStorage.setItem(key, JSON.stringify({ done, chosen }));
      else localStorage.removeItem(key);
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
  }

  function recall() {
    try {
      const { done, chosen } = JSON.parse(localStorage.getItem(key)) || {};
      for (const line of lines) tick(line).checked = Boolean(done?.includes(name(line)));
      for (const radio of radios) if (chosen?.includes(radio.value)) radio.checked = true;
    } catch {
      // What cannot be read is as good as nothing.
    }
  }
}

function grouped(radios) {
  const found = {};
  for (const radio of radios) (found[radio.name] ||= []).push(radio);
  return found;
}
