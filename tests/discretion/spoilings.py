"""Ways in which an item departs from the articles that it cites: what a writer gets wrong, drawn over all items that have it.

Each spoiling takes the plain values of an item and gives the spoiled ones, with the path of the field that is wrong. They are made from what
the item says and quotes, not from what the program reads in the articles.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator

Values = dict
Spoiled = tuple[Values, tuple]
Spoiling = Callable[[Values], Iterator[Spoiled]]

OTHER_KIND = {
    "warning": "criticism",
    "criticism": "warning",
    "suspend-business": "restrict",
    "close": "suspend-licence",
    "revoke-licence": "suspend-licence",
    "confiscate-gains": "criticism",
    "confiscate-goods": "downgrade",
    "restrict": "downgrade",
}
WORDS = {"warning": "警告", "confiscate-gains": "没收违法所得", "confiscate-goods": "没收非法财物"}


def _statutory(values: Values) -> list[dict]:
    return values.get("discretion", {}).get("statutory", [])


def _tiers(values: Values) -> list[dict]:
    return values.get("discretion", {}).get("tiers", [])


def _limit(values: Values) -> dict | None:
    return values.get("time_limits", {}).get("statutory")


def _quoted(values: Values) -> str:
    return "\n".join(one.get("text", "") for one in values.get("basis", ()) if one.get("role") == "sanction")


def upper_bound_raised(values: Values) -> Iterator[Spoiled]:
    """Spoil it: A fine's upper bound is half as much again."""
    for at, one in enumerate(_statutory(values)):
        if "max" in one and one["sanction"] == "fine":
            spoiled = copy.deepcopy(values)
            _statutory(spoiled)[at]["max"] = one["max"] + max(1, one["max"] // 2)
            yield spoiled, ("discretion", "statutory", at)


def lower_bound_moved(values: Values) -> Iterator[Spoiled]:
    """Spoil it: A fine's lower bound is another."""
    for at, one in enumerate(_statutory(values)):
        if one.get("min") and one.get("max") and one["sanction"] == "fine" and one["min"] != one["max"]:
            spoiled = copy.deepcopy(values)
            _statutory(spoiled)[at]["min"] = one["min"] + (one["max"] - one["min"]) / 4 if one["unit"] == "times" else one["min"] + (one["max"] - one["min"]) // 4
            yield spoiled, ("discretion", "statutory", at)


def unit_changed(values: Values) -> Iterator[Spoiled]:
    """Spoil it: A multiple is called a percentage."""
    for at, one in enumerate(_statutory(values)):
        if one.get("unit") == "times":
            spoiled = copy.deepcopy(values)
            _statutory(spoiled)[at]["unit"] = "percent"
            for tier in _tiers(spoiled):
                for entry in tier.get("sanctions", ()):
                    if entry.get("unit") == "times":
                        entry["unit"] = "percent"
            yield spoiled, ("discretion", "statutory", at)


def subjects_swapped(values: Values) -> Iterator[Spoiled]:
    """Spoil it: The ranges of units and of persons are exchanged."""
    table = _statutory(values)
    units = [at for at, one in enumerate(table) if one.get("subject") == "单位" and "max" in one and one.get("unit") == "yuan"]
    persons = [at for at, one in enumerate(table) if one.get("subject") == "个人" and "max" in one]
    for first, second in zip(units, persons, strict=False):
        spoiled = copy.deepcopy(values)
        _statutory(spoiled)[first]["subject"], _statutory(spoiled)[second]["subject"] = "个人", "单位"
        yield spoiled, ("discretion", "statutory")


def demanded_dropped(values: Values) -> Iterator[Spoiled]:
    """Spoil it: A sanction that the article demands (no 可以 before it) stands neither in the ranges nor in the tiers."""
    for at, one in enumerate(_statutory(values)):
        word = WORDS.get(one["sanction"])
        clauses = [clause for clause in re.split("[；。：\n]", _quoted(values)) if word and word in clause]
        if not clauses or any("可以" in clause[: clause.index(word)] or "有违法所得" in clause for clause in clauses):
            continue
        spoiled = copy.deepcopy(values)
        del _statutory(spoiled)[at]
        for tier in _tiers(spoiled):
            if "sanctions" in tier:
                tier["sanctions"] = [entry for entry in tier["sanctions"] if entry["sanction"] != one["sanction"]]
        yield spoiled, ("discretion", "statutory")


def demanded_dropped_from_a_tier(values: Values) -> Iterator[Spoiled]:
    """Spoil it: A tier within the range of the first stage lacks what the article demands with the fine."""
    for one in _statutory(values):
        word = WORDS.get(one["sanction"])
        clause = next((each for each in re.split("[；。\n]", _quoted(values)) if word and word in each), "")
        fines = [each for each in _statutory(values) if each["sanction"] == "fine" and each.get("unit") == "yuan" and "note" not in each]
        if not clause or "可以" in clause[: clause.index(word)] or "罚款" not in clause or not fines or "subject" in one or "subject" in fines[0]:
            continue
        for at, tier in enumerate(_tiers(values)):
            given = tier.get("sanctions", [])
            money = [each for each in given if each["sanction"] == "fine" and each.get("unit") == "yuan"]
            inside = money and all(each.get("max", 0) <= fines[0]["max"] for each in money)
            if inside and any(each["sanction"] == one["sanction"] for each in given) and "减轻" not in tier["grade"]:
                spoiled = copy.deepcopy(values)
                _tiers(spoiled)[at]["sanctions"] = [each for each in given if each["sanction"] != one["sanction"]]
                yield spoiled, ("discretion", "tiers", at)


def fine_dropped(values: Values) -> Iterator[Spoiled]:
    """Spoil it: A fine of a later stage, or of the persons responsible, is missing."""
    for at, one in enumerate(_statutory(values)):
        if one["sanction"] == "fine" and (one.get("note") or "责任" in one.get("subject", "")) and sum(each["sanction"] == "fine" for each in _statutory(values)) > 1:
            spoiled = copy.deepcopy(values)
            del _statutory(spoiled)[at]
            yield spoiled, ("discretion",)


def other_kind(values: Values) -> Iterator[Spoiled]:
    """Spoil it: A sanction stands under the name of one that the article does not know."""
    for at, one in enumerate(_statutory(values)):
        if one["sanction"] in OTHER_KIND:
            spoiled = copy.deepcopy(values)
            entry = _statutory(spoiled)[at]
            entry["sanction"] = OTHER_KIND[one["sanction"]]
            entry.pop("name", None)
            for tier in _tiers(spoiled):
                for each in tier.get("sanctions", ()):
                    if each["sanction"] == one["sanction"]:
                        each["sanction"] = entry["sanction"]
            yield spoiled, ("discretion", "statutory", at)


def other_name(values: Values) -> Iterator[Spoiled]:
    """Spoil it: The statute's own name of a sanction is another's."""
    for at, one in enumerate(_statutory(values)):
        if one.get("name"):
            spoiled = copy.deepcopy(values)
            _statutory(spoiled)[at]["name"] = "暂扣营业执照" if "吊销" in one["name"] else "责令停工整治"
            yield spoiled, ("discretion", "statutory", at)


def choice_for_duty(values: Values) -> Iterator[Spoiled]:
    """Spoil it: The summary says 可以 of a fine that the article demands."""
    for found in re.finditer(r"(?<!以)(?:并?处)([^，。；处]{0,6}[0-9一二三四五六七八九十百千万]+(?:元|倍)以上[0-9一二三四五六七八九十百千万]+(?:元|倍)以下的?罚款)", _quoted(values)):
        before = _quoted(values)[: found.start()]
        if "可以" in re.split("[；。：\n]", before)[-1] or "单处" in re.split("[。：\n]", before)[-1]:
            continue
        spoiled = copy.deepcopy(values)
        spoiled["summary"] = f"违法的，可以处{found[1]}。"
        yield spoiled, ("summary",)


def duty_for_choice(values: Values) -> Iterator[Spoiled]:
    """Spoil it: The summary leaves the article's 可以 out."""
    for found in re.finditer(r"可以(?:并处|处)([0-9一二三四五六七八九十百千万]+元以下的?罚款)", _quoted(values)):
        spoiled = copy.deepcopy(values)
        spoiled["summary"] = f"违法的，一律处{found[1]}。"
        yield spoiled, ("summary",)


def range_in_answer(values: Values) -> Iterator[Spoiled]:
    """Spoil it: An answer gives a range that is none of the article's."""
    for one in _statutory(values):
        if one["sanction"] == "fine" and one.get("unit") == "yuan" and one.get("min"):
            spoiled = copy.deepcopy(values)
            low, high = one["min"], one["max"] * 3
            spoiled.setdefault("faq", []).append({"q": "会罚多少", "a": f"处{low // 10000 or low}{'万' if low >= 10000 else ''}元以上{high // 10000}万元以下罚款。"})
            yield spoiled, ("faq", len(spoiled["faq"]) - 1)


def limit_of_another_article(values: Values) -> Iterator[Spoiled]:
    """Spoil it: The article named for the limit sets none."""
    if _limit(values):
        spoiled = copy.deepcopy(values)
        _limit(spoiled)["basis"] = "行政处罚法第四条"
        _limit(spoiled).pop("note", None)
        yield spoiled, ("time_limits", "statutory")


def limit_lengthened(values: Values) -> Iterator[Spoiled]:
    """Spoil it: The limit is longer than its article's."""
    limit = _limit(values)
    if limit and "法" in limit.get("basis", "") and limit.get("amount"):
        spoiled = copy.deepcopy(values)
        _limit(spoiled)["amount"] = limit["amount"] + 17
        yield spoiled, ("time_limits", "statutory")


def time_of_the_payer(values: Values) -> Iterator[Spoiled]:
    """Spoil it: The fifteen days in which a fine is to be paid are called the office's."""
    if _limit(values):
        spoiled = copy.deepcopy(values)
        spoiled["time_limits"]["statutory"] = {"amount": 15, "unit": "day", "basis": "行政处罚法第六十七条第三款"}
        spoiled["time_limits"].pop("promised", None)
        yield spoiled, ("time_limits", "statutory")


def notice_as_limit(values: Values) -> Iterator[Spoiled]:
    """Spoil it: The seven days before a hearing are called the limit."""
    if _limit(values):
        spoiled = copy.deepcopy(values)
        spoiled["time_limits"]["statutory"] = {"amount": 7, "unit": "day", "basis": "行政处罚法第六十四条第二项"}
        spoiled["time_limits"].pop("promised", None)
        yield spoiled, ("time_limits", "statutory")


def limit_by_no_law(values: Values) -> Iterator[Spoiled]:
    """Spoil it: The item says itself that no law sets the limit."""
    if _limit(values):
        spoiled = copy.deepcopy(values)
        _limit(spoiled)["basis"] = "法律没有规定期限，由本机关确定"
        yield spoiled, ("time_limits", "statutory")


def no_article(values: Values) -> Iterator[Spoiled]:
    """Spoil it: What creates the power is cited without an article."""
    creating = [one for one in values.get("basis", ()) if one.get("role", "establishes") in {"establishes", "sanction"}]
    if creating and values["category"] not in {"public_service", "internal", "other"} and values.get("states", [{}])[-1].get("state") != "abolished":
        spoiled = copy.deepcopy(values)
        for one in spoiled["basis"]:
            if one.get("role", "establishes") in {"establishes", "sanction"}:
                one.pop("article", None)
                one.pop("paragraph", None)
                one.pop("item", None)
        yield spoiled, ("basis",)


def created_by_a_document(values: Values) -> Iterator[Spoiled]:
    """Spoil it: A permit, a penalty or coercion rests on a normative document alone."""
    if values["category"] in {"permit", "penalty", "coercion"} and values.get("basis") and values.get("states", [{}])[-1].get("state") != "abolished":
        spoiled = copy.deepcopy(values)
        for one in spoiled["basis"]:
            if one.get("role", "establishes") in {"establishes", "sanction"}:
                one.update(law="notice", version=None)
                one.pop("version")
        yield spoiled, ("basis",)


def exemption_without_ground(values: Values) -> Iterator[Spoiled]:
    """Spoil it: An exemption names an article that gives none."""
    for at, one in enumerate(values.get("discretion", {}).get("exemptions", ())):
        if one.get("basis"):
            spoiled = copy.deepcopy(values)
            spoiled["discretion"]["exemptions"][at]["basis"] = "行政处罚法第四十四条"
            yield spoiled, ("discretion", "exemptions", at)


def mitigation_by_choice(values: Values) -> Iterator[Spoiled]:
    """Spoil it: 可以 is said where the law says that a penalty is to be mitigated."""
    for at, one in enumerate(values.get("discretion", {}).get("exemptions", ())):
        if "第三十二条" in one.get("basis", "") and "从轻或者减轻" in one["text"]:
            spoiled = copy.deepcopy(values)
            spoiled["discretion"]["exemptions"][at]["text"] = one["text"].replace("从轻或者减轻", "可以从轻或者减轻")
            yield spoiled, ("discretion", "exemptions", at)


SPOILINGS: tuple[Spoiling, ...] = (
    upper_bound_raised,
    lower_bound_moved,
    unit_changed,
    subjects_swapped,
    demanded_dropped,
    demanded_dropped_from_a_tier,
    fine_dropped,
    other_kind,
    other_name,
    choice_for_duty,
    duty_for_choice,
    range_in_answer,
    limit_of_another_article,
    limit_lengthened,
    time_of_the_payer,
    notice_as_limit,
    limit_by_no_law,
    no_article,
    created_by_a_document,
    exemption_without_ground,
    mitigation_by_choice,
)
