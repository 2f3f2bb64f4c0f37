// A date field that leads to the version of a day: the list of versions below it knows from when to when each applied.
for (const picker of document.querySelectorAll('[data-module="version-picker"]')) {
  const field = picker.querySelector(".version-picker-field");
  const [day, way, said] = ["input", "a", "[role=status]"].map((one) => field.querySelector(one));
  const versions = [...picker.querySelectorAll("a[data-from]")];
  const choose = () => {
    const found = versions.find(({ dataset: { from, until } }) => from <= day.value && (!until || day.value <= until));
    way.hidden = !found;
    if (found) way.href = found.href;
    said.textContent = day.value && !found ? said.dataset.none : "";
  };
  field.hidden = false;
  day.addEventListener("input", choose);
  choose();
}
