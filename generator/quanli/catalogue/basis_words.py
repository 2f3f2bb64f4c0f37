"""Legal bases in words, as spreadsheets and the national tables hold them: 《…》第…条第…款第…项, several in a text, each perhaps quoted.

:mod:`quanli.exchange.citations` reads them back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quanli.catalogue.terms import BASIS_ROLES
from quanli.codes.numerals import numeral


def place_of(basis: Mapping[str, Any]) -> str:
    """Write the place in the law: 第十六条第二款第三项."""
    paragraph = f"第{numeral(basis['paragraph'])}款" if basis.get("paragraph", 0) > 0 else ""
    item = f"第{numeral(basis['item'])}项" if basis.get("item", 0) > 0 else ""
    return f"{basis.get('article', '')}{paragraph}{item}"


def written(bases: Sequence[Mapping[str, Any]], names: Mapping[str, tuple[str, bool]]) -> str:
    """Write bases as an import reads them; ``names`` gives a law's title by its id, and whether the id must be said."""
    lines = []
    for basis in bases:
        title, said = names.get(basis["law"], (basis["law"], True))
        law_id = f"〔{basis['law']}〕" if said else ""
        version = f"（{basis['version'].isoformat()}）" if basis.get("version") else ""
        role = f"{BASIS_ROLES[basis['role']].zh}：" if basis.get("role") in BASIS_ROLES else ""
        text = f"：“{basis['text']}”" if basis.get("text") else ""
        lines.append(f"{role}《{title}》{law_id}{version}{place_of(basis)}{text}")
    return "；\n".join(lines)
