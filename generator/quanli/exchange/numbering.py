"""Codes: those of the sheet made fit for file names, and new ones for rows that have none."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from quanli.catalogue.terms import CATEGORIES
from quanli.codes.national_code import national_code_fault
from quanli.exchange.drafts import Draft
from quanli.sheets.clean import key_of, one_line, says_nothing

_LETTERS = {
    "permit": "XK", "penalty": "CF", "coercion": "QZ", "levy": "ZS", "payment": "JF", "inspection": "JC", "confirmation": "QR",
    "reward": "JL", "adjudication": "CJ", "other": "QT", "approval": "SP", "requisition": "ZY", "public_service": "GG", "internal": "NB",
}  # fmt: skip
"""As ledgers abbreviate the categories: 许可, 处罚, 强制, …"""
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LENGTH = 100

KnownNames = Mapping[tuple[str, str, str], Sequence[str]]
"""(office, category, name as compared) → the codes of the site's powers of that name."""


def fit_code(text: str) -> str:
    """Make a sheet's code fit: half-width, without blanks and signs, at most 100 characters."""
    plain = _UNFIT.sub("-", unicodedata.normalize("NFKC", one_line(text))).strip("-._")
    if len(plain) <= _LENGTH:
        return plain
    return f"{plain[: _LENGTH - 9]}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}"


def name_key(office: str, category: str, name: str) -> tuple[str, str, str]:
    """Give the key under which a power is known by its name."""
    return office, category, key_of(name)


def number(drafts: Sequence[Draft], known: KnownNames, taken: Collection[str]) -> None:
    """Give every draft its code; ``taken`` are the codes of the site, in small letters.

    A row without a code takes that of the site's power of the same office, category and name, so that the same sheet
    can be imported again after rows were added; otherwise the next free number.
    """
    used = {code.lower() for code in taken}
    for draft in drafts:
        _own_code(draft)
        used.add(draft.values.get("code", "").lower())
    seen: Counter[tuple[str, str, str]] = Counter()
    last: dict[str, int] = defaultdict(int)
    for draft in drafts:
        key = name_key(draft.values["office"], draft.values["category"], draft.values["name"])
        if draft.values.get("code"):
            continue
        codes = known.get(key, ())
        if seen[key] < len(codes):
            draft.values["code"] = codes[seen[key]]
        else:
            draft.values["code"] = _next(_prefix(draft), used, last)
        seen[key] += 1


def _own_code(draft: Draft) -> None:
    text = draft.values.pop("code", "")
    if not text or says_nothing(text):
        return
    plain = one_line(text)
    code = fit_code(text)
    if code:
        draft.values["code"] = code
    if code != plain:
        draft.remark("权力编码", plain, f"编码改为 {code or '新编的编码'}", f"the code became {code or 'a new one'}")
        draft.keep("权力编码", plain)
    category = CATEGORIES.get(draft.values.get("category", ""))
    if "national_code" not in draft.values and category and not national_code_fault(plain, category.national):
        draft.values["national_code"] = plain


def _prefix(draft: Draft) -> str:
    office = draft.values["office"]
    plain = fit_code(office).upper() if office.isascii() else "J" + hashlib.sha256(office.encode()).hexdigest()[:5].upper()
    return f"{plain}-{_LETTERS[draft.values['category']]}"


def _next(prefix: str, used: set[str], last: dict[str, int]) -> str:
    while True:
        last[prefix] += 1
        code = f"{prefix}-{last[prefix]:04}"
        if code.lower() not in used:
            used.add(code.lower())
            return code
