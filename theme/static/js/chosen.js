// Runs before the page is drawn, so that nobody sees it flash: puts what the reader chose onto the root element.
try {
  const chosen = JSON.parse(localStorage.getItem("display") || "{}");
  for (const name of ["size", "theme", "contrast"]) {
    if (typeof chosen[name] === "string" && chosen[name]) document.documentElement.dataset[name] = chosen[name];
  }
  // A reader who chose the other script gets the twin of each page that has one.
  const script = localStorage.getItem("script"), here = document.documentElement.lang;
  if (script && script !== here && document.querySelector(`link[rel="alternate"][hreflang="${script}"]`)) {
    const path = location.pathname;
    location.replace((script === "zh-Hant" ? `/hant${path}` : path.replace(/^\/hant/, "")) + location.search + location.hash);
  }
} catch {
  // A browser that keeps nothing shows the page as it is.
}
