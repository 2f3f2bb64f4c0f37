"""A chunk of a sentence to the sanctions that it imposes, each with who decides and on whom."""

from __future__ import annotations

import re

from quanli.frozen import frozen
from quanli.provisions.fines import Stated, length_in, stated_before
from quanli.provisions.names import TOKEN, bars, bars_for_long, is_weak, kind_of
from quanli.provisions.parties import Parties, parties
from quanli.provisions.provision import Measure, Range

_APART = re.compile(r"、|或者|或|和|并|及|与|直至|可以|给予|予以|处以|处|至")
_JOINT = re.compile(r"(?:或者|或|和|并|及|以及|与|、|直至|可以|可|给予|予以|处以|并处|处|由[^，、]{2,40}?(?:依法)?|应当|依法|同时|分别|还|再|有权|对[^，、]{2,40})+$")
_OR = re.compile(r"或|直至")
_MENTIONED = re.compile(r"(?:被|受到|受过|因)(?:依法|处以|给予)?$")
_SINCE = re.compile(r"[^，。]{0,40}?(?:之日起|后[0-9一二三五十]{1,3}[个年])")
_NO_CHOICE = re.compile(r"(?:并处|单处)(?:或者|或)(?:可以)?(?:单处|并处|$)")
_NOT = re.compile(r"被|受到|受过|受|不执行|拒不|拒绝|擅自|未经|违反|仍|作出|作为|不再|期间|之日|不予|阻碍|逃避|包括|所称|用于|属于|乱|其他|申请|听证|不服|执行|履行|是|超过|违法|采取")
_NOUN = re.compile(
    r"(?:的?(?:行政)?(?:处罚|措施|罚款)?(?:的?决定|的?处罚决定|收入|数额|总额|额(?!外)|以及|通知|决定书|金额|的?财物|票据|收据|收缴|全部|上缴|缴纳|必须|一律|的实施|期限|期间|期满|之日|标准(?!给予|予以|处|计)|办法|权|情况|制度|种类|规定|款项|所得|应当|可以由|由|的违|的管|的建)|前$|后$|时$|后，|的$)",
)
_PENALTY = re.compile(r"的?(?:行政)?处罚$|的处理$")
_ENDS_WITH = ("罚款", "拘留")


@frozen
class Imposed:
    """One sanction of a chunk."""

    measure: Measure
    decider: str
    subject: str


@frozen
class Read:
    """What a chunk imposes."""

    imposed: tuple[Imposed, ...]
    leads: str
    """A circumstance that no comma divides from the first sanction: 情节较重的 before 处…罚款."""
    joins: bool
    """True when the first is one to choose with what stands before the comma (，或者吊销许可证)."""


class NotRead(ValueError):
    """The chunk imposes something that was not understood; the argument is its words."""


def read_chunk(chunk: str, before: str, *, follows: bool) -> Read | None:
    """Read what a chunk imposes; nothing where it names no sanction or only mentions one.

    ``before`` is the chunk before it, in which the amount of a fine may stand; ``follows`` says that a circumstance or another
    sanction came before, so that what comes now must be what follows from it. Raises NotRead.
    """
    tokens = _tokens(chunk)
    if not tokens:
        return None
    first = tokens[0]
    if _NOUN.match(chunk, first.end()) and (first["alone"] or chunk[first.end() :] in {"前", "后", "时", "的"}):
        return None
    stated = [_stated(chunk, tokens, at, before) for at in range(len(tokens))]
    heads = [chunk[tokens[at - 1].end() if at else 0 : token.start()] for at, token in enumerate(tokens)]
    heads = [head if found is None else head[: found.starts] for head, found in zip(heads, stated, strict=True)]
    lead = parties(heads[0])
    leads = lead.rest if lead.rest.endswith(("的", "之一")) and not lead.rest.startswith("的") else ""
    rest = "" if leads else lead.rest
    if rest and (_NOT.search(rest) or not (follows or lead.decider or lead.subject)):
        return None
    if all(is_weak(token.group(), chunk) for token in tokens) and not (follows or leads or "由" in heads[0] or bars_for_long(chunk)):
        return None
    if not bars(first.group(), before + chunk):
        return None
    return Read(_imposed(chunk, before, tokens, heads, stated, lead), leads, bool(_OR.match(heads[0])))


def _tokens(chunk: str) -> list[re.Match[str]]:
    """Find where sanctions begin; a word within what is ordered or taken (责令其停止出厂) begins none."""
    kept: list[re.Match[str]] = []
    for token in TOKEN.finditer(chunk):
        if kept and not kept[-1]["alone"] and token.group() not in _ENDS_WITH and not _APART.search(chunk, kept[-1].end(), token.start()):
            continue
        if _MENTIONED.search(chunk, 0, token.start()) or (_SINCE.match(chunk, token.end()) and token["taken"]):
            continue
        kept.append(token)
    return kept


def _stated(chunk: str, tokens: list[re.Match[str]], at: int, before: str) -> Stated | None:
    word = tokens[at].group()
    if word not in _ENDS_WITH:
        return None
    region = chunk[tokens[at - 1].end() if at else 0 : tokens[at].start()]
    found = stated_before(region, lengths=word == "拘留")
    if found and found.range is None and before and word == "罚款":
        carried = stated_before(before, lengths=False)
        found = Stated(carried.range, found.starts) if carried and carried.range else found
    if found is None:
        raise NotRead(chunk)
    return found


def _imposed(chunk: str, before: str, tokens: list[re.Match[str]], heads: list[str], stated: list[Stated | None], lead: Parties) -> tuple[Imposed, ...]:
    found = []
    choices = _choices(heads)
    who = lead
    for at, token in enumerate(tokens):
        own = parties(_joint(heads[at])) if at else lead
        who = Parties(own.decider or who.decider, own.subject or who.subject, "", can=own.can or who.can)
        end = len(chunk)
        if at + 1 < len(tokens):
            last = stated[at + 1]
            end = token.end() + last.starts if last else tokens[at + 1].start()
        own_amount = stated[at]
        if own_amount and own_amount.other:
            choices[at] = True
            word = token.group()
            found.append(Imposed(Measure(kind_of(word), word, must=not who.can, alternative=True, range=own_amount.other, words=own_amount.other.words), who.decider, who.subject))
        measure = _measure(chunk, before, tokens, at, end, own_amount.range if own_amount else None, must=not who.can, alternative=choices[at])
        found.append(Imposed(measure, who.decider, (own_amount.subject if own_amount else "") or who.subject))
    return tuple(found)


def _joint(gap: str) -> str:
    found = _JOINT.search(gap)
    return found.group() if found else ""


def _choices(heads: list[str]) -> list[bool]:
    """Tell of each sanction whether it is one of several: all of 警告、罚款或者没收 are."""
    joints = [_NO_CHOICE.sub("", _joint(head)) for head in heads]
    chosen = [bool(_OR.search(joint)) and at > 0 for at, joint in enumerate(joints)]
    result = list(chosen)
    for at in range(len(heads) - 1, 0, -1):
        if result[at] and (chosen[at] or joints[at] == "、"):
            result[at - 1] = True
    if _OR.match(joints[0]):
        result[0] = True
    return result


def _measure(chunk: str, before: str, tokens: list[re.Match[str]], at: int, end: int, amount: Range | None, *, must: bool, alternative: bool) -> Measure:
    token = tokens[at]
    word = token.group()
    start = tokens[at - 1].end() if at else 0
    gap = chunk[start : token.start()]
    if word in _ENDS_WITH:
        name = "行政拘留" if gap.endswith("行政") else "加处罚款" if gap.endswith("加处") else word
        words = (amount.words if amount and gap.endswith(amount.words) else "") + word
        return Measure(kind_of(word), name, must=must, alternative=alternative, alone="单处" in chunk, range=amount, words=words)
    words = chunk[token.start() : end]
    if at + 1 < len(tokens):
        words = words.removesuffix(_joint(words))
    if token["alone"]:
        return Measure(kind_of(word), word, must=must, alternative=alternative, words=words)
    named = words
    if words == word and at + 1 < len(tokens) and tokens[at + 1].lastgroup == token.lastgroup:
        follow = chunk[tokens[at + 1].end() : tokens[at + 2].start() if at + 2 < len(tokens) else len(chunk)]
        named = word + follow.removesuffix(_joint(follow) if at + 2 < len(tokens) else "")
    name = _PENALTY.sub("", named)
    length = length_in((gap if not at else "") + name) or (length_in(before) if before.endswith("内") and token["activity"] else None)
    return Measure(kind_of(name), name, must=must, alternative=alternative, range=length, words=words)
