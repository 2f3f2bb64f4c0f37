"""An import held against the site: codes and names in use, what is new, what is the same, what says something else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quanli.catalogue.content_kinds import LAWS, OFFICE, POWER
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.catalogue.reading import read_content
from quanli.catalogue.tree import FolderTree, files_of
from quanli.errors import Problem, Rule
from quanli.exchange.drafts import Draft
from quanli.exchange.law_file import with_laws
from quanli.exchange.numbering import KnownNames, name_key
from quanli.exchange.registers import Registers
from quanli.records.read import read_record
from quanli.records.write import dump, plain

IMPORT_CODE_TWICE = Rule(
    "IMPORT_CODE_TWICE", "error",
    zh="{sheet} 第 {row} 行的编码 {code} 已用于第 {first} 行",
    en="row {row} of {sheet} has code {code}, which row {first} has too",
    hint_zh="给其中一个换编码", hint_en="give one of them another code",
)
IMPORT_EXISTS = Rule(
    "IMPORT_EXISTS", "error",
    zh="编码 {code} 已有事项，内容不同（{fields}），没有覆盖",
    en="there is a power with code {code} that says something else ({fields}); it was not overwritten",
    hint_zh="核对两者；确要以表格为准，先删去这个文件",
    hint_en="compare the two; if the sheet is right, delete the file first",
)


def existing(root: Path, drafts: Iterable[Draft]) -> tuple[KnownNames, dict[str, str]]:
    """Give the names of powers in the offices where a code is to be made, and every code by its small letters."""
    tree = FolderTree(root)
    wanted = {draft.values["office"] for draft in drafts if not draft.values.get("code")}
    names: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    codes = {}
    for file in files_of(tree, POWER):
        office, code = file.split("/")[-2], POWER.id_of(file) or ""
        codes[code.lower()] = code
        if office in wanted:
            power, _ = read_content(tree, file, POWER)
            if power:
                names[name_key(office, power.category, power.name)].append(code)
    return names, codes


def same_code_twice(drafts: Iterable[Draft], name: str) -> Iterator[Problem]:
    """Find rows that have the code of another; codes that differ only in capitals would share an address."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        other = first.setdefault(draft.values["code"].lower(), draft)
        if other is not draft:
            yield IMPORT_CODE_TWICE.at(name, ("code",), sheet=draft.sheet, row=draft.row, code=draft.values["code"], first=other.row)


def new_files(
    root: Path, powers: Iterable[tuple[Power, str]], codes: Mapping[str, str], problems: list[Problem]
) -> tuple[dict[str, str], int]:
    """Give the files to write, and how many powers stand in the site as they are; another content is a problem."""
    tree = FolderTree(root)
    where = {(POWER.id_of(file) or "").lower(): file for file in files_of(tree, POWER)} if codes else {}
    files: dict[str, str] = {}
    unchanged = 0
    for power, path in powers:
        there = where.get(power.code.lower())
        if there is None:
            files[path] = dump(plain(power))
            continue
        before, _ = read_content(tree, there, POWER)
        if there == path and before is not None and plain(before) == plain(power):
            unchanged += 1
        else:
            problems.append(IMPORT_EXISTS.at(there, code=power.code, fields=_differences(before, power)))
    return files, unchanged


def _differences(before: Power | None, power: Power) -> str:
    first, second = plain(before) if before else {}, plain(power)
    return "、".join(key for key in dict.fromkeys((*second, *first)) if first.get(key) != second.get(key))


def register_files(
    root: Path, registers: Registers, files: dict[str, str], problems: list[Problem]
) -> dict[str, str]:
    """Add new offices and, where there is none, the register of laws to ``files``; give those that have grown."""
    replaced: dict[str, str] = {}
    for key, values in registers.offices_to_write().items():
        path = OFFICE.file(key)
        made, faults = read_record(dump(values).encode(), path, Office)
        problems += [fault for fault in faults if fault.severity == "error"]
        (replaced if FolderTree(root).find(path) else files)[path] = dump(plain(made))
    laws = registers.new_laws()
    if laws:
        tree, file = FolderTree(root), LAWS.file()
        before = tree.read(file, LAWS.limit).decode("utf-8-sig") if tree.stamp(file) else ""
        (replaced if before else files)[file] = with_laws(before, laws)
    return replaced
