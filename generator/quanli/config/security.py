"""To whom weaknesses of the site are told: what ``/.well-known/security.txt`` says (RFC 9116)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.records.fields import about

SECURITY_EXPIRY = Rule(
    "SECURITY_EXPIRY", "error",
    zh="安全联系方式的有效期到 {expires}，{what_zh}（{day}）", en="the security contact expires on {expires}, {what_en} ({day})",
    hint_zh="核对联系方式，把 security.expires 改到一年以内的日子", hint_en="make sure of the contact, and set security.expires to a day within a year",
    follows="RFC 9116 第 2.5.5 节：有效期必须写明，建议不超过一年，过期的不能再用",
)  # fmt: skip
SECURITY_CONTACT = Rule(
    "SECURITY_CONTACT", "error",
    zh="“{value}”不是安全联系方式的网址", en='"{value}" is no address of a security contact',
    hint_zh="写 mailto:security@example.gov.cn、tel:+86-10-12345678 或者 https:// 开头的网页", hint_en="write mailto:security@example.gov.cn, tel:+86-10-12345678 or a page that begins with https://",
    follows="RFC 9116 第 2.5.3 节：联系方式用 URI 写，网页用 https",
)  # fmt: skip
_URI = re.compile(r"(?:mailto:[^\s@<>\"]+@[^\s@<>\"]+|tel:\+?[0-9][0-9().-]*|https://[^\s<>\"]+)")
_LANGUAGE = r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"
_YEAR = 366


@frozen
class Security:
    """The contact, until when it holds, and what else RFC 9116 has for it."""

    contact: tuple[str, ...] = about(
        "联系方式", "contact", "mailto:、tel: 或 https:// 网址，先写的先用", "addresses with mailto:, tel: or https://, the preferred first",
        required=True, example="mailto:security@example.gov.cn", default=(),
    )  # fmt: skip
    expires: datetime.date | None = about(
        "有效期至", "expires", "一年以内；过了这一天不能再发布", "within a year; after that day nothing is published", kind="date", required=True, example="2027-05-31", default=None
    )
    policy: str = about("处理办法", "policy", "写明怎样处理报告的网页", "the page that says how reports are handled", kind="link")
    languages: tuple[str, ...] = about("语言", "languages", "用哪些语言报告，如 zh、en", "languages of reports, such as zh, en", limit=20, default=("zh", "en"))
    acknowledgments: str = about("致谢", "acknowledgments", "致谢网页", "the page that thanks", kind="link")
    encryption: str = about("加密", "encryption", "公钥的网址", "the address of a key", kind="link")


def check_security(security: Security | None, file: str, day: datetime.date) -> Iterator[Problem]:
    """Check the settings on a day: it must not have expired, nor be promised for longer than a year."""
    if security is None:
        return
    for at, contact in enumerate(security.contact):
        if not _URI.fullmatch(contact):
            yield SECURITY_CONTACT.at(file, ("security", "contact", at), value=contact)
    expires = security.expires
    if expires and expires <= day:
        yield SECURITY_EXPIRY.at(file, ("security", "expires"), expires=expires, day=day, what_zh="已经过期", what_en="which is past")
    elif expires and expires > day + datetime.timedelta(days=_YEAR):
        yield SECURITY_EXPIRY.at(file, ("security", "expires"), expires=expires, day=day, what_zh="晚于一年之后", what_en="more than a year ahead")


def security_txt(security: Security, domain: str) -> str:
    """Write the file, a line a field."""
    lines = [f"Contact: {contact}" for contact in security.contact]
    lines += [f"Expires: {security.expires}T00:00:00+08:00"] if security.expires else []
    lines += [f"{name}: {value}" for name, value in (("Encryption", security.encryption), ("Acknowledgments", security.acknowledgments)) if value]
    languages = [one for one in security.languages if re.fullmatch(_LANGUAGE, one)]
    lines += [f"Preferred-Languages: {', '.join(languages)}"] if languages else []
    lines += [f"Canonical: {domain}/.well-known/security.txt"]
    lines += [f"Policy: {security.policy}"] if security.policy else []
    return "\n".join(lines) + "\n"
