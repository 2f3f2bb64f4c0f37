"""Reads the files of a tree into their records: any one of a kind, and those of which a site has but one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quanli.catalogue.content_kinds import GUIDE, SITE, SYNONYMS, TERMS, ContentKind, content_kind_of
from quanli.catalogue.guide import guide_placed
from quanli.catalogue.misplaced import entry_problem, unreadable
from quanli.catalogue.script_terms import script_terms
from quanli.catalogue.synonyms import Synonym
from quanli.catalogue.tree import Tree
from quanli.config.site import Site
from quanli.errors import Problem, Rule
from quanli.gate import TooLargeError
from quanli.records.places import placed
from quanli.records.read import read_record
from quanli.records.text_file import decode

SITE_MISSING = Rule(
    "SITE_MISSING", "error",
    zh="这里没有 content/site.yaml", en="there is no content/site.yaml here",
    hint_zh="换到站点目录，或用 quanli new site 新建",
    hint_en="change to a site's folder, or make one with: quanli new site",
)


def read_content(tree: Tree, path: str, kind: ContentKind) -> tuple[Any, list[Problem]]:
    """Read a file of a kind that is written in YAML, with every problem of it; None where it could not be parsed."""
    assert kind.record is not None  # noqa: S101 - asked only of kinds that have one
    data, problems = read_data(tree, path, kind)
    return (None, problems) if data is None else read_record(data, path, kind.record, kind.limit)


def read_data(tree: Tree, path: str, kind: ContentKind) -> tuple[bytes | None, list[Problem]]:
    """Read the bytes of a file of a kind; none of one that is too large, or cannot be read (any more)."""
    try:
        return tree.read(path, kind.limit), []
    except TooLargeError as error:
        return None, [error.problem]
    except OSError as error:
        return None, [unreadable(path, error)]


def read_text(tree: Tree, path: str, kind: ContentKind) -> tuple[str | None, list[Problem]]:
    """Read a file of a kind that is taken as the text that it is, judged as the text of a record is; None where it is none."""
    data, problems = read_data(tree, path, kind)
    text, more = (None, []) if data is None else decode(data, path, kind.limit)
    return text, problems + more


def read_site(tree: Tree) -> tuple[Site | None, list[Problem]]:
    """Read the settings of the site."""
    found = tree.find(SITE.file())
    if found is None:
        return None, [SITE_MISSING.at(SITE.file())]
    wrong = entry_problem(found)
    return (None, [wrong]) if wrong else read_content(tree, SITE.file(), SITE)


def read_synonyms(tree: Tree) -> tuple[tuple[Synonym, ...], list[Problem]]:
    """Read the word list of the site; a site without one has no words."""
    if not tree.stamp(SYNONYMS.file()):
        return (), []
    found, problems = read_content(tree, SYNONYMS.file(), SYNONYMS)
    return found.synonyms if found else (), problems


def read_script_terms(tree: Tree) -> tuple[Mapping[str, str], list[Problem]]:
    """Read a site's terms: how each is written in Traditional characters. A site without the file has none."""
    if not tree.stamp(TERMS.file()):
        return {}, []
    data, problems = read_data(tree, TERMS.file(), TERMS)
    return ({}, problems) if data is None else script_terms(data, TERMS.file())


def located(problems: Iterable[Problem], tree: Tree) -> Iterator[Problem]:
    """Give problems that know only file and path their line and column."""
    by_file: dict[str, list[Problem]] = {}
    for found in problems:
        by_file.setdefault(found.place.file, []).append(found)
    for file, there in by_file.items():
        kind, _ = content_kind_of(file) or (None, "")
        if kind is None or not any(found.path and not found.place.line for found in there):
            yield from there
        else:
            data, _ = read_data(tree, file, kind)
            yield from there if data is None else (guide_placed if kind is GUIDE else placed)(there, data, file)
