// The discretion explorer: numbers and circumstances to tiers. The rule is that of quanli.discretion.choosing; tests hold
// both against the same cases.

// Gives the indexes of the tiers that a case meets. `tiers` have `when` (texts such as "years:2:4 people:10:") and `told`.
export function tiersMet(tiers, measured, told, closed) {
  return tiers.flatMap((tier, index) => {
    if (tier.told && !told.has(index)) return [];
    const holds = tier.when.split(" ").filter(Boolean).every((interval) => {
      const [factor, low, high] = interval.split(":");
      const number = measured[factor];
      if (number === undefined) return false;
      return (low === "" || number >= Number(low)) && (high === "" || number < Number(high) || (closed && number === Number(high)));
    });
    return holds ? [index] : [];
  });
}

if (typeof document !== "undefined") {
  for (const place of document.querySelectorAll('[data-module="explorer"]')) begin(place);
}

function begin(place) {
  const rows = [...place.parentElement.querySelectorAll(".tiers tbody tr")];
  const tiers = rows.map((row) => ({ when: row.dataset.when || "", told: "told" in row.dataset }));
  const part = Object.fromEntries([...place.querySelectorAll("[data-explorer]")].map((one) => [one.dataset.explorer, one]));
  const answer = place.querySelector(".explorer-answer");
  if (rows.length === 0) return;
  place.hidden = false;
  place.addEventListener("input", show);

  function show() {
    const measured = {};
    for (const input of place.querySelectorAll("[data-factor]")) {
      if (Number.isFinite(input.valueAsNumber)) measured[input.dataset.factor] = input.valueAsNumber;
    }
    const told = new Set([...place.querySelectorAll("[data-tier]:checked")].map((box) => Number(box.dataset.tier)));
    const met = tiersMet(tiers, measured, told, "closed" in place.dataset);
    const asked = Object.keys(measured).length > 0 || told.size > 0;
    part.ask.hidden = asked;
    part.none.hidden = !asked || met.length > 0;
    part.several.hidden = met.length < 2;
    for (const old of answer.querySelectorAll(".explorer-tier")) old.remove();
    rows.forEach((row, index) => row.toggleAttribute("data-met", met.includes(index)));
    answer.append(...met.map((index) => drawn(rows[index])));
  }

  function drawn(row) {
    const [grade, circumstances, sanctions] = row.cells;
    const shown = part.tier.cloneNode(true);
    delete shown.dataset.explorer;
    shown.className = "explorer-tier";
    shown.hidden = false;
    shown.querySelector("b").textContent = grade.textContent;
    shown.querySelector("span").textContent = circumstances.innerText.trim();
    shown.append(sanctions.firstElementChild.cloneNode(true));
    return shown;
  }
}
