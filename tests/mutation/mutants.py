"""Mutants: a module's source with one small fault, made by mutmut's operators from libcst's tree."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

NOT_RUN = m.OneOf(
    m.Annotation(), m.Import(), m.ImportFrom(),
    m.Assign(value=m.Call(func=m.Name("TypeVar"))),
    m.Assign(value=m.Subscript(value=m.OneOf(*map(m.Name, ("Callable", "Iterable", "Literal", "Mapping", "Sequence", "dict", "list", "tuple"))))),
    m.Call(func=m.Name("len") | m.Name("isinstance") | m.Name("lru_cache") | m.Attribute(attr=m.Name("lru_cache"))),
)
"""What only the type checker reads, calls that cannot be other than they are, and the size of a cache."""
ENCODING = re.compile(r"""(, )?\bencoding=("[^"]*"|None)""")
"""An encoding left out is the locale's: no change of behaviour where that is UTF-8."""


@dataclass(frozen=True)
class Mutant:
    """One fault at a line.

    ``spans`` are the lines of the mutated expression and of all that holds it in a function's body, inmost first; what is
    done when the module is imported, by whatever test happens to be the first, has the whole module.
    """

    path: Path
    line: int
    spans: tuple[tuple[int, int], ...]
    tree: cst.Module
    old: cst.CSTNode
    new: cst.CSTNode

    @property
    def at_import(self) -> bool:
        """Whether the fault is in what is done once, when the module is imported: its tables."""
        return len(self.spans) == 1

    @property
    def source(self) -> str:
        """The module's text with the fault in it."""
        return self.tree.deep_replace(self.old, self.new).code


class _Places(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []
        self.bodies: list[int] = []
        self.found: list[tuple[int, tuple[tuple[int, int], ...], cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if m.matches(node, NOT_RUN):
            return False
        place = self.get_metadata(PositionProvider, node, None)
        self.spans.append((place.start.line, place.end.line) if place else self.spans[-1])
        running = tuple(reversed(self.spans[self.bodies[0]:] if self.bodies else self.spans[:1]))
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                self.found += [(self.spans[-1][0], running, node, new) for new in operator(node)]
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if not m.matches(original_node, NOT_RUN):
            self.spans.pop()

    def visit_FunctionDef_body(self, node: cst.FunctionDef) -> None:  # noqa: N802 - libcst's name
        self.bodies.append(len(self.spans))

    def leave_FunctionDef_body(self, node: cst.FunctionDef) -> None:  # noqa: N802 - libcst's name
        self.bodies.pop()


@cache
def mutants_of(path: Path) -> dict[int, list[Mutant]]:
    """Give a module's mutants by the line on which they begin."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
    places = _Places()
    wrapper.visit(places)
    mutants: dict[int, list[Mutant]] = {}
    for line, spans, old, new in places.found:
        mutants.setdefault(line, []).append(Mutant(path, line, spans, wrapper.module, old, new))
    return mutants


def drawn(packages: dict[str, list[Path]], seed: int) -> Iterator[Mutant]:
    """Draw mutants, one a line at most, from each package in turn; the same seed draws the same."""
    turns = {package: _of_package(sorted(paths), random.Random(f"{seed} {package}")) for package, paths in packages.items()}
    for package in cycle(list(turns)):
        if package in turns and (mutant := next(turns[package], None)):
            yield mutant
        elif turns.pop(package, None) and not turns:
            return


def _of_package(paths: list[Path], chance: random.Random) -> Iterator[Mutant]:
    lines = [(path, line) for path in paths for line in range(1, 1 + len(path.read_text(encoding="utf-8").splitlines()))]
    chance.shuffle(lines)
    for path, line in lines:
        if mutants := mutants_of(path).get(line):
            mutant = chance.choice(mutants)
            if ENCODING.sub("", mutant.tree.code) != ENCODING.sub("", mutant.source):
                yield mutant
