// Runs before the page is drawn, so that nobody sees it flash: puts what the reader chose onto the root element.
try {
  const chosen = JSON.parse(localStorage.getItem("display") || "{}");
  for (const name of ["size", "theme", "contrast"]) {
    if (typeof chosen[name] === "string" && chosen[name]) document.documentElement.dataset[name] = chosen[name];
  }
} catch {
  // A browser that keeps nothing shows the page as it is.
}
