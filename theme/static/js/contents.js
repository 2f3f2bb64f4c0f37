// Marks in the list of contents the section that is being read, and closes the list when a section was chosen.
for (const list of document.querySelectorAll('[data-module="contents"]')) {
  const links = new Map([...list.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);

  const mark = () => {
    const line = innerHeight / 3;
    const read = sections.filter((section) => section.getBoundingClientRect().top <= line).pop();
    for (const [id, link] of links) {
      if (read && id === read.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  const button = document.querySelector(`[popovertarget="${list.id}"]`);
  const answers = document.querySelector(".answers");
  if (button && answers) {
    new IntersectionObserver(([seen]) => {
      button.toggleAttribute("data-away", seen.isIntersecting);
    }).observe(answers);
  }

  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  }, { passive: true });
  mark();

  list.addEventListener("click", (event) => {
    if (event.target.closest("a") && list.matches(":popover-open")) list.hidePopover();
  });
}
