"""The list of what to bring."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quanli.assemble.files import FileView, FormView
from quanli.catalogue import terms
from quanli.catalogue.power import Choice, Material, Power
from quanli.frozen import frozen


@frozen
class MaterialView:
    """A material: ``copies`` such as 原件 1 份、复印件 2 份; ``when`` the case in which it is needed; ``note`` is prose.

    ``options`` are the ids of the choices' options with which it is needed, apart by spaces; empty: with all.
    """

    number: int
    name: str
    need: str
    need_label: str
    when: str
    options: str
    copies: str
    medium: str
    source: str
    form: FormView | None
    sample: FileView | None
    basis: str
    note: str


def materials_view(
    materials: tuple[Material, ...],
    choices: tuple[Choice, ...],
    forms: Mapping[str, FormView],
    file: Callable[[str, str], FileView | None],
) -> tuple[MaterialView, ...]:
    """List the materials; ``file`` describes an attached file by its name and a title."""
    labels = {option.id: option.label for choice in choices for option in choice.options}
    return tuple(
        MaterialView(
            number,
            material.name,
            material.required,
            terms.MATERIAL_NEEDS[material.required].zh,
            material.when or "、".join(labels.get(one, one) for one in material.for_),
            " ".join(material.for_),
            copies_said(material),
            terms.MATERIAL_MEDIA[material.medium].zh if material.medium else "",
            terms.MATERIAL_SOURCES[material.source].zh if material.source else "",
            forms.get(material.form),
            file(material.sample, f"{material.name}（示范文本）") if material.sample else None,
            material.basis,
            material.note,
        )
        for number, material in enumerate(materials, 1)
    )


def when_needed(material: Material, power: Power) -> str:
    """Say in which case a material is needed, in its own words or those of the options that ask for it; empty: in all."""
    if material.when or not material.for_:
        return material.when
    labels = {option.id: option.label for choice in power.choices for option in choice.options}
    return "、".join(labels.get(one, one) for one in material.for_)


def copies_said(material: Material) -> str:
    """Say how many originals and copies are asked for: 原件 1 份、复印件 2 份."""
    parts = [(material.originals, "原件"), (material.copies, "复印件")]
    return "、".join(f"{word} {count} 份" for count, word in parts if count)
