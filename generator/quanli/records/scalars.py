"""Scalars as the schema types them: a text of YAML to a value of Python, or the fault that it has."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from quanli.codes.credit_code import credit_code_fault
from quanli.errors import Rule
from quanli.records.fields import Field, Kind, Term
from quanli.records.prose_rules import Fault, link_faults, prose_faults
from quanli.records.strict_yaml import Quoted, reading
from quanli.records.suggestions import meant

NEEDS_QUOTES = Rule(
    "NEEDS_QUOTES", "error",
    zh="“{text}”会被读成{reading}，内容会走样", en='"{text}" would be read as {reading} and lose its form',
    hint_zh='加上引号，写成 "{text}"', hint_en='put quotes around it: "{text}"',
)
BAD_DATE = Rule(
    "BAD_DATE", "error",
    zh="“{text}”不是日期", en='"{text}" is not a date',
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)
FULLWIDTH_DIGIT = Rule(
    "FULLWIDTH_DIGIT", "error",
    zh="“{text}”用了全角数字", en='"{text}" has full-width digits',
    hint_zh="改为半角：{plain}", hint_en="write {plain}",
)
TEXT_TOO_LONG = Rule(
    "TEXT_TOO_LONG", "error",
    zh="文字有 {size} 字，上限 {limit} 字", en="the text has {size} characters, the limit is {limit}",
    hint_zh="缩短它，长文放到指南中", hint_en="shorten it; long text belongs in a guide",
)
BAD_TYPE = Rule(
    "BAD_TYPE", "error",
    zh="“{key}”应为{wanted_zh}", en='"{key}" must be {wanted_en}',
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)
BAD_VALUE = Rule(
    "BAD_VALUE", "error",
    zh="“{value}”不是“{key}”可用的值{meant_zh}", en='"{value}" is not a value of "{key}"{meant_en}',
    hint_zh="可用：{allowed}", hint_en="use one of: {allowed}",
)
BAD_NUMBER = Rule(
    "BAD_NUMBER", "error",
    zh="“{text}”不是{wanted_zh}", en='"{text}" is not {wanted_en}',
    hint_zh="只写数字，不带逗号和单位", hint_en="digits only, without commas and units",
)
BAD_ID = Rule(
    "BAD_ID", "error",
    zh="“{text}”不能作编号", en='"{text}" cannot be an id',
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)
BAD_PHONE = Rule(
    "BAD_PHONE", "error",
    zh="“{text}”不是电话号码", en='"{text}" is not a phone number',
    hint_zh="写成 0517-85910001、12345 这样的号码", hint_en="write it like 0517-85910001 or 12345",
)
BAD_CREDIT_CODE = Rule(
    "BAD_CREDIT_CODE", "error",
    zh="统一社会信用代码“{text}”有误：{what_zh}", en='credit code "{text}": {what_en}',
    hint_zh="对照登记证书核对", hint_en="compare with the certificate",
)

_ID = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._-]{0,79}\Z")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
_PHONE = re.compile(
    r"(?:\+?86-?)?[0-9]{3,5}(?:[-\u2014 ]?[0-9]{3,8}){0,3}(?:(?:转|-|#)[0-9]{1,6})?(?:[、,;/ ]\s*[0-9][0-9 -]{2,18}(?:转[0-9]{1,6})?)*\Z"
)
_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千0-9]+条(?:之[一二三四五六七八九十]+)?\Z")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_LOOSE_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(.*)", re.DOTALL)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?\Z")
_INTEGER = re.compile(r"-?\d{1,12}\Z")
_FULL_WIDTH = re.compile(r"[\uff10-\uff19]")
_HALF = str.maketrans("\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19", "0123456789")

Faults = Sequence[Fault]
Converter = Callable[[str, Field], tuple[Any, Faults]]
"""Gives a value and the faults of the text; with faults the value may be the text as it stands."""


def convert(text: str, field: Field) -> tuple[Any, Faults]:
    """Type one text, whatever YAML would make of it, by its field's kind."""
    return CONVERTERS[field.about.kind](Quoted(text), field)


def _text(text: str, field: Field) -> tuple[Any, Faults]:
    faults: Faults = ()
    if text.__class__ is Quoted:
        text = str(text)
    elif read_as := reading(text):
        faults = [(NEEDS_QUOTES, {"text": text, "reading": read_as})]
    if len(text) > field.limit:
        faults = [*faults, (TEXT_TOO_LONG, {"size": len(text), "limit": field.limit})]
    return text, faults


def _prose(text: str, field: Field) -> tuple[Any, Faults]:
    value, faults = _text(text, field)
    if "<" in text or "[" in text or "\n" in text:
        faults = [*faults, *prose_faults(text)]
    return value, faults


def _matching(pattern: re.Pattern[str], rule: Rule, hint_zh: str = "", hint_en: str = "") -> Converter:
    def converter(text: str, field: Field) -> tuple[Any, Faults]:
        value, faults = _text(text, field)
        if faults or pattern.match(text):
            return value, faults
        if _FULL_WIDTH.search(text):
            return value, [(FULLWIDTH_DIGIT, {"text": value, "plain": value.translate(_HALF)})]
        return value, [(rule, {"text": value, "hint_zh": hint_zh, "hint_en": hint_en})]

    return converter


def _choice(text: str, field: Field) -> tuple[Any, Faults]:
    choices: Mapping[str, Term] = field.about.choices or {}
    if text in choices:
        return str(text), ()
    by_label = {term.zh: key for key, term in choices.items()}
    zh, en = (
        (f"；是不是“{by_label[text]}”？", f'; did you mean "{by_label[text]}"?')
        if text in by_label
        else meant(text, choices)
    )
    return str(text), [
        (
            BAD_VALUE,
            {
                "value": str(text),
                "key": field.key,
                "meant_zh": zh,
                "meant_en": en,
                "allowed": "、".join(choices),
            },
        )
    ]


def _date(text: str, _field: Field) -> tuple[Any, Faults]:
    found = _DATE.match(text)
    if found:
        try:
            return datetime.date(*map(int, found.groups())), ()
        except ValueError:
            pass
    return None, [(BAD_DATE, {"text": str(text), **date_hint(text)})]


def date_hint(text: str) -> dict[str, str]:
    """Say how a date that was written otherwise should be written."""
    loose = _LOOSE_DATE.match(text)
    if not loose:
        return {"hint_zh": "写成 2024-01-05 这样", "hint_en": "write it like 2024-01-05"}
    year, month, day = map(int, loose.groups()[:3])
    try:
        plain = datetime.date(year, month, day).isoformat()
    except ValueError:
        return {"hint_zh": "历法上没有这一天", "hint_en": "there is no such day"}
    if loose.group(4).strip():
        return {
            "hint_zh": f"这里只能写日期，不写时刻：{plain}",
            "hint_en": f"only a date is allowed here: {plain}",
        }
    return {"hint_zh": f"写成 {plain}", "hint_en": f"write {plain}"}


def _integer(text: str, _field: Field) -> tuple[Any, Faults]:
    if _INTEGER.match(text) and text.isascii():
        return int(text), ()
    return None, [(BAD_NUMBER, {"text": str(text), "wanted_zh": "整数", "wanted_en": "a whole number"})]


def _number(text: str, _field: Field) -> tuple[Any, Faults]:
    if _NUMBER.match(text) and text.isascii():
        return Decimal(text), ()
    return None, [(BAD_NUMBER, {"text": str(text), "wanted_zh": "数字", "wanted_en": "a number"})]


def _flag(text: str, field: Field) -> tuple[Any, Faults]:
    if text in {"true", "false"}:
        return text == "true", ()
    return None, [
        (
            BAD_TYPE,
            {
                "key": field.key,
                "wanted_zh": "true 或 false",
                "wanted_en": "true or false",
                "hint_zh": "“是”写 true，“否”写 false",
                "hint_en": "write true or false",
            },
        )
    ]


def _link(text: str, field: Field) -> tuple[Any, Faults]:
    value, faults = _text(text, field)
    return value, faults or list(link_faults(text))


def _credit(text: str, field: Field) -> tuple[Any, Faults]:
    value, faults = _text(text, field)
    fault = None if faults else credit_code_fault(text)
    return value, [(BAD_CREDIT_CODE, {"text": value, "what_zh": fault[0], "what_en": fault[1]})] if fault else faults


_id = _matching(
    _ID, BAD_ID, "用字母、数字、连字符，不含空格", "letters, digits and hyphens, without blanks"
)
CONVERTERS: Mapping[Kind, Converter] = {
    "text": _text,
    "prose": _prose,
    "id": _id,
    "code": _matching(
        _CODE, BAD_ID, "编码只用拉丁字母、数字、点、连字符", "Latin letters, digits, dots and hyphens"
    ),
    "choice": _choice,
    "date": _date,
    "integer": _integer,
    "number": _number,
    "flag": _flag,
    "phone": _matching(_PHONE, BAD_PHONE),
    "link": _link,
    "path": _text,  # judged where the folder is known
    "article": _matching(_ARTICLE, BAD_ID, "写成：第三十七条", "write it like 第三十七条"),
    "credit_code": _credit,
    "national_code": _text,  # judged together with the category
    "open": _text,
}


def stray_faults(text: str) -> Iterator[Fault]:
    """Judge a scalar under a field that nobody knows, by its looks alone."""
    if text.__class__ is not Quoted:
        loose = _LOOSE_DATE.match(text)
        if loose and not _DATE.match(text):
            yield BAD_DATE, {"text": str(text), **date_hint(text)}
        else:
            read_as = reading(text)
            if (
                read_as
                and read_as != text
                and not (_INTEGER.match(text) and text[0] != "0" and len(text) < 16)
                and not _DATE.match(text)
            ):
                yield NEEDS_QUOTES, {"text": str(text), "reading": read_as}
    if _FULL_WIDTH.match(text) and text.translate(_HALF).replace("-", "").isascii():
        yield FULLWIDTH_DIGIT, {"text": str(text), "plain": text.translate(_HALF)}
    if len(text) > 8_000:
        yield TEXT_TOO_LONG, {"size": len(text), "limit": 8_000}
    elif ":" in text or "<" in text or "[" in text:
        yield from (
            link_faults(text)
            if re.match(r"\s*(javascript|vbscript|data|https?):", text, re.IGNORECASE)
            else prose_faults(text)
        )
