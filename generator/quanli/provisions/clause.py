"""A chunk of a sentence to the sanctions that it names, with who decides, on whom, and whether they must follow."""

from __future__ import annotations

import re

from quanli.frozen import frozen
from quanli.provisions.fines import fine_range, length_in
from quanli.provisions.names import ENDS_WITH, STRONG, TOKEN, kind_of
from quanli.provisions.provision import Measure

_CONNECTED = re.compile(r"(?:、|或者|或|和|并|及|与|，|直至|可以|可|给予|予以|处以|处|以|由[^，]{2,40}|应当|依法|其|再|至)$")
_GAP = re.compile(r"[，、和及与或者并直至到可以由应当依法给予处单以且同时分别再还]*$")
_CAN = re.compile(r"可以|可(?!能|证|靠|行|视)(?=并|处|给|责|由|单|予|对|根|暂|吊|依|酌|限)")
_OR = re.compile(r"或者|或|直至")
_BY = re.compile(r"由(?P<who>[^，]{2,80}?)(?=$|可以|应当|可|并|对|依法|依照|按照|根据|依据|视|处|给予|予以|责令|分别|决定|报|提请|会同)")
_ON = re.compile(r"对(?P<whom>[^，]+?)(?=$|并处|可以|应当|可(?!能)|处|给予|予以|责令|依法|分别|由|也|，)")
_ORGAN = re.compile(r"(?:机关|部门|机构|政府|委员会|法院|海关|银行|单位|总局|局|组织|公安|人员|协会|管委会|主席|法官|审判长|办公室)$")
_ADVERBS = re.compile(r"^(?:并|且|或者|或|以及|和|及|、|直至|再|还|同时|另|可以|可|应当|应|须|必须|有权|依法|一律|分别|均|都|一并|也|又|立即|当场|给予|予以|处以|单处|并处|处|以|除|外|其|该|在|行政|决定|根据情节轻重|视情节轻重|视情节|区别情节|酌情|口头|全部|严重|即|则|先|后|直接|加|重|者)+")
_NOT = re.compile(r"被|受到|受过|受|不执行|拒不|拒绝|擅自|未经|违反|仍|作出|作为|不再|期间|之日|不予|不得|阻碍|逃避|包括|所称|用于|属于|以罚|乱|以其他|申请|听证|不服|执行|履行")
_NOUN = re.compile(r"^(?:的?行政处罚)?(?:的?决定|的?处罚决定|收入|数额|总额|额|以及|通知书|决定书|金额|的财物|财物|票据|收据|收缴|全部上缴|上缴|必须|应当全部|，应当|一律|的实施|期限|期间|期满|之日|标准|办法|权|情况|前|后|时)")
_OBJECT_END = re.compile(r"(?:或者|或|和|并|及|以及|与|、|，|直至|可以|可|给予|予以|处以|并处|处|由[^，]{2,40}(?:依法)?|应当|依法|同时|分别|还|再|有权|对[^，]{2,40})+$")
_PENALTY = re.compile(r"的?(?:行政)?(?:处罚|处理)$")


@frozen
class Read:
    """What a chunk imposes."""

    measures: tuple[Measure, ...]
    decider: str
    subject: str
    leads: str
    """What the words before the first sanction are beside these two; a circumstance that no comma divides from it."""


class NotRead(ValueError):
    """The chunk imposes something that was not understood; the argument is its words."""


def read_chunk(chunk: str, condition: str, *, before: str, follows: bool) -> Read | None:
    """Read what a chunk imposes; nothing where it names no sanction or only mentions one.

    ``before`` is the chunk before it, in which the amount of a fine may stand; ``follows`` says that a circumstance or another
    sanction came before, so that what comes now must be what follows from it. Raises NotRead.
    """
    tokens = _tokens(chunk)
    if not tokens:
        return None
    head = chunk[: tokens[0].start()]
    if _NOUN.match(chunk[tokens[0].end() :]) and tokens[0]["alone"]:
        return None
    decider, subject, rest = _parties(head)
    if rest and (_NOT.search(rest) or not (follows or decider or subject)):
        return None
    can = bool(_CAN.search(head))
    measures = []
    alternative = bool(_OR.search(chunk[tokens[0].start() :])) or head.startswith(("或者", "或", "直至"))
    for at, token in enumerate(tokens):
        end = tokens[at + 1].start() if at + 1 < len(tokens) else len(chunk)
        start = tokens[at - 1].end() if at else 0
        gap = chunk[start : token.start()]
        can = can or bool(at and _CAN.search(gap))
        measures.append(_measure(chunk, token, gap, end, tokens[at + 1 :], before, condition, must=not can, alternative=alternative))
    return Read(tuple(measures), decider, subject, rest)


def _tokens(chunk: str) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    for token in TOKEN.finditer(chunk):
        before = chunk[kept[-1].end() : token.start()] if kept else ""
        if kept and token.group() not in {"罚款", "拘留"} and not _CONNECTED.search(before) and before + kept[-1].group():
            if before or not kept[-1]["alone"]:
                continue
        kept.append(token)
    return kept


def _parties(head: str) -> tuple[str, str, str]:
    """Give who decides, on whom, and what else stands there."""
    by = _BY.search(head)
    decider = by["who"] if by else ""
    rest = head[: by.start()] + head[by.end() :] if by else head
    on = _ON.search(rest)
    subject = on["whom"] if on else ""
    rest = rest[: on.start()] + rest[on.end() :] if on else rest
    rest = _ADVERBS.sub("", rest)
    while (shorter := _OBJECT_END.sub("", rest)) != rest:
        rest = shorter
    if not decider and rest and _ORGAN.search(rest):
        return rest, subject, ""
    return decider, subject, rest


def _measure(
    chunk: str, token: re.Match[str], gap: str, end: int, later: list[re.Match[str]], before: str, condition: str, *, must: bool, alternative: bool
) -> Measure:
    word = token.group()
    if word in ENDS_WITH.split("|"):
        kind = kind_of(word)
        try:
            found = fine_range(gap, kind, condition)
            if found is None and before and kind == "fine":
                found = fine_range(before, kind, condition)
        except ValueError:
            raise NotRead(chunk) from None
        name = "行政拘留" if gap.endswith("行政") else "加处罚款" if gap.endswith("加处") else word
        words = (found.words if found and found.words and gap.endswith(found.words) else "") + word
        return Measure(kind, name, must=must, alternative=alternative, alone="单处" in chunk, range=found, condition=condition, words=words)
    name = word
    if not token["alone"]:
        words = chunk[token.start() : end]
        if later:
            words = _OBJECT_END.sub("", words)
        if words == word and later and later[0].lastgroup == token.lastgroup:
            follow = chunk[later[0].end() : later[1].start() if len(later) > 1 else len(chunk)]
            words = word + _OBJECT_END.sub("", follow)
        name = _PENALTY.sub("", words)
    length = length_in(gap + name) if token["activity"] or token["taken"] or token["order"] else None
    return Measure(kind_of(name), name, must=must, alternative=alternative, range=length, condition=condition, words=chunk[token.start() : end])


def holds_sanction(chunk: str) -> bool:
    """Tell whether a chunk holds a word that no reading may pass over."""
    return bool(STRONG.search(chunk))
