"""The form of the list of approvers, ``content/approvers``, and of the revoked keys: whose key it is, for what, and from when."""

from __future__ import annotations

import base64
import datetime
import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from quanli.approval.signatures import APPROVAL
from quanli.approval.signers import Line, read_approvers, read_revoked
from quanli.catalogue.content_kinds import APPROVERS, REVOKED
from quanli.errors import Problem, Rule

_HOW_ZH = '写成：legal-review@机关编号 namespaces="quanli-approval" ssh-ed25519 AAAA… 法规科'
_HOW_EN = 'write: legal-review@office namespaces="quanli-approval" ssh-ed25519 AAAA… post'
APPROVERS_INVALID = Rule(
    "APPROVERS_INVALID", "error",
    zh="审批人名单里的“{text}”不是“环节@机关”加公钥",
    en='"{text}" in the list of approvers is no role@office with a key',
    hint_zh=_HOW_ZH, hint_en=_HOW_EN,
    follows="git 的 allowed signers 格式（ssh-keygen(1)）；环节见 procedure.chains",
)
APPROVERS_NAMELESS = Rule(
    "APPROVERS_NAMELESS", "error",
    zh="审批人名单没有写 {principal} 的密钥是谁的", en="the list of approvers does not say whose the key of {principal} is",
    hint_zh="在公钥后面写签署人：科室或者职务，不写私人姓名。" + _HOW_ZH, hint_en="behind the key write who signs: a unit or a post, no private person's name. " + _HOW_EN,
    follows="A 第十三条、D 第十七条：提出、审核、批准、审定分属不同的机构和人员，须能分清是谁",
)
APPROVERS_SHARED = Rule(
    "APPROVERS_SHARED", "error",
    zh="同一把密钥记在“{name}”和“{other}”名下（第 {row} 行）", en='the same key is that of "{name}" and of "{other}" (line {row})',
    hint_zh="一把密钥只能是一个人的：各用各的密钥；同一人的各行写同一名称", hint_en="a key belongs to one signer: let each have a key of their own; lines of one signer bear one name",
    follows="A 第十三条、D 第十七条：提出、审核、批准、审定分属不同的机构和人员",
)
APPROVERS_OPTION = Rule(
    "APPROVERS_OPTION", "error",
    zh="审批人名单里的选项 {option} 不能用：{what_zh}", en="the option {option} in the list of approvers cannot be used: {what_en}",
    hint_zh='可用：namespaces="quanli-approval"、valid-after="20260101"、valid-before="20270101"，逗号隔开，不留空格',
    hint_en='use namespaces="quanli-approval", valid-after="20260101", valid-before="20270101", with commas and no spaces between',
    follows="git 的 allowed signers 格式（ssh-keygen(1)）",
)
KEY_BROKEN = Rule(
    "KEY_BROKEN", "error",
    zh="公钥“{key}”不完整，或者与类型 {type} 不符", en='the public key "{key}" is not whole, or is none of type {type}',
    hint_zh="重新粘贴 .pub 文件里的整行", hint_en="paste the whole line of the .pub file again",
    follows="SSH 公钥格式（RFC 4253 第 6.6 节）",
)
REVOKED_INVALID = Rule(
    "REVOKED_INVALID", "error",
    zh="作废密钥里的“{text}”不是“日期 公钥 原因”", en='"{text}" among the revoked keys is no "day, public key, reason"',
    hint_zh="写成：2026-11-28 ssh-ed25519 AAAA… 遗失", hint_en="write: 2026-11-28 ssh-ed25519 AAAA… lost",
    follows="密钥从哪一天起作废、为什么作废，须能查到",
)
_OPTION = re.compile(r'([a-z-]+)(?:="([^"]*)")?(?:,|$)')
_DATE = re.compile(r"\d{8}(?:\d{4}(?:\d{2})?)?Z?")


def check_approvers(text: str, roles: AbstractSet[str]) -> Iterator[Problem]:
    """Check the list of approvers: principals of these roles (in small letters), options, whole keys, a name for each, and no key with two."""
    lines = {line.number: line for line in read_approvers(text.encode())}
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for row, shown in _rows(text):
        line = lines.get(row)
        words = shown.split()
        wrong = [one for one in words[0].strip('"').split(",") if not _is_principal(one.removeprefix("!"), roles)]
        if wrong or line is None:
            yield _of_line(APPROVERS_INVALID, row, text=wrong[0] if wrong else words[0])
            continue
        yield from _options(line)
        if not is_whole(line.type, line.key):
            yield _of_line(KEY_BROKEN, row, key=_brief(line.key), type=line.type)
        if not line.name:
            yield _of_line(APPROVERS_NAMELESS, row, principal=words[0])
            continue
        for other, first in names[line.key].items():
            if other != line.name:
                yield _of_line(APPROVERS_SHARED, row, name=line.name, other=other, row=first)
        names[line.key].setdefault(line.name, row)


def check_revoked(text: str) -> Iterator[Problem]:
    """Check the revoked keys: each line a day, a whole key, and why."""
    lines = {line.number: line for line in read_revoked(text.encode())}
    for row, shown in _rows(text):
        line = lines.get(row)
        if line is None or not line.reason:
            yield REVOKED_INVALID.at(REVOKED.file(), line=row, column=1, text=_brief(shown))
        elif not is_whole(shown.split()[1], line.key):
            yield KEY_BROKEN.at(REVOKED.file(), line=row, column=1, key=_brief(line.key), type=shown.split()[1])


def is_whole(kind: str, key: str) -> bool:
    """Tell whether a public key in base64 is whole and of a type: its parts, each behind its length, fill it to the end."""
    try:
        data = base64.b64decode(key, validate=True)
    except ValueError:
        return False
    parts = []
    while data:
        if len(data) < 4 or len(data) < 4 + (size := struct.unpack_from(">I", data)[0]):
            return False
        parts.append(data[4 : 4 + size])
        data = data[4 + size :]
    return len(parts) > 1 and parts[0] == kind.encode()


def _options(line: Line) -> Iterator[Problem]:
    """Judge what stands between principals and key."""
    at, text = 0, line.options
    while at < len(text):
        found = _OPTION.match(text, at)
        if not found:
            yield _of_line(APPROVERS_OPTION, line.number, option=text[at:], what_zh="写法不对", what_en="it is not written so")
            return
        at = found.end()
        what = _wrong_option(found[1], found[2])
        if what:
            yield _of_line(APPROVERS_OPTION, line.number, option=found[0].rstrip(","), what_zh=what[0], what_en=what[1])


def _wrong_option(name: str, value: str | None) -> tuple[str, str] | None:
    if name == "namespaces":
        wanted = APPROVAL in (value or "").split(",") or "*" in (value or "")
        return None if wanted else (f"没有 {APPROVAL}，这把密钥什么也不能批", f"without {APPROVAL} the key approves nothing")
    if name in {"valid-after", "valid-before"}:
        return None if _is_date(value or "") else ("不是日期", "it is no date")
    return "不认识，或者不用于审批", "it is unknown, or not for approvals"


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.datetime.strptime(text[:8], "%Y%m%d").replace(tzinfo=datetime.UTC)
    except ValueError:
        return False
    return True


def _rows(text: str) -> Iterator[tuple[int, str]]:
    for row, line in enumerate(text.split("\n"), 1):
        shown = line.strip()
        if shown and not shown.startswith("#"):
            yield row, shown


def _of_line(rule: Rule, at: int, **args: Any) -> Problem:
    return rule.at(APPROVERS.file(), line=at, column=1, **args)


def _brief(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "…"


def _is_principal(text: str, roles: AbstractSet[str]) -> bool:
    role, _, office = text.partition("@")
    return bool(office) and (role in roles or (role == "*" and office == "*"))
