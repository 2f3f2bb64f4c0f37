"""Flows for tests: short to write, and made at random."""

from hypothesis import strategies as st

from quanli.catalogue.power import Flows, Limit, Power, Quantity, Step, TimeLimits

NAMES = ("申请", "受理", "材料是否齐全", "一次告知补正", "现场核查并制作笔录", "集体讨论决定（重大事项）", "送达")


def power(external=(), internal=(), promised=None):
    """Make a power with flows; ``promised`` is in working days."""
    limits = TimeLimits(promised=Limit(promised, "workday")) if promised is not None else None
    return Power(code="A-1", name="某事项", category="permit", office="o", time_limits=limits, flows=Flows(tuple(external), tuple(internal)))


def step(number, days=None, **more):
    """Make the step s0, s1, …; ``days`` are working days."""
    return Step(id=f"s{number}", name=more.pop("name", f"环节{number}"), limit=None if days is None else Quantity(days, "workday"), **more)


@st.composite
def steps(draw):
    """Draw a flow of two to nine steps whose arrows lead anywhere."""
    count = draw(st.integers(2, 9))
    ids = st.integers(0, count - 1).map(lambda number: f"s{number}")
    made = []
    for number in range(count):
        leads = draw(st.sampled_from(({}, {"next": draw(ids)}, {"branches": {"是": draw(ids), "否": draw(ids)}, "kind": "decision"})))
        who = {"actor": draw(st.sampled_from(("", "申请人", "窗口", "承办机构"))), "documents": draw(st.sampled_from(((), ("决定书",))))}
        made.append(step(number, draw(st.sampled_from((None, -2, 0, 1, 9))), name=draw(st.sampled_from(NAMES)), **leads, **who))
    return tuple(made)
