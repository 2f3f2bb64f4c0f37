// A button that prints. What is folded is opened for the paper and folded again after it; charts and the office's own
// steps only go on paper where the reader has opened them, for the list of steps says what they show.
for (const button of document.querySelectorAll('[data-module="print"]')) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")].filter((fold) => !fold.closest("#steps"));
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});
