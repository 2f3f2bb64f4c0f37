"""The order of a case: no way through a flow comes to a later act round the earlier one that the law puts before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quanli.catalogue.power import Power, Step
from quanli.errors import Path, Problem, Rule
from quanli.flowchart.acts import ACTS, acts_of
from quanli.flowchart.graph import Lead, roots_of
from quanli.flowchart.ways import Heads, reached
from quanli.frozen import frozen

FLOW_ORDER = Rule(
    "FLOW_ORDER", "error",
    zh="“{then}”可以绕过“{first}”：{what_zh}（{article}）",
    en='"{then}" can be reached round "{first}": {what_en} ({article})',
    hint_zh="让每条路径先经过{first_zh}；不需要{first_zh}的情形，用判断写明是否需要",
    hint_en="let every way pass the {first_en} first; where it is not needed, let a decision ask whether it is",
    follows="行政处罚法第四十四条、第五十四条、第五十七条、第五十八条；行政许可法第三十二条、第三十四条、第三十七条；行政强制法第十八条、第五十四条；其他类别依流程图自己的审核环节",
)
FLOW_TOO_LATE = Rule(
    "FLOW_TOO_LATE", "error",
    zh="“{late}”排在“{after}”之后，应当在它之前：{what_zh}（{article}）",
    en='"{late}" comes after "{after}" and should come before it: {what_en} ({article})',
    hint_zh="把{late_zh}移到{after_zh}之前", hint_en="move the {late_en} before the {after_en}",
    follows="行政处罚法第六十五条；行政许可法第四十八条第二款（听证在决定之前）",
)


@frozen
class Order:
    """Two acts of which one comes before the other.

    ``always``: no case comes to the second without the first, as far as the flow has the first at all. Otherwise the
    first may be left out (a hearing that nobody asks for), only not come after the second.
    """

    categories: frozenset[str]
    first: str
    then: str
    article: str
    zh: str
    en: str
    always: bool = True


_PENALTY, _PERMIT, _COERCION, _INTERNAL = (frozenset({one}) for one in ("penalty", "permit", "coercion", "internal"))
_OTHERS = frozenset({"approval", "confirmation", "payment", "public_service", "reward", "adjudication", "other"})
_CHART = "流程图自己的审核环节"

ORDERS = (
    Order(_PENALTY, "file", "settle", "行政处罚法第五十四条第二款", "符合立案标准的应当及时立案", "a case is opened first"),
    Order(_PENALTY, "probe", "settle", "行政处罚法第五十四条第一款、第五十七条", "调查终结才作出决定", "a decision follows the end of the investigation"),
    Order(_PENALTY, "legal", "settle", "行政处罚法第五十八条第一款", "未经法制审核或者审核未通过的，不得作出决定", "without legal review there is no decision"),
    Order(_PENALTY, "notice", "settle", "行政处罚法第四十四条、第六十二条", "作出决定之前应当告知，未告知的不得作出决定", "without prior notice there is no decision"),
    Order(_PENALTY, "notice", "hearing", "行政处罚法第六十四条第一项", "听证在告知后五日内要求", "a hearing is asked for after the notice"),
    Order(_PENALTY, "hearing", "settle", "行政处罚法第六十五条", "听证结束后根据笔录作出决定", "the decision follows the hearing", always=False),
    Order(_PENALTY, "settle", "serve", "行政处罚法第六十一条", "决定书宣告后交付或者送达", "what is served is the decision"),
    Order(_PERMIT, "accept", "decide", "行政许可法第三十二条、第四十二条", "自受理之日起作出决定", "a decision follows acceptance"),
    Order(_PERMIT, "review", "decide", "行政许可法第三十四条、第三十七条", "审查后作出决定", "a decision follows the review"),
    Order(_PERMIT, "legal", "decide", "行政许可法第三十七条；流程图的法制审核环节", "审核后作出决定", "a decision follows the review"),
    Order(_PERMIT, "hearing", "decide", "行政许可法第四十八条第二款", "根据听证笔录作出决定", "the decision follows the hearing", always=False),
    Order(_PERMIT, "decide", "serve", "行政许可法第四十四条", "作出决定之后颁发、送达", "a decision is served once it is made"),
    Order(_COERCION, "approve", "seize", "行政强制法第十八条第一项", "实施前须经负责人批准；紧急的依第十九条补办", "the head approves beforehand"),
    Order(_COERCION, "taken", "lift", "行政强制法第二十八条", "解除的是已经实施的查封、扣押", "what is released has been seized"),
    Order(_COERCION, "urge", "court", "行政强制法第五十四条", "申请法院强制执行前应当催告", "a demand comes before the application"),
    Order(_COERCION, "legal", "settle", _CHART, "审核后才作出决定", "a decision follows the review"),
    Order(_INTERNAL, "legal", "decide", "重大行政决策程序暂行条例第二十五条", "未经合法性审查不得提交讨论", "what was not reviewed is not put up for decision"),
    Order(_OTHERS, "accept", "decide", "流程图自己的受理环节", "受理后才作出决定", "a decision follows acceptance"),
    Order(_OTHERS, "review", "decide", _CHART, "审核后才作出决定", "a decision follows the review"),
    Order(_OTHERS, "legal", "decide", _CHART, "审核后才作出决定", "a decision follows the review"),
    Order(_OTHERS, "heard", "decide", "流程图自己的告知环节", "告知并听取意见后才作出决定", "a decision follows the notice"),
    Order(_OTHERS, "hearing", "decide", "流程图自己的听证环节", "听证后才作出决定", "a decision follows the hearing", always=False),
)
"""Which act comes before which, in which category, each with its article.

The simple procedure (a penalty on the spot, 行政处罚法第五十一条; a permit decided at once, 行政许可法第三十四条第二款) is no decision
in this sense where the step's name says so. Filing after the first inquiries is allowed: 第五十四条 asks for an investigation
wherever a breach is found, and for filing once the standard is met. Where a decision asks whether an act is needed
(是否需要法制审核), going on without it is its answer.
"""


_OF = {category: tuple(order for order in ORDERS if category in order.categories) for category in sorted(set().union(*(order.categories for order in ORDERS)))}


def check_order(power: Power, steps: Sequence[Step], leads: Sequence[Sequence[Lead]], heads: Heads, file: str, at: Path) -> Iterator[Problem]:
    """Check the order of one flow whose targets are all known."""
    acts: dict[str, set[int]] = {}
    for i, step in enumerate(steps):
        if step.kind == "step":
            for act in acts_of(step.name):
                acts.setdefault(act, set()).add(i)
    if len(acts) < 2:
        return
    over = [(tail, head) for tail, ways in enumerate(heads) for head in ways if head > tail + 1]
    over += [(-1, i) for i in roots_of(steps) if i]
    for order in _OF.get(power.category, ()):
        first = acts.get(order.first)
        then = acts.get(order.then)
        if first and then and not then <= first and not (order.always and _plain(min(first), min(then - first), over)):
            yield from _held(order, _Flow(steps, leads, heads), first, then - first, file, at)


def _plain(first: int, then: int, over: Sequence[tuple[int, int]]) -> bool:
    """Tell at once that no arrow leads over the first act, which is listed before the other: then no way goes round it."""
    return first < then and not any(tail < first < head for tail, head in over)


@frozen
class _Flow:
    steps: Sequence[Step]
    leads: Sequence[Sequence[Lead]]
    heads: Heads

    def around(self, shut: set[int], roots: Iterable[int]) -> set[int]:
        """Give every step that is reached without going through some steps."""
        found: set[int] = set()
        waiting = [root for root in roots if root not in shut]
        while waiting:
            step = waiting.pop()
            if step not in found:
                found.add(step)
                waiting.extend(head for head in self.heads[step] if head not in shut)
        return found


def _held(order: Order, flow: _Flow, first: set[int], then: set[int], file: str, at: Path) -> Iterator[Problem]:
    if not order.always:
        yield from _late(order, flow, first, then, file, at)
        return
    around = flow.around(first, roots_of(flow.steps))
    jumped = min(then & around, default=None)
    place = None if jumped is None else _jump(order, flow, first, jumped, around)
    if jumped is not None and place is not None:
        yield FLOW_ORDER.at(
            file, (*at, *place), first=flow.steps[min(first)].name, then=flow.steps[jumped].name, what_zh=order.zh, what_en=order.en,
            article=order.article, first_zh=ACTS[order.first][0], first_en=ACTS[order.first][1])


def _late(order: Order, flow: _Flow, first: set[int], then: set[int], file: str, at: Path) -> Iterator[Problem]:
    for late in sorted(first):
        after = next((i for i in sorted(then) if late in reached(flow.heads, [i]) and i not in reached(flow.heads, [late])), None)
        if after is not None:
            yield FLOW_TOO_LATE.at(
                file, (*at, late, "name"), late=flow.steps[late].name, after=flow.steps[after].name, what_zh=order.zh, what_en=order.en,
                article=order.article, late_zh=ACTS[order.first][0], late_en=ACTS[order.first][1], after_zh=ACTS[order.then][0],
                after_en=ACTS[order.then][1])


def _jump(order: Order, flow: _Flow, first: set[int], then: int, around: set[int]) -> Path | None:
    """Find the arrow with which a case goes round the first act; nothing where a decision asked whether it is needed.

    It is one that leads past the act as the steps are listed, or else from a step that could still come to the act to
    one that cannot any more. Where the act stands altogether after the other, the place is the other.
    """
    onward = {i for i in around if then in flow.around(first, [i])}
    able = {i for i in around if i != then and first & flow.around({then}, [i])}
    past: list[tuple[Path, bool]] = []
    away: list[tuple[Path, bool]] = []
    for tail in sorted(around - {then}):
        for lead in flow.leads[tail]:
            if lead.head not in onward:
                continue
            asked = _asks(order, flow.steps[tail], lead.label)
            if len(lead.path) > 1 and any(tail < act < lead.head for act in first):
                past.append((lead.path, asked))
            elif tail in able and lead.head not in able:
                away.append((lead.path if len(lead.path) > 1 else (then, "name"), asked))
    found = past or away
    return next((path for path, asked in found if not asked), None if found else (then, "name"))


_NEED = ("需要", "需不需要", "必要", "应否", "紧急", "来得及", "重大", "复杂", "当场", "简易")


def _asks(order: Order, step: Step, label: str) -> bool:
    """Tell whether a decision is about the act itself: whether it is needed, or whether the case is a simple one."""
    said = step.name + label
    words = ACTS[order.first][2]
    return step.kind == "decision" and (any(word in said for word in _NEED) or (words.search(step.name) is not None and "听证" not in step.name))
