"""What a column can hold: the fields of a power by the names that sheets give them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from quanli.catalogue.power import Channels, Power, TimeLimits
from quanli.errors import ProblemsFoundError, Rule
from quanli.exchange.unreadable import IMPORT_DAMAGED
from quanli.records.fields import Field, fields_of
from quanli.records.strict_yaml import parse
from quanli.sheets.clean import key_of
from quanli.sheets.known_headings import known_headings

IMPORT_MAPPING = Rule(
    "IMPORT_MAPPING", "error",
    zh="对照文件有误：“{heading}”指向“{target}”", en='the mapping is wrong: "{heading}" points to "{target}"',
    hint_zh="可用：{allowed}", hint_en="use one of: {allowed}",
)

SPECIAL = MappingProxyType({
    "office_id": "实施机关编号",
    "office_code": "部门代码",
    "area": "行政区划代码",
    "serial": "序号",
    "discretion.tiers": "裁量阶次",
    "-": "",
})
"""Targets that are no field: what tells which office, what only counts rows, the discretion columns, nothing at all."""

_NESTED = {"time_limits": TimeLimits, "channels": Channels}


@functools.cache
def targets() -> Mapping[str, Field]:
    """Give every field that a column can hold, in the order of the model: ``name``, ``time_limits.promised``."""
    found: dict[str, Field] = {}
    for key, field in fields_of(Power).items():
        if key in _NESTED:
            found |= {f"{key}.{inner}": inner_field for inner, inner_field in fields_of(_NESTED[key]).items()}
        elif field.about.public:
            found[key] = field
    return MappingProxyType(found)


def label(target: str) -> str:
    """Give the heading under which a target is exported."""
    return SPECIAL.get(target) or targets()[target].about.zh


@functools.cache
def headings() -> Mapping[str, str]:
    """Give heading → target for every name that is known, keyed as :func:`key_of` does."""
    known: dict[str, str] = {}
    for target, names in _names():
        for name in names:
            known.setdefault(key_of(name), target)
    return MappingProxyType(known)


def _names() -> Iterator[tuple[str, tuple[str, ...]]]:
    more = known_headings()
    for target in SPECIAL:
        yield target, (SPECIAL[target], *more.get(target, ())) if target != "-" else ()
    for target, field in targets().items():
        about = field.about
        yield target, (about.zh, target, field.key, *about.headings, *more.get(target, ()))
    for target, field in targets().items():
        yield target, tuple(name for name in (field.about.national, field.about.en) if name)


def read_mapping(path: Path) -> dict[str, str]:
    """Read a ``--mapping`` file: heading → field, or ``-`` for a column to leave out."""
    if not path.is_file():
        raise ProblemsFoundError([IMPORT_DAMAGED.at(str(path), what="no such file")])
    given, problems = parse(path.read_bytes(), str(path))
    if problems:
        raise ProblemsFoundError(problems)
    allowed = {*targets(), *SPECIAL}
    pairs = given.items() if isinstance(given, dict) else [(str(given)[:40], "?")]
    wrong = [
        IMPORT_MAPPING.at(str(path), heading=heading, target=target, allowed="、".join(sorted(allowed)))
        for heading, target in pairs
        if target not in allowed
    ]
    if wrong:
        raise ProblemsFoundError(wrong)
    return {key_of(heading): str(target) for heading, target in pairs}
