"""Who decides (由…) and on whom (对…), in the words before a sanction."""

from __future__ import annotations

import re

from quanli.codes.numerals import NUMERAL
from quanli.frozen import frozen

_STOP = r"可以|应当|(?<![许认])可(?!能)|并|依法|依照|按照|根据|依据|视(?=情|具体|不同|其)|处(?!理|罚|分|长)|给予|予以|责令|分别|决定|报(?=请|经|送|有)|提请|会同"
_BY = re.compile(rf"(?:由|移送|提请|报请|商请|通报|建议)(?P<who>(?:对(?=[^，]{{2,12}}(?:的|负有)))?[^，]{{2,80}}?)(?=$|对(?!外)|{_STOP})")
_ON = re.compile(r"对(?!外)(?P<whom>[^，]{2,}?)(?=$|[并单分]?处(?!理|罚|分)|可以|应当|(?<![许认])可(?!能)|给予|予以|责令|依法|分别|进行|由|也)")
_ORGAN = re.compile(r"(?:机关|部门|机构|政府|委员会|法院|海关|银行|总局|局|组织|协会|管委会|主席|法官|审判长|办公室|警察|执法人员)$")
_OFFICE = re.compile(r".*(?:部门|机关|机构|人民政府|委员会|法院|海关)(?=[^、或和]{2,})")
_PERSON = re.compile(r"(?:人员|单位|企业|公司|人|者|负责人|船长|车辆|船舶)$")
_CITED = re.compile(r"(?:依照|按照|依据|根据|比照|参照|视|区别|结合)[^，]{2,60}?(?:的规定|规定|条|款|标准|比例|情节轻重|情节|程度|权限|分工|不同情况|情况|轻重|后果|职权|规定的权限)")
_ADVERBS = re.compile(
    r"^(?:并|且|或者|或|以及|和|及|、|直至|再|还|同时|另|可以|(?<![许认])可|应当|应(?!急)|须|必须|有权|依法|一律|分别|均|都|一并|也|又|立即|当场|给予|予以|处以|单处|并处|处(?!罚|理|分)|以|除|外|其(?!直接|负|他|法定|主要|中|余)|行政|决定|"
    r"酌情|口头|全部|严重|即|则|先|后|直接(?!责任|负责)|加|者|通过|批准|根据情节轻重|情节轻重|相应|对其|至|给以|给|加以|科以)+",
)
_LAST = re.compile(r"(?:应当|应(?!急)|可以|依法|有权|予以|给予|并|(?<![许认])可|必须|决定|还|将|要|分别)+$")
_SINCE = re.compile(rf"(?:在|于)?{NUMERAL}(?:个月|年)内|自[^，]*?(?:之日|次日)?起[^，]{{0,8}}[年月]内")
_CAN = re.compile(r"可以|(?<![许认])可(?!能|证|靠|行|视)")


@frozen
class Parties:
    """Who decides, on whom, and the words that say neither."""

    decider: str
    subject: str
    rest: str
    can: bool


def parties(head: str) -> Parties:
    """Read the words before a sanction."""
    by = _BY.search(head, max(0, head.rfind("处分或者由")))
    rest = head[: by.start()] + head[by.end() :] if by else head
    on = _ON.search(rest)
    rest = rest[: on.start()] + rest[on.end() :] if on else rest
    can = bool(_CAN.search(rest))
    rest = _SINCE.sub("", rest)
    shorter = ""
    while rest != shorter:
        shorter, rest = rest, _ADVERBS.sub("", _CITED.sub("", rest))
    rest = _LAST.sub("", rest)
    decider, subject = _organ(by["who"]) if by else "", on["whom"] if on else ""
    if rest and not decider and _ORGAN.search(rest):
        return Parties(rest, subject, "", can)
    if rest and not subject and _PERSON.search(rest):
        return Parties(decider, rest, "", can)
    return Parties(decider, subject, rest, can)


def _organ(words: str) -> str:
    """Give the office that the words after 由 begin with; what it does goes on after it."""
    found = None if _ORGAN.search(words) else _OFFICE.match(words)
    return found.group() if found else words
