"""All rules of the program, found where they are declared. For documentation and tests: a build needs only those it imports."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping

from quanli.errors.problem import Rule

PROGRAM = __name__.partition(".")[0]


def register() -> Mapping[str, Rule]:
    """Give every rule by its code, in the order of the codes.

    Raises ValueError for a code that is declared twice, and for a rule that stands in its module under another name.
    """
    rules: dict[str, Rule] = {}
    for name, rule in _declared():
        if name != rule.code:
            raise ValueError(f"the rule {rule.code} is called {name}")
        if rules.setdefault(name, rule) is not rule:
            raise ValueError(f"the rule {name} is declared twice")
    return dict(sorted(rules.items()))


def _declared() -> Iterator[tuple[str, Rule]]:
    """Give the rules that stand in the modules of the program, also where they are only imported."""
    package = importlib.import_module(PROGRAM)
    for found in pkgutil.walk_packages(package.__path__, f"{PROGRAM}."):
        if not found.name.endswith(".__main__"):
            module = importlib.import_module(found.name)
            yield from ((name, value) for name, value in vars(module).items() if isinstance(value, Rule))
