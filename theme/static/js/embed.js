// A page within a frame: it looks as the page around it asks, and tells that page how tall it is, if the site names it.
(() => {
  const root = document.documentElement, asked = new URLSearchParams(location.search);
  const one = (name, form) => (form.test(asked.get(name)) ? asked.get(name) : "");
  const part = one("part", /^(guide|materials|flow|limits|discretion)$/), accent = one("accent", /^[0-9a-f]{6}$/i);
  if (part) root.dataset.part = part;
  if (one("theme", /^(light|dark)$/)) root.dataset.theme = asked.get("theme");
  if (one("size", /^large$/)) root.dataset.size = "large";
  if (accent) {
    root.dataset.accent = "";
    root.style.setProperty("--portal-accent", `#${accent}`);
  }
  addEventListener("DOMContentLoaded", () => {
    if (part && !document.getElementById(part)) delete root.dataset.part;
  });

  if (parent === self) return;
  const portals = root.dataset.portals.split(" ").filter(Boolean).map((portal) => new URL(portal).origin);
  const around = location.ancestorOrigins ? location.ancestorOrigins[0] : document.referrer && new URL(document.referrer).origin;
  const told = around ? portals.filter((portal) => portal === around) : portals;
  new ResizeObserver(() => {
    const height = Math.ceil(root.getBoundingClientRect().height);
    for (const portal of told) parent.postMessage({ quanli: "height", height }, portal);
  }).observe(root);
})();
