"""The kinds of file that may lie under ``content/``: one row each, read by all that asks what a file is.

A new kind is a row here. What lies where, what reads it, what is checked, described, offered by ``quanli new``, and how a
change of it is judged, follows from the row.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from quanli.catalogue.approved import Approved
from quanli.catalogue.benchmark import Benchmarks
from quanli.catalogue.form import Form
from quanli.catalogue.guide import Guide
from quanli.catalogue.law import LawRegister
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.catalogue.script_terms import ScriptTerms
from quanli.catalogue.synonyms import WordList
from quanli.config.calendar import Calendar
from quanli.config.site import Site
from quanli.frozen import frozen
from quanli.records.text_file import SIZE_LIMIT

CONTENT = "content"
"""The folder that people edit."""
REGISTER_LIMIT = 16 * 1024 * 1024
"""Bytes: a register of all laws of the country is larger than a power."""
ATTACHED_LIMIT = 50 * 1024 * 1024
PATH_LIMIT = 1000
"""Bytes of a path below the site: copies, archives and addresses make it longer, and no folder goes down for ever."""


ChangeKind = Literal["content", "subject", "discretion", "post", "guidance", "staff", "register", "law", "settings", "approvers", "correction"]
"""Of which kind a change of a file may be as a whole; :mod:`quanli.history.kinds` says what they are."""


@frozen
class ContentKind:
    """One kind of file. ``pattern`` is its path from the site, with ``{id}`` where there may be many.

    A word in braces stands for one step of the path; ``deep`` lets the id go down into folders.
    """

    name: str
    pattern: str
    zh: str
    en: str
    record: type | None = None
    """What it is read into; None for what is taken as it is."""
    key: str = ""
    """The field of the record in which the id stands again."""
    change: ChangeKind = "content"
    """Of which kind a change of it is, unless a part of it or its words say otherwise (calendars count and everyday words help to find, they decide nothing)."""
    approver: Literal["office", "items", "site"] = "site"
    """Who agrees to a change: the office in its path, the offices of the items changed along with it, or all for the site."""
    limit: int = SIZE_LIMIT
    """Bytes."""
    deep: bool = False
    binary: bool = False
    """Whether its bytes are no text, or stand as they were signed: all else is judged as text, whatever it is read into."""

    @property
    def many(self) -> bool:
        """Tell whether there may be more than one such file."""
        return "{" in self.pattern

    @functools.cached_property
    def folder(self) -> str:
        """Give the folder below which its files lie, without a slash at the end."""
        return self.pattern.partition("{")[0].rpartition("/")[0]

    @functools.cached_property
    def ending(self) -> str:
        """Give the ending of its files' names, such as ``.yaml``; empty where any will do."""
        return self.pattern.rpartition("}")[2] if self.many else "." + self.pattern.rpartition(".")[2]

    @property
    def shown(self) -> str:
        """Give the pattern as people read it: ``content/powers/<office>/<code>.yaml``."""
        return self.pattern.replace("{id}", f"<{self.key or ('file' if self.deep else 'id')}>").replace("{", "<").replace("}", ">")

    def file(self, name: str = "", office: str = "") -> str:
        """Give the path of the file with an id; ``office`` names the folder where the pattern asks for one: an office, or a change."""
        return self.pattern.format(id=name, office=office, change=office)

    def id_of(self, path: str) -> str | None:
        """Give the id of a file of this kind, its name for one of which there is but one; None for any other file."""
        head, tail, steps = self._parts
        if not steps:
            return self.name if path == self.pattern else None
        if not path.startswith(head) or not path.endswith(tail):
            return None
        if self.deep:
            return path[len(head) :] or None
        inner = path[len(head) : len(path) - len(tail)].split("/")
        return inner[-1] if len(inner) == steps and all(inner) else None

    @functools.cached_property
    def _parts(self) -> tuple[str, str, int]:
        """Give what a path begins and ends with, and how many steps are left open between."""
        return self.folder + "/", self.ending, self.pattern.count("{")


SITE = ContentKind("site", "content/site.yaml", "站点设置", "settings of the site", Site, change="settings")
POWER = ContentKind(
    "power", "content/powers/{office}/{id}.yaml", "权力事项", "power", Power, key="code", approver="office"
)
OFFICE = ContentKind(
    "office", "content/offices/{id}.yaml", "机关", "office", Office, key="id", change="post", approver="office"
)
FORM = ContentKind("form", "content/forms/{id}.yaml", "表格", "form", Form, key="id", approver="items")
FORM_FILE = ContentKind(
    "form-file", "content/forms/files/{id}", "附件", "attached file", approver="items", limit=ATTACHED_LIMIT, deep=True, binary=True
)
GUIDE = ContentKind("guide", "content/guides/{id}.md", "指南", "guide", Guide, change="guidance", approver="items")
LAWS = ContentKind("laws", "content/laws.yaml", "法规登记", "register of laws", LawRegister, limit=REGISTER_LIMIT, change="law")
BENCHMARK = ContentKind(
    "benchmark", "content/benchmarks/{id}.yaml", "公布的裁量基准", "published discretion benchmarks", Benchmarks, change="discretion"
)
LAW_TEXT = ContentKind("law-text", "content/laws/{id}.md", "法规文本", "text of a law", limit=REGISTER_LIMIT, change="law")
CALENDAR = ContentKind(
    "calendar", "content/calendar/{id}.yaml", "日历", "working calendar", Calendar,
    key="year", change="correction", approver="items",
)  # fmt: skip
REGISTER = ContentKind("register", "content/registers/{id}.csv", "台账", "register", change="register", limit=REGISTER_LIMIT)
APPROVERS = ContentKind("approvers", "content/approvers", "审批人名单", "list of approvers", change="approvers")
REVOKED = ContentKind("revoked-keys", "content/revoked-keys", "作废的密钥", "revoked keys", change="approvers")
APPROVAL = ContentKind("approval", "content/approvals/{change}/{id}.txt", "变更书和审批意见", "statements of changes, and approvals", change="approvers", limit=REGISTER_LIMIT, binary=True)
APPROVED = ContentKind("approved", "content/approved/{id}.yaml", "批准的权力目录", "approved catalogue", Approved, limit=REGISTER_LIMIT)
APPROVED_CSV = ContentKind("approved-csv", "content/approved/{id}.csv", "批准的权力目录（表格）", "rows of an approved catalogue", limit=REGISTER_LIMIT)
APPROVED_XLSX = ContentKind(
    "approved-xlsx", "content/approved/{id}.xlsx", "批准的权力目录（工作簿）", "rows of an approved catalogue in a workbook", limit=REGISTER_LIMIT, binary=True
)
DIRECTORY = ContentKind("directory", "content/directory/{id}.csv", "国家基本目录", "central directory of basic codes", change="law", limit=REGISTER_LIMIT)
SYNONYMS = ContentKind("synonyms", "content/synonyms.yaml", "大家的说法", "everyday words", WordList, change="correction")
TERMS = ContentKind("terms", "content/terms.yaml", "繁体用词", "terms in Traditional characters", ScriptTerms, change="correction")

KINDS = (POWER, OFFICE, FORM, LAWS, SITE, CALENDAR, GUIDE, SYNONYMS, TERMS, FORM_FILE, LAW_TEXT, BENCHMARK, REGISTER, APPROVERS, REVOKED, APPROVAL, APPROVED, APPROVED_CSV, APPROVED_XLSX, DIRECTORY)
"""All kinds, in the order in which they are listed to people."""

RECORDS: Mapping[str, type] = MappingProxyType(
    {kind.name: kind.record for kind in KINDS if kind.record and kind.pattern.endswith(".yaml")}
)
"""The records that are written in YAML, by the kind's name."""


def content_kind_of(path: str) -> tuple[ContentKind, str] | None:
    """Tell what a file is: its kind and its id. ``path`` is relative to the site, with slashes; None for a stray file.

    A file of which there is but one has the kind's name for an id; that of an attached file is its path below its folder.
    """
    if is_ignored(path):
        return None
    return next(((kind, name) for kind in KINDS if (name := kind.id_of(path)) is not None), None)


def is_file_name(path: str) -> bool:
    """Tell whether a path is one at which a file is looked for, so that no folder may stand there."""
    known = content_kind_of(path)
    return known is not None and not known[0].deep


def is_ignored(path: str) -> bool:
    """Tell whether a file is hidden, or lies in a hidden folder: what systems and editors leave, no content."""
    return path.startswith(".") or "/." in path
