"""What only drawing a guide tells of it: that it takes too long, or goes too deep."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from markupsafe import Markup

from quanli.catalogue.content_kinds import GUIDE
from quanli.catalogue.guide import guide_body, read_guide
from quanli.catalogue.reading import read_data
from quanli.catalogue.registry import Registry
from quanli.catalogue.tree import Tree
from quanli.errors import Place, Problem, ProblemsFoundError
from quanli.remedies.guide_rules import check_guide_remedies
from quanli.render.prose import render_prose


def check_guides(registry: Registry, tree: Tree, only: Container[str] | None) -> Iterator[Problem]:
    """Draw the text of each guide in which nothing else is wrong, or of some by their files; a build draws what it checked once."""
    for known in registry.guides.values():
        if only is None or known.file in only:
            yield from _drawn(tree, known.file)


def _drawn(tree: Tree, file: str) -> Iterator[Problem]:
    data, _ = read_data(tree, file, GUIDE)
    guide, problems = (None, []) if data is None else read_guide(data, file)
    if data is None or guide is None or any(found.severity == "error" for found in problems):
        return
    body = guide_body(data, guide)
    yield from check_guide_remedies(body, file, guide.body_line)
    try:
        render_guide(body, file, guide.body_line)
    except ProblemsFoundError as error:
        yield from error.problems


def render_guide(body: str, file: str, line: int = 1) -> Markup:
    """Render a guide's text. Raises :class:`ProblemsFoundError` with the file, and the line on which the text begins."""
    try:
        return render_prose(body)
    except ProblemsFoundError as error:
        raise ProblemsFoundError([replace(found, place=Place(file, line, 1)) for found in error.problems]) from None
