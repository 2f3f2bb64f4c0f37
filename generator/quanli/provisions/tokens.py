"""Where the sanctions of a chunk begin, and the words between them: who, whether, and one of several or all."""

from __future__ import annotations

import re

from quanli.codes.numerals import NUMERAL
from quanli.provisions.names import TOKEN

ENDS_WITH = ("罚款", "拘留")
"""Sanctions whose amount stands before their name."""
_APART = re.compile(r"、|或者|或|和|并|及|与|直至|可以|给予|予以|处以|处|至")
_JOINT = re.compile(
    rf"(?:或者|或|和|并|及|以及|与|、|直至|在?{NUMERAL}(?:个月|年)内|可以|(?<![许认])可|通报[^，、]{{2,12}}部门|给予|予以|处以|并处|处|由[^，、]{{2,40}}?(?:依法)?|应当|依法|同时|分别|还|再|有权|对[^，、]{{2,40}})+$",
)
_OR = re.compile(r"或|直至")
_NO_CHOICE = re.compile(r"(?:并处|单处)(?:或者|或)(?:可以)?(?:单处|并处|$)")
_MENTIONED = re.compile(r"(?:被|受到|受过|因)(?:依法|处以|给予)?$")
_SINCE = re.compile(r"[^，。]{0,40}?(?:之日起|后[0-9一二三五十]{1,3}[个年])")
_DAY = re.compile(r"[^，。]{0,20}之日")
_BY_OTHERS = re.compile(r"(?<!报)经(?!营|济|办|纪)(?![^，]*批准)[^，]{0,40}$")
_STEPS = re.compile(r"采取[^，]*措施$")


def tokens_of(chunk: str) -> list[re.Match[str]]:
    """Find where sanctions begin; a word within what is ordered or taken (责令其停止出厂) begins none, nor does one that is past (被吊销)."""
    kept: list[re.Match[str]] = []
    for token in TOKEN.finditer(chunk):
        last = kept[-1] if kept else None
        if last and not last["alone"] and token.group() not in ENDS_WITH and _within(chunk, last, token):
            continue
        if _is_past(chunk, token) or _MENTIONED.search(chunk, 0, token.start()):
            continue
        kept.append(token)
    return kept


def _is_past(chunk: str, token: re.Match[str]) -> bool:
    """Tell what was ordered or taken before: 经责令改正, 责令改正之日起, 没收的财物."""
    if token["order"]:
        return bool(_DAY.match(chunk, token.end()) or _BY_OTHERS.search(chunk, 0, token.start()))
    return bool(token["taken"] and (_SINCE.match(chunk, token.end()) or chunk.startswith("的", token.end())))


def _within(chunk: str, last: re.Match[str], token: re.Match[str]) -> bool:
    """Tell whether a word belongs to what the sanction before it orders or takes."""
    apart = _APART.search(chunk, last.end(), token.start())
    return not apart or bool(last["order"] and _STEPS.match(chunk[last.end() :].lstrip("其")))


def joint(gap: str) -> str:
    """Give the connecting words at the end of what stands before a sanction."""
    found = _JOINT.search(gap)
    return found.group() if found else ""


def begins_a_choice(head: str) -> bool:
    """Tell whether what follows is one of several."""
    return bool(_OR.match(_NO_CHOICE.sub("", head)))


def choices(heads: list[str]) -> list[bool]:
    """Tell of each sanction whether it is one of several: all of 警告、罚款或者没收 are."""
    joints = [_NO_CHOICE.sub("", joint(head)) for head in heads]
    chosen = [bool(_OR.search(one)) and at > 0 for at, one in enumerate(joints)]
    result = list(chosen)
    for at in range(len(heads) - 1, 0, -1):
        if result[at] and (chosen[at] or joints[at] == "、"):
            result[at - 1] = True
    for at in range(1, len(heads)):
        result[at] = result[at] or (result[at - 1] and joints[at] == "、")
    result[0] = result[0] or begins_a_choice(heads[0])
    return result
