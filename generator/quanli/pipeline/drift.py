"""Approved lists held against the published catalogue: all at first, then what a change touches; and what ``check`` says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quanli.assemble.facts import Facts, Reason
from quanli.catalogue import terms
from quanli.catalogue.approved_lists import directory_versions, read_lists
from quanli.catalogue.approved_tables import FEW, STATUSES, Difference, Head
from quanli.catalogue.content_kinds import APPROVED, APPROVED_CSV, APPROVED_XLSX, DIRECTORY, SITE
from quanli.catalogue.index import Index
from quanli.catalogue.matching import Matcher
from quanli.catalogue.reading import located
from quanli.catalogue.registry import Registry
from quanli.catalogue.row import PowerRow
from quanli.catalogue.tree import Tree
from quanli.errors import Problem, Rule

APPROVED_GONE = Rule(
    "APPROVED_GONE", "warning",
    zh="批准的目录“{title}”（{number}）中的“{row}”没有公布{like_zh}", en='"{row}" of the approved catalogue {title} ({number}) is not published{like_en}',
    hint_zh="补上这个事项；已经取消或下放的，请批准机关调整目录", hint_en="publish it; if it was abolished or devolved, have the catalogue adjusted",
    follows="权力目录与经批准的一致（扬州公积金中心制度第三条、盐城食药监局制度第三条）",
)
APPROVED_NEW = Rule(
    "APPROVED_NEW", "warning",
    zh="“{name}”不在批准的目录“{title}”（{number}）中", en='"{name}" is not in the approved catalogue {title} ({number})',
    hint_zh="报批准机关增列，或取消这个事项", hint_en="have it approved, or abolish it",
    follows="权力目录与经批准的一致（扬州公积金中心制度第三条、盐城食药监局制度第三条）；优化营商环境条例第四十条（清单之外不得违法实施）",
)
APPROVED_CHANGED = Rule(
    "APPROVED_CHANGED", "warning",
    zh="{label}与批准的目录“{title}”（{number}）不同：批准为“{approved}”，公布为“{published}”",
    en='{label_en} differs from the approved catalogue {title} ({number}): approved "{approved}", published "{published}"',
    hint_zh="对照目录第 {row} 行；照批准的改，或请批准机关调整目录", hint_en="see row {row} of it; publish what was approved, or have the catalogue adjusted",
    follows="权力目录与经批准的一致（扬州公积金中心制度第三条、盐城食药监局制度第三条）",
)
APPROVED_COUNT = Rule(
    "APPROVED_COUNT", "warning",
    zh="“{title}”（{number}）载明{category} {count} 项，{what_zh} {other} 项", en="{title} ({number}) states {count} items of {category_en}, {what_en} {other}",
    hint_zh="核对是多了还是少了", hint_en="see what is missing or too much",
    follows="权力目录与经批准的一致（扬州公积金中心制度第三条、盐城食药监局制度第三条）",
)
DIRECTORY_UNKNOWN = Rule(
    "DIRECTORY_UNKNOWN", "warning",
    zh="实施编码 {code} 的基本编码不在国家目录（{version} 版）中", en="the basic code of {code} is not in the central directory (version {version})",
    hint_zh="核对编码；国家目录已有新版的，放入 content/directory/", hint_en="check the code; if there is a newer directory, put it into content/directory/",
    follows="国家目录的基本编码（content/directory/）",
)
DIRECTORY_RENAMED = Rule(
    "DIRECTORY_RENAMED", "warning",
    zh="国家目录（{version} 版）称此事项为“{approved}”，公布为“{published}”", en='the central directory (version {version}) calls this item "{approved}", published is "{published}"',
    hint_zh="名称应与国家目录一致", hint_en="take the directory's name",
    follows="国家目录的事项名称（content/directory/）",
)
DIRECTORY_NEWER = Rule(
    "DIRECTORY_NEWER", "warning",
    zh="采用的是国家目录 {version} 版，已有 {newer} 版", en="version {version} of the central directory is used, version {newer} is at hand",
    hint_zh="核对后把 directory 改为新版", hint_en="see what differs, then set directory to the newer one",
    follows="国家目录的现行版本（content/directory/）",
)

FILES = (APPROVED, APPROVED_CSV, APPROVED_XLSX, DIRECTORY)
"""The kinds of file that lists are read from."""
_WHY = Reason("与批准的目录的差异有变", "it differs otherwise from the approved catalogue")
_LABELS = {"name": ("名称", "the name"), "category": ("类别", "the category"), "office": ("实施机关", "the office"), "basis": ("实施依据", "the legal basis")}
_COMPARED = ("code", "name", "category", "office", "state", "national_code", "laws")


def compare_all(index: Index, registry: Registry, tree: Tree, facts: Facts | None = None) -> list[Problem]:
    """Read the lists and hold them against all powers; with ``facts``, state which differences are others than before.

    Gives what is wrong with the lists themselves.
    """
    lists, problems = read_lists(tree, registry)
    before = {head.id: set(_all(index, head.id)) for head in index.heads()}
    index.put_lists(lists)
    heads = {head.id: head for head in index.heads()}
    for id in before.keys() | heads.keys():  # noqa: A001
        now = set(Matcher(index, heads[id], registry.laws).all()) if id in heads else set()
        _replace(index, id, before.get(id, set()), now, facts)
    return list(located(problems, tree))


def is_wide(index: Index, facts: Facts) -> bool:
    """Tell whether lists must be held against all powers again: one of them changed, or a register by which they are read."""
    return any(facts.any(kind.name) for kind in FILES) or (bool(index.heads()) and (facts.any("office") or facts.any("law")))


def compare_changed(index: Index, registry: Registry, facts: Facts) -> None:
    """Bring the differences up to date after powers were read anew."""
    heads = index.heads()
    if not heads:
        return
    rows = [row for code in _differing(facts) for row in facts.rows(code)]
    for head in heads if rows else ():
        matcher = Matcher(index, head, registry.laws)
        codes, touched = matcher.touched(rows)
        _replace(index, head.id, set(index.differences_of(head.id, codes, touched)), set(matcher.of(codes, touched.values())), facts)


def drift(index: Index, registry: Registry, tree: Tree) -> Iterator[Problem]:
    """Say in what the lists and the catalogue differ, each difference at its row or its power; and their numbers by class."""
    for head in index.heads():
        alike = index.renamed(head.id)
        for status in STATUSES:
            for one in index.differences(head.id, status):
                yield from problems_of(one, head, index, registry, alike)
        yield from _counts(head, index)
    versions, pinned = directory_versions(tree), registry.site.directory
    if pinned and pinned in versions and pinned != versions[-1]:
        yield DIRECTORY_NEWER.at(SITE.file(), ("directory",), version=pinned, newer=versions[-1])


def _differing(facts: Facts) -> Iterator[str]:
    """Give the powers of which anything differs that is compared."""
    for code in facts.before.keys() | facts.after.keys():
        before, after = facts.before.get(code), facts.after.get(code)
        if before is None or after is None or any(getattr(before, name) != getattr(after, name) for name in _COMPARED):
            yield code


def _all(index: Index, id: str) -> Iterator[Difference]:  # noqa: A002
    for status in STATUSES:
        yield from index.differences(id, status)


def _replace(index: Index, id: str, old: set[Difference], new: set[Difference], facts: Facts | None) -> None:  # noqa: A002
    told = _told(index, id) if facts else set()
    index.put_differences(id, old - new, new - old)
    if facts:
        if old != new:
            told |= _told(index, id)
            told |= {(one.status, one.key) for one in old ^ new}
        else:
            told = set()
        for status, key in told:
            facts.add("drift", f"{id}/{status}/{key}", _WHY)


def _told(index: Index, id: str) -> set[tuple[str, str]]:  # noqa: A002
    """Give the rows of which it is said what they may be called now: what is new elsewhere may change that."""
    counts = index.differing(id)
    if not (counts.get("gone", 0) <= FEW and counts.get("new", 0) <= FEW):
        return set()
    return {("gone", key) for key in index.difference_keys(id, "gone")}


def problems_of(one: Difference, head: Head, index: Index, registry: Registry, alike: Mapping[str, tuple[str, str]]) -> Iterator[Problem]:
    """Say one difference at its row or its power; ``alike`` gives code and name of what a row that is gone may be called now."""
    said: dict[str, Any] = {"title": head.title, "number": head.number}
    row = index.list_row(head.id, one.row) if one.row else None
    power = index.row(one.code) if one.code else None
    if one.status == "gone" and row:
        code, name = alike.get(one.row, ("", ""))
        yield APPROVED_GONE.at(
            head.file, row.path, line=row.line, column=min(row.line, 1), row=row.name, **said,
            like_zh=f"；是否改名为“{name}”（{code}）？" if code else "", like_en=f'; is it now called "{name}" ({code})?' if code else "",
        )  # fmt: skip
    elif head.kind == "directory" and power:
        rule, field = (DIRECTORY_RENAMED, "name") if one.status == "changed" else (DIRECTORY_UNKNOWN, "national_code")
        yield rule.at(power.file, (field,), version=head.number, code=power.national_code, approved=one.parts[0].approved, published=power.name)
    elif one.status == "new" and power:
        yield APPROVED_NEW.at(power.file, ("code",), name=power.name, **said)
    elif power and row:
        yield from _changed(one, power, row.line or (int(row.path[-1]) + 1 if row.path else 0), said, registry)


def _changed(one: Difference, power: PowerRow, line: int, said: dict[str, Any], registry: Registry) -> Iterator[Problem]:
    for part in one.parts:
        zh, en = _LABELS[part.field]
        yield APPROVED_CHANGED.at(
            power.file, (part.field,), label=zh, label_en=en, row=line, **said,
            approved=shown(part.field, part.approved, registry), published=shown(part.field, part.published, registry) or "没有引用",
        )  # fmt: skip


def shown(field: str, value: str, registry: Registry) -> str:
    """Give the words for a category or an office; other values stand for themselves."""
    if field == "category" and value in terms.CATEGORIES:
        return terms.CATEGORIES[value].zh
    office = registry.offices.get(value) if field == "office" else None
    return office.name if office else value


def _counts(head: Head, index: Index) -> Iterator[Problem]:
    """Hold the numbers that the document states against its rows, or where it has none against what is published."""
    listed, there = dict(head.rows), index.published(head)
    for at, (category, count) in enumerate(head.counts):
        other = listed.get(category, 0) if head.size else there.get(category, 0)
        if count != other:
            term = terms.CATEGORIES[category]
            yield APPROVED_COUNT.at(
                APPROVED.file(head.id), ("counts", at, "count"), title=head.title, number=head.number, category=term.zh, category_en=term.en,
                count=count, other=other, what_zh="逐项列出的是" if head.size else "公布的是", what_en="its rows are" if head.size else "published are",
            )  # fmt: skip

