"""The rules for offices, laws, forms and attached files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quanli.catalogue.law import LawRegister
from quanli.catalogue.law_register_rules import check_law_register
from quanli.catalogue.registry import LAWS_FILE, Registry
from quanli.config.site import SITE_FILE
from quanli.errors import Problem, problem
from quanli.forms.check import check_form
from quanli.forms.files import check_files
from quanli.history.approvals import APPROVERS_FILE, check_approvers
from quanli.history.procedure import check_procedure
from quanli.records.places import placed

FILES = "content/forms/files"


def check_registry(registry: Registry, root: Path) -> Iterator[Problem]:
    """Check everything but the powers, each problem with its place."""
    yield from _placed(root, SITE_FILE, check_procedure(registry.site.procedure))
    if (root / APPROVERS_FILE).is_file():
        yield from check_approvers((root / APPROVERS_FILE).read_bytes())
    yield from _placed(
        root, LAWS_FILE, check_law_register(LawRegister(tuple(registry.laws.values())), LAWS_FILE)
    )
    for form in registry.forms.values():
        file = f"content/forms/{form.id}.yaml"
        yield from _placed(root, file, check_form(form, file, root / FILES))
    for id, office in registry.offices.items():  # noqa: A001
        file = f"content/offices/{id}.yaml"
        found = []
        for key in ("units", "posts", "windows"):
            ids = Counter(part.id for part in getattr(office, key))
            found += [
                problem("DUP_ID", file, (key,), id=one, where=file) for one, count in ids.items() if count > 1
            ]
        units = {unit.id for unit in office.units}
        found += [
            problem(
                "UNKNOWN_REFERENCE",
                file,
                ("posts", i, "unit"),
                id=post.unit,
                kind_zh="内设机构",
                kind_en="unit",
                meant_zh="",
                meant_en="",
                hint_zh="在 units 中登记",
                hint_en="add it under units",
            )
            for i, post in enumerate(office.posts)
            if post.unit and post.unit not in units
        ]
        yield from _placed(root, file, iter(found))
    yield from check_files(root / FILES)


def _placed(root: Path, file: str, problems: Iterator[Problem]) -> list[Problem]:
    found = list(problems)
    return placed(found, (root / file).read_bytes(), file) if found else found
