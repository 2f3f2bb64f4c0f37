// Shows items of a Quanli site within another site's pages: gives frames the height that they tell, and defines the elements
// <quanli-item code="…">, <quanli-list office|category|topic="…"> and <quanli-search>. Until a page has answered, and wherever
// none does, what stands within the element is shown: a link.
(() => {
  const script = document.currentScript || document.querySelector('script[src$="/embed/quanli.js"]');
  if (!script || customElements.get("quanli-item")) return;
  const site = new URL("..", script.src), least = 60, most = 20000;
  const own = new Set();
  const id = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
  const looks = { part: /^(guide|materials|flow|limits|discretion)$/, theme: /^(light|dark)$/, size: /^large$/, accent: /^#?[0-9a-f]{6}$/i };
  const lists = { office: "offices", category: "categories", topic: "topics" };

  const isOurs = (address) => ["embed/", "hant/embed/"].some((folder) => address.startsWith(site.href + folder));

  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== site.origin || !source || !data || data.quanli !== "height" || !Number.isFinite(data.height)) return;
    const frame = [...own, ...document.querySelectorAll("iframe")].find((one) => one.contentWindow === source && isOurs(one.src));
    if (!frame) return;
    const edge = frame.offsetHeight - frame.clientHeight;
    frame.style.height = `${Math.min(Math.max(Math.ceil(data.height), least), most) + edge}px`;
    frame.dispatchEvent(new Event("quanli"));
  });

  class Shown extends HTMLElement {
    static observedAttributes = ["code", "lang", ...Object.keys(lists), ...Object.keys(looks)];

    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({ mode: "open" });
      this.show();
    }

    disconnectedCallback() {
      own.delete(this.frame);
      this.frame = undefined;
    }

    attributeChangedCallback() {
      if (this.isConnected && this.shadowRoot) this.show();
    }

    get path() {
      if (this.localName === "quanli-search") return "search";
      if (this.localName === "quanli-item") return id.test(this.getAttribute("code")) ? this.getAttribute("code") : "";
      const kind = Object.keys(lists).find((name) => this.getAttribute(name));
      const key = kind && this.getAttribute(kind);
      return key && !/[./\\]/.test(key[0]) ? `${lists[kind]}/${encodeURIComponent(key)}` : "";
    }

    show() {
      const path = this.path;
      const url = path && new URL(`${/^zh-(hant|hk|mo|tw)/i.test(this.lang) ? "hant/" : ""}embed/${path}/`, site);
      for (const name of url ? Object.keys(looks) : []) {
        const value = this.getAttribute(name) || "";
        if (looks[name].test(value)) url.searchParams.set(name, value.replace("#", ""));
      }
      if (this.frame && url && this.frame.src === url.href) return;
      own.delete(this.frame);
      this.frame = undefined;
      this.shadowRoot.replaceChildren(document.createElement("slot"));
      if (!url) return;
      const frame = document.createElement("iframe");
      this.frame = frame;
      own.add(frame);
      frame.title = this.textContent.trim() || this.getAttribute("code") || path;
      frame.loading = "lazy";
      frame.style.cssText = "display:block;width:100%;height:1px;border:0;visibility:hidden";
      frame.addEventListener("quanli", () => {
        frame.style.visibility = "";
        for (const slot of this.shadowRoot.querySelectorAll("slot")) slot.remove();
      });
      frame.src = url.href;
      this.shadowRoot.append(frame);
    }
  }

  const define = (name) => customElements.define(name, class extends Shown {});
  ["quanli-item", "quanli-list", "quanli-search"].forEach(define);
})();
