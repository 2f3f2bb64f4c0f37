// Remembers the script that the reader chose, on the device; chosen.js then leads to it.
for (const link of document.querySelectorAll("a[data-script]")) {
  link.addEventListener("click", () => {
    try {
      localStorage.setItem("script", link.hreflang);
    } catch {
      // A browser that keeps nothing follows the link all the same.
    }
  });
}
