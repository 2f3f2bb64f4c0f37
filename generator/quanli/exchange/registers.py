"""Offices and laws as an import sees them: those of the site, and those that its rows add."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quanli.catalogue.law import Law
from quanli.catalogue.office import Office
from quanli.codes.credit_code import credit_code_fault
from quanli.records.write import plain
from quanli.sheets.clean import key_of, one_line

_NAMED = re.compile(r"(?P<name>.*)〔(?P<id>[^〔〕]+)〕\Z", re.DOTALL)
_NO_ID = re.compile(r"[^A-Za-z0-9\u4e00-\u9fff._-]+")
_STATE = "中华人民共和国"
_ID_LENGTH = 60
_NORMATIVE = ("通知", "意见", "方案", "公告", "通告", "批复", "函", "指导意见", "基准", "标准", "目录")


def id_of(name: str) -> str:
    """Make an id of a name: the name itself, without what an id may not hold.

    A Chinese name stays Chinese: it is the only thing that the sheet says, an editor can read it, and unlike
    the initials of its pinyin (区水务局, 区商务局) it belongs to one name only.
    """
    plain_name = _NO_ID.sub("-", unicodedata.normalize("NFKC", name)).strip("-._")
    if plain_name and len(plain_name) <= _ID_LENGTH:
        return plain_name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{plain_name[: _ID_LENGTH - 9]}-{digest}".lstrip("-")


def fit_id(text: str) -> bool:
    """Tell whether a text may stand as an id, and so as the name of a file."""
    return bool(re.fullmatch(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._-]{0,79}", text))


def told_by_name(key: str, name: str) -> bool:
    """Tell whether an id need not be written after the name: an import would make this very id of it."""
    return key == name == id_of(name) == _title_key(name)


def named(text: str) -> tuple[str, str]:
    """Part 名称〔编号〕 into name and id; the id is empty where the cell holds only a name, or what can be no id."""
    found = _NAMED.fullmatch(one_line(text))
    if not found or not fit_id(found["id"]):
        return one_line(text), ""
    return found["name"] or found["id"], found["id"]


def law_kind(title: str) -> str:
    """Tell a law's kind from its title, as the rules on naming have it.

    法 is made by the National People's Congress; 条例 by the State Council, or by a locality where it begins with its
    name (规章不得称条例: Regulation on the Procedure for Making Rules, art. 7). What is called 办法 or 规定 may be a rule.
    """
    bare = re.sub(r"[（(〈<].*?[)）〉>]", "", title)
    if re.match(r".{2,8}?(?:省|自治区|市|自治州|县)", bare):
        return "local-regulation" if bare.endswith("条例") else "rule"
    if bare.startswith("国务院") or bare.endswith("条例"):
        return "regulation"
    if bare.endswith(("法", "法典")) and not bare.endswith("办法"):
        return "law"
    return "normative" if bare.endswith(_NORMATIVE) else "rule"


@dataclass
class _Growing:
    """An office or a law in plain values, and whether this import made or changed it."""

    values: dict[str, Any]
    new: bool = False
    grown: bool = False
    open: bool = True
    """It may grow: nothing but its values stands in its file."""


class Registers:
    """Finds ids by names and adds what is missing. ``sealed`` are the offices whose files may not be rewritten."""

    def __init__(self, offices: Mapping[str, Office], laws: Mapping[str, Law], sealed: Iterable[str] = ()) -> None:
        shut = frozenset(sealed)
        self._offices = {key: _Growing(plain(office), open=key not in shut) for key, office in offices.items()}
        self._laws = {key: _Growing(plain(law)) for key, law in laws.items()}
        self._names: dict[str, str] = {}
        for key, office in offices.items():
            for name in (office.name, office.short_name, key):
                self._names.setdefault(key_of(name), key)
        self._titles: dict[str, str] = {}
        for key, law in laws.items():
            for title in (law.title, law.short, key):
                self._titles.setdefault(_title_key(title), key)

    def known_office(self, text: str) -> str:
        """Give the id of an office that a cell names, nothing when none is known by it."""
        name, explicit = named(text)
        return explicit if explicit in self._offices else "" if explicit else self._names.get(key_of(name), "")

    def add_office(self, text: str, given_id: str = "") -> str:
        """Register an office under the name that a cell gives it."""
        name, explicit = named(text)
        key = self._free(given_id or explicit or id_of(name), self._offices)
        self._offices[key] = _Growing({"id": key, "name": name}, new=True)
        self._names.setdefault(key_of(name), key)
        return key

    def has_office(self, office: str) -> bool:
        """Tell whether an office of this id is known."""
        return office in self._offices

    def describe_office(self, office: str, **facts: str) -> bool:
        """Note facts (``credit_code``, ``level``) of an office; tells whether it says the same now."""
        entry = self._offices[office]
        for key, fact in facts.items():
            if not entry.values.get(key) and entry.new and not (key == "credit_code" and credit_code_fault(fact)):
                entry.values[key] = fact
        return all(entry.values.get(key) == fact for key, fact in facts.items())

    def part(self, office: str, kind: str, text: str, facts: Mapping[str, str] | None = None) -> str:
        """Give the id of a unit or window (``kind`` is the office's key), adding it with what is known of it; nothing when that cannot be."""
        name, explicit = named(text)
        entry = self._offices[office]
        parts: list[dict[str, Any]] = entry.values.get(kind, [])
        for one in parts:
            if one["id"] == explicit or (not explicit and _bare(name) in {_bare(one.get(key, "")) for key in ("name", "address", "id")}):
                return str(one["id"])
        if not entry.open:
            return ""
        made = {"id": explicit or self._free(id_of(name), {one["id"] for one in parts}), "name": name}
        entry.values[kind] = [*parts, {**made, **({"address": name} if kind == "windows" else {}), **(facts or {})}]
        entry.grown = True
        return str(made["id"])

    def differing(self, office: str, window: str, facts: Mapping[str, str]) -> list[str]:
        """Give what is said of a window and its office's file does not say."""
        known: dict[str, Any] = next((one for one in self._offices[office].values.get("windows", []) if one["id"] == window), {})
        return [fact for key, fact in facts.items() if known.get(key) != fact]

    def law(self, title: str, explicit: str = "") -> str:
        """Give the id of a law, registering it by its title: its versions are not known from a sheet."""
        explicit = explicit if fit_id(explicit) else ""
        known = explicit if explicit in self._laws else "" if explicit else self._titles.get(_title_key(title), "")
        if known:
            entry = self._laws[known]
            if entry.new and entry.values["title"] == known != title:  # only its id was known so far
                entry.values |= {"title": title, "kind": law_kind(title)}
                self._titles.setdefault(_title_key(title), known)
            return known
        key = explicit or self._free(id_of(title), self._laws)
        self._laws[key] = _Growing({"id": key, "title": title, "kind": law_kind(title)}, new=True)
        self._titles.setdefault(_title_key(title), key)
        return key

    def offices_to_write(self) -> dict[str, dict[str, Any]]:
        """Give the offices that are new or have grown, as plain values by id."""
        return {key: entry.values for key, entry in self._offices.items() if entry.new or entry.grown}

    def new_offices(self) -> list[str]:
        """Give the ids of the offices that this import adds."""
        return [key for key, entry in self._offices.items() if entry.new]

    def new_laws(self) -> list[dict[str, Any]]:
        """Give the laws that this import adds, as plain values."""
        return [entry.values for entry in self._laws.values() if entry.new]

    @staticmethod
    def _free(wanted: str, taken: Iterable[str]) -> str:
        lower = {key.lower() for key in taken}
        key, number = wanted, 1
        while key.lower() in lower:
            number += 1
            key = f"{wanted}-{number}"
        return key


def _bare(name: str) -> str:
    return "".join(name.split())


def _title_key(title: str) -> str:
    return key_of(title).removeprefix(_STATE)
