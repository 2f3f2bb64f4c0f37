"""Which office each row belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from quanli.catalogue.content_kinds import OFFICE
from quanli.catalogue.office import Office
from quanli.catalogue.tree import FolderTree
from quanli.exchange.registers import Registers
from quanli.exchange.remarks import NotUnderstoodError
from quanli.exchange.sources import Source
from quanli.records.write import dump, plain

_CREDIT_CODE = NotUnderstoodError("不是机关文件中的统一社会信用代码，或校验不符", "not the credit code in the office's file, or it does not hold")


def assign_offices(source: Source, given: str, registers: Registers) -> None:
    """Give each draft its office: the one its row names, known or new, else the one of the command line.

    Where the sheet names a single office, that is the one of the command line, whatever the sheet calls it.
    """
    drafts = source.drafts
    names = {draft.office for draft in drafts if draft.office}
    unknown = {name for name in names if not registers.known_office(name)}
    single = unknown == names and len(names) <= 1 and "〔" not in "".join(names)
    for draft in drafts:
        if draft.office and not single:
            draft.values["office"] = registers.known_office(draft.office) or registers.add_office(draft.office)
        else:
            if not registers.has_office(given):
                registers.add_office(draft.office or source.office_name or given, given)
            draft.values["office"] = given
        for key, fact in draft.office_facts.items():
            if not registers.describe_office(draft.values["office"], **{key: fact}) and key == "credit_code":
                draft.misunderstood("部门代码", fact, _CREDIT_CODE)


def sealed_offices(root: Path, offices: Mapping[str, Office]) -> Iterator[str]:
    """Name the offices whose file holds more than its values (comments, an order of its own): it is not rewritten."""
    for key, office in offices.items():
        if FolderTree(root).read(OFFICE.file(key), OFFICE.limit).decode("utf-8-sig") != dump(plain(office)):
            yield key
