"""Which page templates a change of the theme touches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quanli.catalogue.tree import FolderTree

if TYPE_CHECKING:
    import jinja2


def stale_templates(theme: Path, files: frozenset[str]) -> frozenset[str] | None:
    """Give the names of the page templates that rest on any of the files; None when all pages do (a static file), or when any is no plain file."""
    import jinja2  # noqa: PLC0415 - only when the theme has changed

    from quanli.render.theme_loader import ThemeLoader  # noqa: PLC0415

    tree = FolderTree(theme.parent)
    there = filter(None, (tree.find(f"{theme.name}/{file}") for file in files))
    if any(not file.startswith("templates/") for file in files) or any(entry.mode != "file" for entry in there):
        return None
    environment = jinja2.Environment(loader=ThemeLoader(theme), autoescape=True)
    changed = {file.removeprefix("templates/") for file in files if file.endswith(".html")}
    pages = [name for name in tree.names(f"{theme.name}/templates/pages") if name.endswith(".html")]
    try:
        names = {page.removesuffix(".html") for page in pages if _rests_on(f"pages/{page}", environment) & changed}
    except (RecursionError, UnicodeDecodeError):  # whoever draws it will say what is wrong with it
        return None
    return frozenset(names | ({"guide"} if "page.html" in changed else set()))


def _rests_on(template: str, environment: jinja2.Environment) -> set[str]:
    """Give a template and all that it extends, includes or imports, however far."""
    import jinja2  # noqa: PLC0415
    from jinja2 import meta  # noqa: PLC0415

    found: set[str] = set()
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name in found or environment.loader is None:
            continue
        found.add(name)
        try:
            source, _, _ = environment.loader.get_source(environment, name)
        except jinja2.TemplateNotFound:
            continue
        waiting += [one for one in meta.find_referenced_templates(environment.parse(source)) if one]
    return found
