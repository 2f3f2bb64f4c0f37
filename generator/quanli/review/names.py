"""What ids stand for in a change: laws, offices, their units and windows, forms, guides and items, as the trees of a change call them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quanli.catalogue import terms
from quanli.catalogue.content_kinds import FORM, GUIDE, LAWS, OFFICE, POWER, ContentKind
from quanli.catalogue.git_tree import GitTree
from quanli.catalogue.guide import read_guide
from quanli.catalogue.reading import read_content, read_data
from quanli.catalogue.tree import Tree, files_of, ids_of
from quanli.history.own_names import names_of_office

_POWERS = frozenset({"parent", "related", "sought", "powers", "power"})
"""Fields that name items by their codes."""
_LATER = {"form": FORM, "guide": GUIDE} | dict.fromkeys(_POWERS, POWER)
"""Fields of which the files are read when a change names one: there may be thousands."""
_SAME = {"offices": "office"}


class TreeNames(Mapping[tuple[str, str], str]):
    """The names in some trees, by field key and id; the last tree has the last word."""

    def __init__(self, trees: tuple[Tree, ...]) -> None:
        self._trees = trees
        self._known: dict[tuple[str, str], str] = {("categories", key): term.zh for key, term in terms.CATEGORIES.items()}
        self._files: dict[tuple[int, str], dict[str, str]] = {}
        for tree in trees:
            self._known |= _kept(tree, LAWS.file(), _laws)
            for file in files_of(tree, OFFICE):
                self._known |= _kept(tree, file, _of_office)

    def __getitem__(self, key: tuple[str, str]) -> str:
        field, id_ = key
        field = _SAME.get(field, field)
        kind = _LATER.get(field)
        if kind is not None and (kind.name, id_) not in self._known:
            self._known[kind.name, id_] = self._look(kind, id_)
        name = self._known[kind.name if kind else field, id_]
        if not name:
            raise KeyError(key)
        return f"{name}（{id_}）" if kind is POWER else name

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def _look(self, kind: ContentKind, id_: str) -> str:
        """Read the name in the file of an id; empty where no tree has one."""
        for at in reversed(range(len(self._trees))):
            files = self._files.setdefault((at, kind.name), {}) or self._files[at, kind.name]
            if not files:
                files.update({name: file for file, name in ids_of(self._trees[at], kind).items()} if kind is not GUIDE else _slugs(self._trees[at]))
            file = files.get(id_)
            name = _name(self._trees[at], file, kind) if file else ""
            if name:
                return name
        return ""


_read: dict[tuple[str, str], dict[tuple[str, str], str]] = {}
"""What blobs were found to say: a thousand commits have the same offices."""


def _kept(tree: Tree, file: str, read: Callable[[Tree, str], dict[tuple[str, str], str]]) -> dict[tuple[str, str], str]:
    """Read a file's names, one of a commit only once."""
    if not isinstance(tree, GitTree):
        return read(tree, file)
    key = (file, tree.stamp(file))
    if key not in _read:
        _read[key] = read(tree, file)
    return _read[key]


def _of_office(tree: Tree, file: str) -> dict[tuple[str, str], str]:
    office, _ = read_content(tree, file, OFFICE)
    return names_of_office(office) if office else {}


def _laws(tree: Tree, file: str) -> dict[tuple[str, str], str]:
    register = read_content(tree, file, LAWS)[0] if tree.stamp(file) else None
    return {("law", law.id): law.title for law in register.laws} if register else {}


def _slugs(tree: Tree) -> dict[str, str]:
    """Give the files of guides by slug: it may differ from the file's name."""
    found = {}
    for file in files_of(tree, GUIDE):
        data, _ = read_data(tree, file, GUIDE)
        guide = read_guide(data, file)[0] if data else None
        if guide:
            found[guide.key] = file
    return found


def _name(tree: Tree, file: str, kind: ContentKind) -> str:
    if kind is GUIDE:
        data, _ = read_data(tree, file, GUIDE)
        guide = read_guide(data, file)[0] if data else None
        return guide.title if guide else ""
    return str(getattr(read_content(tree, file, kind)[0], "name", "") or "")
