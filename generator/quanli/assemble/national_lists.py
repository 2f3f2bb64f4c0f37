"""The lists of a record of the national service-item tables: materials, special procedures, fees, laws, windows, questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.basis_words import place_of
from quanli.catalogue.law import Law
from quanli.catalogue.law_versions import version_of
from quanli.catalogue.national_table import NO_MATERIALS, price_words
from quanli.catalogue.office import Office, Window
from quanli.catalogue.power import Basis, Choice, Fee, Material, Power, Question, SpecialStep
from quanli.records.fields import fields_of
from quanli.records.write import plain

Entry = Mapping[str, Any]


def material_entries(power: Power, domain: str) -> list[Entry]:
    """Give the materials with blank form and filled sample as addresses; one entry that says so where nothing is needed."""
    if power.materials is None:
        return []
    if not power.materials:
        return [{"ordernum": 1, "material_name": NO_MATERIALS}]
    return _numbered(_material(one, power.choices, domain) for one in power.materials)


def _material(material: Material, choices: Sequence[Choice], domain: str) -> Entry:
    values = plain(material)
    for key, folder, ending in (("form", "forms", ".html"), ("sample", "forms/files", "")):
        if key in values:
            values[key] = f"{domain}/{folder}/{values[key]}{ending}"
    cases = _cases(material, choices)
    values["when"] = "；".join(filter(None, (values.get("when", ""), cases)))
    values.setdefault("required", fields_of(Material)["required"].default)
    return _elements(values, Material)


def _cases(material: Material, choices: Sequence[Choice]) -> str:
    """Say in which of the cases that an applicant chooses from a material is needed."""
    wanted = set(material.for_)
    named = ((one.question, [option.label for option in one.options if option.id in wanted]) for one in choices)
    return "；".join(f"{question}：{'、'.join(labels)}" for question, labels in named if labels)


def special_entries(steps: Iterable[SpecialStep]) -> list[Entry]:
    """Give the procedures whose time is not counted, limits with their unit."""
    made = []
    for step in steps:
        values = plain(step)
        values.pop("limit", None)
        limit = {"special_date": step.limit.amount, "special_date_type": terms.LIMIT_UNITS[step.limit.unit].national} if step.limit else {}
        made.append(_elements(values, SpecialStep) | limit)
    return _numbered(made)


def fee_entries(fees: Iterable[Fee]) -> list[Entry]:
    """Give the fees, each with what it comes to, its ground, and whether and when less is taken."""
    return _numbered(
        {
            "fee_name": fee.name,
            "fee_stand": price_words(fee.amount, fee.per, fee.standard),
            "by_law": fee.basis,
            "is_desc": "1" if fee.reduction else "0",
            "desc_explain": fee.reduction,
        }
        for fee in fees
    )


def law_entries(basis: Iterable[Basis], laws: Mapping[str, Law]) -> list[Entry]:
    """Give what the item rests on: title, number of the version cited, place, words."""
    made = []
    for one in basis:
        law = laws.get(one.law)
        version = version_of(law, one.version) if law and one.version else None
        made.append({
            "law_name": f"《{law.title if law else one.law}》",
            "law_number": version.number if version else "",
            "clause_number": place_of(plain(one)),
            "clause_content": one.text,
        })
    return _numbered(made)


def window_entries(ids: Iterable[str], office: Office | None) -> list[Entry]:
    """Give the windows with what the office says of them."""
    known = {window.id: window for window in office.windows} if office else {}
    return _numbered(_elements(plain(known[one]), Window) for one in ids if one in known)


def question_entries(questions: Iterable[Question]) -> list[Entry]:
    """Give the questions that are often asked."""
    return _numbered(_elements(plain(one), Question) for one in questions)


def _elements(values: Mapping[str, Any], record: type) -> dict[str, Any]:
    """Give values of a record by the elements that its fields name; vocabularies in their numbers."""
    made: dict[str, Any] = {}
    for key, field in fields_of(record).items():
        if field.about.national and key in values:
            value = values[key]
            made[field.about.national] = field.about.choices[value].national if field.about.choices else value
    return made


def _numbered(entries: Iterable[Entry]) -> list[Entry]:
    return [{"ordernum": n} | {key: value for key, value in entry.items() if value != ""} for n, entry in enumerate(entries, 1)]
