"""Words of fixed vocabularies as sheets and national tables write them: Chinese, English, key or national number."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from quanli.records.fields import Field, Term
from quanli.sheets.clean import key_of

_SYNONYMS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "category": {
        "许可": "permit", "处罚": "penalty", "强制": "coercion", "强制措施": "coercion", "行政强制措施": "coercion", "征收": "levy",
        "行政征缴": "levy", "给付": "payment", "检查": "inspection", "监督检查": "inspection", "确认": "confirmation", "奖励": "reward",
        "裁决": "adjudication", "其他": "other", "其他权力": "other", "其他职权": "other", "其它": "other", "其它权力": "other",
        "其他类": "other", "征用": "requisition", "非许可审批": "approval", "非行政许可": "approval", "服务": "public_service",
        "公共服务事项": "public_service", "内部权力": "internal",
    },
    "applicants": {
        "自然人": "citizen", "公民": "citizen", "个人": "citizen", "企业法人": "enterprise", "法人": "enterprise", "非法人企业": "enterprise",
        "事业法人": "institution", "社会组织法人": "institution", "事业单位": "institution", "社会组织": "institution", "其他": "other",
        "4": "institution", "5": "enterprise", "9": "other",
    },
    "level": {"省": "province", "市": "city", "地市级": "city", "县": "county", "区": "county", "区级": "county", "县区级": "county", "乡镇": "township", "镇": "township"},
})  # fmt: skip
"""Other words, by field. The numbers of applicants are those of 服务对象 in the national service-item tables."""
_SEPARATORS = re.compile(r"[,，、;；\s]+")


def term_of(field: Field, text: str) -> str:
    """Give the key of the word, or nothing when the vocabulary has no such word."""
    choices: Mapping[str, Term] = field.about.choices or {}
    key = key_of(text)
    if key in choices:
        return key
    for name, term in choices.items():
        if key in _spellings(term):
            return name
    return _SYNONYMS.get(field.key, {}).get(key, "")


@functools.lru_cache(1024)
def _spellings(term: Term) -> frozenset[str]:
    """Give the words and the number of a term as they are compared: each row of a sheet asks for them."""
    return frozenset({key_of(term.zh), key_of(term.en), term.national, term.national.lstrip("0")} - {""})


def words(text: str) -> list[str]:
    """Part a cell that lists words."""
    return [word for word in _SEPARATORS.split(text) if word]
