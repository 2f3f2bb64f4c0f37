"""The national records of many items in one file each, put together from the files of the items that have just been made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from quanli.assemble.cut import NATIONAL as SIZE
from quanli.assemble.cut import recut, until
from quanli.assemble.facts import Reason
from quanli.assemble.national import ENDING, NATIONAL_INDEX, NATIONAL_PART, national_part_name
from quanli.build.state import State
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.opened import opened
from quanli.pipeline.workplace import Workplace

_FOLDER = "powers/"
_WHY = Reason("其中事项的国家表记录有变", "a national record in it changed")
_CUT = Reason("国家表记录分为别的文件", "the national records are cut otherwise")


def national_parts(place: Workplace, output: Path, state: State, made: MadeFiles, gone: Iterable[str]) -> None:
    """Write the files in which a record changed, appeared or went, and their list where they are cut otherwise.

    Records are taken as they were written for each item, from this build or from the output: nothing is read twice.
    """
    changed = {""} if made.cold else set(filter(_is_record, (*(row.path for row in made.changed), *gone)))
    if not changed:
        return
    old = state.parts(NATIONAL_PART.name)
    cuts = recut(old, changed, lambda start: _records(state, start), SIZE)
    state.note_parts(NATIONAL_PART.name, cuts.firsts)
    site = opened(place)
    codes = [_code(first) for first in cuts.firsts]
    for first in cuts.stale:
        end, code = until(cuts.firsts, first), _code(first)
        texts = [_read(place.staging, output, path) for path in _before(_records(state, first), end)]
        part = f"{national_part_name(code, codes.index(code))}.json", b"[" + b",\n".join(texts) + b"]\n"
        made.add(site.write(part, NATIONAL_PART.name, code), lambda _: _WHY)
    names = {f"{national_part_name(code, n)}.json" for n, code in enumerate(codes)}
    made.drop(name for n, first in enumerate(old) if (name := f"{national_part_name(_code(first), n)}.json") not in names)
    settings = site.context.site
    if "national" in settings.formats and (made.cold or old != list(cuts.firsts)):
        parts = [{"name": national_part_name(code, n), "first": code} for n, code in enumerate(codes)]
        data = json.dumps({"site": settings.name, "body": settings.body, "parts": parts}, ensure_ascii=False).replace("<", "\\u003c")
        made.add(site.write((NATIONAL_INDEX, data.encode()), NATIONAL_PART.name, ""), lambda _: _CUT)


def _records(state: State, start: str) -> Iterator[str]:
    """Give the files of items' records, sorted, from one on."""
    for path in state.output_paths(start or _FOLDER):
        if not path.startswith(_FOLDER):
            return
        if _is_record(path):
            yield path


def _is_record(path: str) -> bool:
    return path.startswith(_FOLDER) and path.endswith(ENDING)


def _code(path: str) -> str:
    return path.removeprefix(_FOLDER).removesuffix(ENDING)


def _before(paths: Iterator[str], end: str) -> Iterator[str]:
    for path in paths:
        if end and path >= end:
            return
        yield path


def _read(staging: Path, output: Path, path: str) -> bytes:
    new = staging / path
    return new.read_bytes() if new.is_file() else (output / path).read_bytes()
