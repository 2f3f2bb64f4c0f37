"""Where in a record the diff stands, and what a change there is called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quanli.errors import Path
from quanli.frozen import frozen
from quanli.history.change import Action, Change, Direction, action_of
from quanli.history.correction import is_slip
from quanli.history.kinds import kind_of
from quanli.history.naming import Names
from quanli.records.fields import Field

_UNNAMED = frozenset({"time_limits", "channels", "flows", "discretion", "sanctions", "laws"})
"""Fields that only hold others together: 承诺时限, not 时限的承诺时限."""
_CLOSE = frozenset({"contact", "complaint", "online"})
"""Fields whose parts follow without 的: 咨询电话."""


@frozen
class Scope:
    """A place in two versions of a record: its path, the field keys of it, and its name in words."""

    record: type
    names: Names
    """What ids stand for in the new version."""
    was: Names
    """What they stood for in the old one."""
    before: Any
    """The whole record before."""
    after: Any
    path: Path = ()
    keys: tuple[str, ...] = ()
    label: str = ""
    within: str = ""
    """The list member of a list in which the diff stands, in words: what lists inside it belong to."""

    def field(self, field: Field) -> Scope:
        """Go into a field."""
        label = self.label if field.key in _UNNAMED else self.joined(field.about.zh)
        return replace(self, path=(*self.path, field.key), keys=(*self.keys, field.key), label=label)

    def member(self, name: str, label: str) -> Scope:
        """Go into a list member, by what it is called; its label replaces that of the list."""
        return replace(self, path=(*self.path, name), label=label)

    def inside(self, label: str) -> str:
        """Name a list member with the one that its list belongs to: 法规《…》2019-03-24版."""
        return f"{self.within}{'' if label[:1].isdigit() else '的'}{label}" if self.within else label

    def joined(self, label: str) -> str:
        """Put a part's name behind that of the whole."""
        if not self.label:
            return label
        return f"{self.label}{'' if self.keys and self.keys[-1] in _CLOSE else '的'}{label}"

    def change(
        self, action: Action, before: str, after: str, direction: Direction = "", *, slips: bool = False
    ) -> Change:
        """Make the change of this place; with ``slips`` a new wording may be a mere correction."""
        kind = kind_of(self.record, self.keys, self.label, before, after)
        if slips and action == "changed" and not direction and is_slip(before, after):
            kind = "correction"
        return Change(self.path, self.label, action, before, after, kind, direction)

    def replaced(self, before: str, after: str, direction: Direction = "", *, slips: bool = False) -> Change:
        """Make the change of a value: empty before is new, empty after is gone."""
        return self.change(action_of(before, after), before, after, direction, slips=slips)
