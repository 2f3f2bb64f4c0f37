// Runs before the page is drawn, so that nobody sees it flash: puts what the reader chose onto the root element.
try {
  const chosen = JSON.parse(localStorage.getItem("display") || "{}");
  for (const name of ["size", "theme", "contrast"]) {
    if (typeof chosen[name] === "string" && chosen[name]) document.documentElement.dataset[name] = chosen[name];
  }
  // A reader who chose the other script gets the twin of each page that has one.
  const script = localStorage.getItem("script"), here = document.documentElement.lang;
  const twin = script && script !== here && document.querySelector(`link[rel="alternate"][hreflang="${script}"]`);
  if (twin) location.replace(new URL(twin.href).pathname + location.search + location.hash);
} catch {
  // A browser that keeps nothing shows the page as it is.
}
