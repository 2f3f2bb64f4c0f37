"""What an office says of who reconsiders its decisions and which court hears them, held against what it is."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue import terms
from quanli.catalogue.office import Office, Organ
from quanli.catalogue.placeholders import to_be_written
from quanli.errors import Path, Problem, Rule
from quanli.records.fields import fields_of
from quanli.remedies.editions import EDITIONS, RECONSIDERATION
from quanli.remedies.organs import court_is_intermediate, kind_of, organ_of

OFFICE_RECONSIDERATION = Rule(
    "OFFICE_RECONSIDERATION", "error",
    zh="“{said}”不是{name}的行政复议机关：{why}", en='"{said}" does not reconsider what {name} decides: {why_en}',
    hint_zh="依{article}改正；机关的类型不对的，改 kind", hint_en="correct it by {article}, or correct the kind of organ",
    follows="行政复议法第二十四条、第二十五条、第二十七条、第二十八条",
)
OFFICE_COURT = Rule(
    "OFFICE_COURT", "error",
    zh="{name}的行政案件由中级人民法院管辖，这里写的是“{said}”", en='an intermediate court hears what {name} decides, not "{said}"',
    hint_zh="依行政诉讼法第十五条改正", hint_en="correct it by art. 15 of the Administrative Litigation Law",
    follows="行政诉讼法第十五条",
)
OFFICE_REMEDIES = Rule(
    "OFFICE_REMEDIES", "warning",
    zh="没有写{label}，网页上说不出向谁{act_zh}", en="without {label_en} pages cannot say {act_en}",
    hint_zh="补上 {field}", hint_en="add {field}",
    follows="行政处罚法第三十九条（救济渠道应当公示）；行政复议法第二十四条；行政诉讼法第十八条",
)

_GOVERNMENT = "政府"
_BELOW = ("区人民法院", "县人民法院", "旗人民法院")
_HIGH = ("中级", "高级", "最高", "铁路运输", "知识产权", "海事", "金融")
_ABOVE = frozenset({"government", "vertical"})
_ALIKE = 2
"""Characters from which two names begin alike enough to tell of the same region."""


def check_office_remedies(office: Office, file: str) -> Iterator[Problem]:
    """Hold the facts of an office and of the organs that it acts for against each other, by the law of today."""
    own = organ_of(office)
    yield from _organ(own, file, ())
    for at, organ in enumerate(office.organs):
        yield from _organ(organ, file, ("organs", at))
    if office.nature == "entrusted" or office.name == to_be_written(fields_of(Office)["name"]):
        return  # who entrusts it answers; what is still to be written is told as that
    kind = kind_of(own)
    if kind in _ABOVE and not (office.superior or office.reconsideration or (kind == "government" and office.level == "province")):
        yield _lacks("superior", "上一级机关", "the organ above", file)
    if kind not in {*_ABOVE, "ministry"} and not (office.government or office.reconsideration):
        yield _lacks("government", "本级人民政府", "the government that it belongs to", file)
    if not office.court:
        yield OFFICE_REMEDIES.at(file, ("name",), label="管辖法院", label_en="the court", act_zh="起诉", act_en="where to sue", field="court")


def _lacks(field: str, zh: str, en: str, file: str) -> Problem:
    return OFFICE_REMEDIES.at(file, ("name",), label=zh, label_en=en, act_zh="申请行政复议", act_en="who reconsiders", field=field)


def _organ(organ: Organ, file: str, path: Path) -> Iterator[Problem]:
    kind = kind_of(organ)
    for field in ("reconsideration", "government"):
        said = getattr(organ, field)
        why = _wrong(organ, kind, field, said) if said else None
        if why:
            article = RECONSIDERATION + EDITIONS[-1].jurisdiction[kind]
            yield OFFICE_RECONSIDERATION.at(file, (*path, field), said=said, name=organ.name, why=why[0], why_en=why[1], article=article)
            break
    if organ.court and court_is_intermediate(organ) and organ.court.endswith(_BELOW) and not any(word in organ.court for word in _HIGH):
        yield OFFICE_COURT.at(file, (*path, "court"), name=organ.name, said=organ.court)


def _wrong(organ: Organ, kind: str, field: str, said: str) -> tuple[str, str] | None:
    """Say why an organ cannot reconsider, or a government not be the one: nothing where it may."""
    term = terms.ORGAN_KINDS[kind]
    is_government = _GOVERNMENT in said
    if kind == "ministry":
        return None
    if kind == "vertical":
        return (f"{term.zh}的决定由上一级主管部门复议", "the department above reconsiders") if is_government and field == "reconsideration" else None
    if not is_government:
        return f"{term.zh}的决定由人民政府复议", "a people's government reconsiders"
    if kind == "government":
        own = said == organ.name and organ.level != "province" and field == "reconsideration"
        return ("人民政府的决定由上一级人民政府复议", "the government above reconsiders") if own else None
    if field == "reconsideration" and organ.government and not said.replace("人民政府", _GOVERNMENT).startswith(organ.government.replace("人民政府", _GOVERNMENT)):
        return f"应当是{organ.government}", f"it should be {organ.government}"
    place = said.partition(_GOVERNMENT)[0].removesuffix("人民")
    alike = len(place) >= _ALIKE and organ.name.startswith(place[:_ALIKE])
    return ("它不是这个机关的本级人民政府", "it is not the government of the same level") if alike and place not in organ.name else None
