"""What prose says under its name: limits, tiers, fees, visits."""

import pytest

from quanli.catalogue.named_rules import check_named
from quanli.catalogue.power import (
    Channels,
    Discretion,
    Factor,
    Fee,
    Interval,
    Limit,
    Material,
    Power,
    Question,
    SanctionRange,
    Tier,
    TimeLimits,
)

TABLE = Discretion(
    factors=(Factor("years", "年限", "年"), Factor("people", "人数", "人")),
    tiers=(
        Tier("轻微", {"years": Interval(None, 2)}, sanctions=(SanctionRange("fine", min=10000, max=10000, unit="yuan"),)),
        Tier("一般", {"years": Interval(2, 4), "people": Interval(20, 50)}, sanctions=(SanctionRange("fine", min=10000, max=20000, unit="yuan"),)),
    ),
)


def told(**fields):
    subject = Power(code="A", name="a", category="permit", office="o", **fields)
    return [(found.code, found.severity, found.path, found.args["text"]) for found in check_named(subject, "a.yaml")]


LIMITS = TimeLimits(Limit(20, "workday"), Limit(5, "workday"))


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        ("法定 20 个工作日，本局承诺 5 个工作日。", ""),
        ("承诺时限为 20 个工作日。", "承诺时限为 20 个工作日"),
        ("法定十五个工作日。", "法定十五个工作日"),
        ("经批准法定期限 20 个工作日可以延长。", ""),
    ],
)
def test_a_limit_is_the_one_whose_name_it_bears(summary, text):
    """The promised and the statutory limit are told apart: the number of the one is wrong under the name of the other."""
    assert told(summary=summary, time_limits=LIMITS) == ([("LIMIT_SAID", "error", ("summary",), text)] if text else [])


@pytest.mark.parametrize(
    ("answer", "texts"),
    [
        ("满 2 年不满 4 年的属于“一般”，罚 1 万元以上 2 万元以下。", []),
        ("满 2 年不满 5 年的属于“一般”，罚 1 万元以上 3 万元以下。", ["5 年", "3 万元"]),
        ("满 30 人属于“一般”。", ["30 人"]),
        ("2 年的不是“轻微”就是“一般”，罚 9 万元。", []),
        ("属于“从重”，罚 9 万元。", []),
    ],
)
def test_a_sentence_that_names_a_tier_names_its_bounds(answer, texts):
    """Bounds and fines beside the name of one tier are that tier's."""
    assert [text for _, _, _, text in told(faq=(Question("q", answer),), discretion=TABLE)] == texts


@pytest.mark.parametrize(
    ("fees", "answer", "code"),
    [
        ((), "领证时收取工本费 10 元。", "FEE_SAID"),
        ((), "体检费由医院收取 50 元。", None),
        ((), "不收费。", None),
        ((Fee("工本费", 20),), "每本收费 20 元。", None),
        ((Fee("工本费", 20),), "收费 30 元。", "FEE_SAID"),
        ((Fee("工本费", 20),), "材料齐全当场办结，不收费。", "FREE_SAID"),
        ((Fee("检定费", standard="按省定标准"),), "收费 30 元。", None),
        (None, "收费 30 元。", None),
    ],
)
def test_what_is_asked_is_what_the_fees_say(fees, answer, code):
    """A fee in prose is one of the item's, and free is what has no fee; fees of others and standards are left alone."""
    assert [one[0] for one in told(faq=(Question("q", answer),), fees=fees)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("visits", "answer", "text"),
    [
        (1, "只跑一次。", ""), (1, "要跑两次。", "要跑两次"), (0, "最多跑一次。", ""), (2, "最多跑一次。", "最多跑一次"), (1, "一次都不用跑。", "一次都不用跑"),
        (1, "能联网查到的，一次都不用跑。", ""), (0, "不用跑腿。", ""),
    ],
)
def test_visits_in_prose_are_those_of_the_field(visits, answer, text):
    """How often one must come is said as the field has it; what holds in some case only is left alone."""
    found = told(faq=(Question("q", answer),), channels=Channels(visits=visits))
    assert found == ([("VISITS_SAID", "error", ("faq", 0, "a"), text)] if text else [])


@pytest.mark.parametrize(("summary", "count"), [("材料齐全当场办结，不收费。", 1), ("查询当场办结，复核另行答复。", 0), ("能当场答复的当场答复。", 0)])
def test_at_once_is_said_of_what_is_promised_at_once(summary, count):
    """A promise of days is not done on the spot, unless in some case."""
    found = [one for one in told(summary=summary, time_limits=LIMITS) if one[0] == "AT_ONCE_SAID"]
    assert len(found) == count


@pytest.mark.parametrize(("answer", "text"), [("申请材料共 2 项。", ""), ("申请材料一共四项。", "材料一共四项"), ("只要 1 样材料。", "只要 1 样材料"), ("代办的，材料共 5 项。", "")])
def test_as_many_materials_are_said_as_there_are(answer, text):
    """The number of materials in prose lies between those always needed and all."""
    materials = (Material("申请表"), Material("身份证"), Material("委托书", "conditional", "代办的"))
    found = [one[3] for one in told(faq=(Question("q", answer),), materials=materials) if one[0] == "MATERIALS_SAID"]
    assert found == ([text] if text else [])
