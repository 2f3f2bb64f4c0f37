"""The problems of what a change touches, before and after: which of them are new, which old, which mended."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from quanli.catalogue.power import Power
from quanli.catalogue.reference_rules import dangling_problem, pointers
from quanli.catalogue.registry import Registry, read_registry
from quanli.errors import Problem, problem, sorted_problems
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.pipeline.registry_rules import check_registry
from quanli.pipeline.rules import check_power
from quanli.records.places import placed
from quanli.records.read import read_record
from quanli.review.revisions import Entry, Span

POWERS = "content/powers/"
FILES = "content/forms/files/"
_LARGEST = 64 * 1024 * 1024


@frozen
class Compared:
    """Problems that came with a change, that were there before, and that it mended."""

    new: tuple[Problem, ...]
    old: tuple[Problem, ...]
    mended: tuple[Problem, ...]


@frozen
class Version:
    """A version of the catalogue, laid out in a folder as far as it must be read."""

    root: Path
    tree: Mapping[str, Entry]
    registry: Registry | None
    faults: tuple[Problem, ...]


def lay_out(folder: Path, tree: Mapping[str, Entry], objects: Objects, wanted: Iterable[str]) -> Iterator[Problem]:
    """Write the wanted files of a tree to a folder. Links, and paths that lead out of it, are named, not written."""
    for path in wanted:
        entry = tree[path]
        parts = PurePosixPath(path).parts
        if not entry.regular or {"..", ".git"} & {part.lower() for part in parts}:
            yield problem("SYMLINK", path, line=1, column=1, path=path)
            continue
        data = objects.one(entry.blob)
        if data is None:
            yield problem("TOO_BIG", path, line=1, column=1, size="?", limit=_LARGEST)
            continue
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def compare(
    span: Span, trees: tuple[Mapping[str, Entry], Mapping[str, Entry]], touched: set[str], *, registers: bool
) -> Compared:
    """Check the powers and attached files touched, at both ends; with ``registers`` also what all powers refer to."""
    with tempfile.TemporaryDirectory(prefix="quanli-") as scratch, Objects(span.folder, _LARGEST) as objects:
        found = []
        for name, tree in zip(("before", "after"), trees, strict=True):
            root = Path(scratch, name)
            root.mkdir()
            version = _version(root, tree, objects, touched)
            found.append(list(_problems(version, _powers(touched, tree), span, registers=registers)))
    return _compared(*found)


def _version(root: Path, tree: Mapping[str, Entry], objects: Objects, touched: set[str]) -> Version:
    powers = _powers(touched, tree)
    others = [path for path in tree if not path.startswith((POWERS, FILES, "content/registers/"))]
    faults = [*lay_out(root, tree, objects, [*powers, *others])]
    forms = (path for path in others if path.startswith("content/forms/"))
    text = b"\n".join(_bytes(root, path) for path in (*powers, *forms))
    attached = [path for path in tree if path.startswith(FILES)]
    named = [path for path in attached if path in touched or path.removeprefix(FILES).encode() in text]
    faults += lay_out(root, tree, objects, named)
    registry, problems = read_registry(root)
    return Version(root, tree, registry, (*faults, *problems))


def _powers(touched: set[str], tree: Mapping[str, Entry]) -> list[str]:
    return sorted(path for path in touched & tree.keys() if path.startswith(POWERS) and path.endswith(".yaml"))


def _bytes(root: Path, path: str) -> bytes:
    file = root / path
    return file.read_bytes() if file.is_file() else b""


def _problems(version: Version, powers: list[str], span: Span, *, registers: bool) -> Iterator[Problem]:
    root, registry = version.root, version.registry
    yield from version.faults
    if registry is None:
        return
    if registers:
        yield from (one for one in check_registry(registry, root) if not _is_there(one, version.tree))
    stems: dict[str, list[str]] = {}
    for path in version.tree:
        if path.startswith(POWERS):
            stems.setdefault(_code(path).lower(), []).append(path)
    codes = {_code(path) for paths in stems.values() for path in paths}
    for path in powers:
        data = _bytes(root, path)
        if not data:
            continue
        power, problems = read_record(data, path, Power)
        if power is not None:
            if power.internal is not None:
                problems.append(problem("INTERNAL_IN_PUBLIC", path, ("internal",), key="internal"))
            if not any(one.severity == "error" for one in problems):
                problems += check_power(power, path, registry, root, span.day)
            problems += _dangling(power, path, codes, registry)
        for other in stems[_code(path).lower()]:
            if other != path:
                where = {"line": 1, "column": 1}
                problems.append(
                    problem("DUP_CODE", path, ("code",), **where, code=_code(path), first=other, second=path)
                )
        yield from placed(problems, data, path)


def _dangling(power: Power, path: str, codes: set[str], registry: Registry) -> Iterator[Problem]:
    known = {"power": codes, "guide": set(registry.guides)}
    for pointer in pointers(power, path):
        if pointer.kind in known and pointer.target not in known[pointer.kind]:
            yield dangling_problem(pointer, known[pointer.kind])


def _is_there(found: Problem, tree: Mapping[str, Entry]) -> bool:
    """Tell whether a file is said to be missing only because it was not laid out."""
    return found.code == "MISSING_FILE" and FILES + str(found.args.get("path", "")) in tree


def _code(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _compared(before: list[Problem], after: list[Problem]) -> Compared:
    """Tell problems apart by what they say of which item: their lines move with every edit."""
    old = Counter(map(_identity, before))
    new, kept = [], []
    for one in sorted_problems(after):
        if old[_identity(one)] > 0:
            old[_identity(one)] -= 1
            kept.append(one)
        else:
            new.append(one)
    mended = []
    for one in sorted_problems(before):
        if old[_identity(one)] > 0:
            old[_identity(one)] -= 1
            mended.append(one)
    return Compared(tuple(new), tuple(kept), tuple(mended))


def _identity(one: Problem) -> tuple[str, str, str]:
    return _code(one.place.file), one.code, one.message("zh")
