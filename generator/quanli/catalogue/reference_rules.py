"""References of a power: those that its office, the registers and the files can confirm at once, and the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.content_kinds import FORM, GUIDE, OFFICE
from quanli.catalogue.ids import CODE_MISMATCH
from quanli.catalogue.linked_pages import linked_pages, power_of
from quanli.catalogue.pointer import Pointer
from quanli.catalogue.power import Power
from quanli.catalogue.registry import Registry
from quanli.errors import Path, Problem, Rule
from quanli.records.fields import fields_of
from quanli.records.scalars import BAD_ID
from quanli.records.suggestions import meant

OFFICE_MISMATCH = Rule(
    "OFFICE_MISMATCH", "error",
    zh="文件在“{folder}”目录下，实施机关却是“{office}”",
    en='the file lies in "{folder}" but its office is "{office}"',
    hint_zh="把文件移到该机关的目录，或改正实施机关", hint_en="move the file or correct the office",
)
UNKNOWN_REFERENCE = Rule(
    "UNKNOWN_REFERENCE", "error",
    zh="找不到{kind_zh}“{id}”{meant_zh}", en='there is no {kind_en} "{id}"{meant_en}',
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)

RESERVED = frozenset({*terms.CATEGORIES, *terms.STATES, "changes"})
"""Words that follow an office or a category in addresses, where the code that begins a page of a list may stand."""


_SOUGHT = {
    "power": ("事项", "item", "核对事项编码", "check the code"),
    "guide": ("指南", "guide", f"在 {GUIDE.folder}/ 写一篇", f"write it under {GUIDE.folder}/"),
    "page": ("本站网页", "page of this site", "核对网址；从本站页面上复制", "check the address; copy it from the page itself"),
}
"""How each kind of pointer names what it leads to, and what to do where that is not there."""


def check_references(power: Power, file: str, registry: Registry) -> Iterator[Problem]:
    """Confirm file name, office, unit, windows and forms."""
    stem, folder = file.rpartition("/")[2].removesuffix(".yaml"), file.split("/")[-2]
    if power.code != stem:
        yield CODE_MISMATCH.at(file, ("code",), code=power.code, stem=stem)
    if power.code in RESERVED:
        taken_zh, taken_en = "这个词是本站网址的一部分，请换一个编码", "this word is part of the site's addresses; choose another"
        yield BAD_ID.at(file, ("code",), text=power.code, hint_zh=taken_zh, hint_en=taken_en)
    office = registry.offices.get(power.office)
    if office is None:
        yield _unknown(
            file,
            ("office",),
            power.office,
            registry.offices,
            "机关",
            "office",
            f"在 {OFFICE.folder}/ 建立机关文件",
            f"add it under {OFFICE.folder}/",
        )
        return
    if power.office != folder:
        yield OFFICE_MISMATCH.at(file, ("office",), folder=folder, office=power.office)
    units = {unit.id for unit in office.units}
    windows = {window.id for window in office.windows}
    where = {
        "hint_zh": f"在 {OFFICE.file(power.office)} 中登记",
        "hint_en": f"add it to {OFFICE.file(power.office)}",
    }
    if power.unit and power.unit not in units:
        yield _unknown(file, ("unit",), power.unit, units, "内设机构", "unit", **where)
    for i, window in enumerate(power.channels.windows if power.channels else ()):
        if window not in windows:
            yield _unknown(file, ("channels", "windows", i), window, windows, "窗口", "window", **where)
    for i, material in enumerate(power.materials or ()):
        if material.form and material.form not in registry.forms:
            yield _unknown(
                file,
                ("materials", i, "form"),
                material.form,
                registry.forms,
                "表格",
                "form",
                f"在 {FORM.folder}/ 定义",
                f"define it under {FORM.folder}/",
            )


def pointers(power: Power, file: str) -> Iterator[Pointer]:
    """Give the references that only the whole catalogue can confirm."""
    if power.parent:
        yield Pointer("power", power.parent, power.code, file, ("parent",))
    for i, code in enumerate(power.related):
        yield Pointer("power", code, power.code, file, ("related", i))
    if power.guide:
        yield Pointer("guide", power.guide, power.code, file, ("guide",))
    for path, name in attached_files(power):
        yield Pointer("file", name, power.code, file, path)


def linked_powers(power: Power, file: str) -> Iterator[Pointer]:
    """Give the other powers to which the prose of one links."""
    for path, text in _prose(power, ()):
        for code in filter(None, map(power_of, linked_pages(text))):
            yield Pointer("power", code, power.code, file, path)


def _prose(record: Any, path: Path) -> Iterator[tuple[Path, str]]:
    for field in fields_of(type(record)).values():
        value = getattr(record, field.attribute)
        if field.about.kind == "prose" and isinstance(value, str):
            yield (*path, field.key), value
        elif field.about.kind == "prose" and field.shape == "scalars":
            yield from (((*path, field.key, i), one) for i, one in enumerate(value))
        elif field.shape == "record" and value is not None:
            yield from _prose(value, (*path, field.key))
        elif field.shape == "records":
            for i, one in enumerate(value or ()):
                yield from _prose(one, (*path, field.key, i))


def attached_files(power: Power) -> Iterator[tuple[Path, str]]:
    """Give the names of the attached files that a power refers to, with the place of each."""
    for i, material in enumerate(power.materials or ()):
        if material.sample:
            yield ("materials", i, "sample"), material.sample
    for i, attachment in enumerate(power.attachments):
        yield ("attachments", i, "file"), attachment.file
    for i, result in enumerate(power.results):
        if result.sample:
            yield ("results", i, "sample"), result.sample


def dangling_problem(pointer: Pointer, known: Iterable[str]) -> Problem:
    """Word a pointer that leads nowhere."""
    return _unknown(pointer.file, pointer.path, pointer.target, known, *_SOUGHT[pointer.kind])


def _unknown(
    file: str,
    path: Path,
    wanted: str,
    known: Iterable[str],
    kind_zh: str,
    kind_en: str,
    hint_zh: str,
    hint_en: str,
) -> Problem:
    zh, en = meant(wanted, known)
    args: dict[str, Any] = {
        "id": wanted,
        "kind_zh": kind_zh,
        "kind_en": kind_en,
        "meant_zh": zh,
        "meant_en": en,
        "hint_zh": hint_zh,
        "hint_en": hint_en,
    }
    return UNKNOWN_REFERENCE.at(file, path, **args)
