"""Which page templates a change of the theme touches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jinja2


def stale_templates(theme: Path, files: frozenset[str]) -> frozenset[str] | None:
    """Give the names of the page templates that rest on any of the files; None when all pages do (a static file)."""
    import jinja2  # noqa: PLC0415 - only when the theme has changed

    if any(not file.startswith("templates/") for file in files):
        return None
    folder = theme / "templates"
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)
    changed = {file.removeprefix("templates/") for file in files if file.endswith(".html")}
    pages = [path.relative_to(folder).as_posix() for path in sorted((folder / "pages").glob("*.html"))]
    names = {Path(page).stem for page in pages if _rests_on(page, environment) & changed}
    return frozenset(names | ({"guide"} if "page.html" in changed else set()))


def _rests_on(template: str, environment: jinja2.Environment) -> set[str]:
    """Give a template and all that it extends, includes or imports, however far."""
    from jinja2 import meta  # noqa: PLC0415

    found: set[str] = set()
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        loader = environment.loader
        if loader is not None and name in loader.list_templates():
            source, _, _ = loader.get_source(environment, name)
            waiting += [one for one in meta.find_referenced_templates(environment.parse(source)) if one]
    return found
