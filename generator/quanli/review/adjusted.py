"""What a change adjusts with it: the elements of the flow that a change of an item or its state must name, and both charts.

D14 asks of a change of an item or a state, besides content and basis, what follows for 办理时限、岗位人员、工作职责、格式文书; D15 asks for the new
charts, external and internal. A change says so in one line, and the line is held against what really differs::

    Adjusts: 时限=调整; 岗位=不变; 职责=不变; 文书=调整
    Adjusts: 内部流程=不变（对外合并了告知，内部环节没有增减）
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from quanli.catalogue.content_kinds import FORM, FORM_FILE
from quanli.catalogue.power import Power, Step
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.review.changed import FileReview

ADJUSTS_UNCLEAR = Rule(
    "ADJUSTS_UNCLEAR", "error",
    zh="Adjusts 没有写明“{element}”是调整还是不变", en='Adjusts does not say whether "{element}" is “调整” (adjusted) or “不变” (stays)',
    hint_zh="写成“Adjusts: 时限=不变; 岗位=调整; 职责=不变; 文书=不变”", hint_en="write: Adjusts: 时限=不变; 岗位=调整; 职责=不变; 文书=不变",
    follows="盐城食药监局制度第十四条：提交因此而引起的流程各要素（包括办理时限、岗位人员、工作职责、格式文书等）调整的材料",
)
ADJUSTS_UNTRUE = Rule(
    "ADJUSTS_UNTRUE", "error",
    zh="Adjusts 写“{element}={said}”，实际{really}", en='Adjusts says "{element}={said}", but {really_en}',
    hint_zh="改成与改动一致，或者补上这一要素的改动", hint_en="say what the change does, or adjust the element",
    follows="盐城食药监局制度第十四条",
)
FLOW_ONE_CHART = Rule(
    "FLOW_ONE_CHART", "error",
    zh="只改了{changed}流程图，{left}流程图没有改，也没有说明为什么不变", en="only the {changed_en} chart changed, and nothing says why the {left_en} one stays",
    hint_zh="一并改{left}流程图，或者写“Adjusts: {left}流程=不变（理由）”", hint_en="change the {left_en} chart too, or write: Adjusts: {left}流程=不变（why）",
    follows="盐城食药监局制度第十五条：编制和提交新的权力运行流程图（外部、内部）",
)

ELEMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "时限": ("办理时限",), "岗位": ("岗位人员",), "职责": ("工作职责",), "文书": ("格式文书",), "外部流程": ("外部流程图",), "内部流程": ("内部流程图",),
})  # fmt: skip
"""What a change may adjust, with its longer names in the founding rule."""
NAMED = ("时限", "岗位", "职责", "文书")
"""What each change of an item or a state names."""
ADJUSTED, STAYS = "调整", "不变"
_NAMES = MappingProxyType({name: key for key, more in ELEMENTS.items() for name in (key, *more)})
_ENTRY = re.compile(r"\s*([^=＝:：；;，,（(\s]+)\s*[=＝:：]\s*(调整|不变)\s*(?:[（(]([^（）()]*)[)）])?\s*(?:[；;，,]|$)")
_CHARTS = (("外部", "external"), ("内部", "internal"))


@frozen
class Adjusts:
    """What the line says: of each element whether it is adjusted or stays, and why; ``unclear`` is the first part that says neither."""

    said: Mapping[str, tuple[str, str]]
    unclear: str = ""


def read_adjusts(text: str) -> Adjusts:
    """Read the trailer ``Adjusts``."""
    said: dict[str, tuple[str, str]] = {}
    at = 0
    while text[at:].strip():
        found = _ENTRY.match(text, at)
        element = _NAMES.get(found[1], "") if found else ""
        if not found or not element or element in said:
            return Adjusts(said, re.split(r"[；;，,]", text[at:].strip())[0].strip() or text[at:].strip())
        said[element] = (found[2], (found[3] or "").strip())
        at = found.end()
    return Adjusts(said)


def check_adjusts(text: str, files: Iterable[FileReview]) -> Iterator[Problem]:
    """Hold the line of a change that must have one against what the change does."""
    read = read_adjusts(text)
    missing = [element for element in NAMED if element not in read.said]
    if read.unclear or missing:
        yield ADJUSTS_UNCLEAR.at("", element=read.unclear or missing[0])
    changed = adjusted(files)
    for element in NAMED:
        said = read.said.get(element, ("", ""))[0]
        if said == STAYS and element in changed:
            yield ADJUSTS_UNTRUE.at("", element=element, said=said, really=f"改了（{changed[element]}）", really_en=f"it changed ({changed[element]})")
        elif said == ADJUSTED and element not in changed:
            yield ADJUSTS_UNTRUE.at("", element=element, said=said, really="没有改", really_en="it did not change")


def check_charts(file: FileReview, text: str) -> Iterator[Problem]:
    """Ask of an item whose flow changed for both new charts, or why one stays."""
    if not isinstance(file.before, Power) or not isinstance(file.after, Power):
        return
    changed = {str(change.path[1]) for change in file.changes if change.kind == "flow" and change.path[:1] == ("flows",) and len(change.path) > 1}
    said = read_adjusts(text).said
    for (name, chart), (left, other) in (_CHARTS, _CHARTS[::-1]):
        stays, why = said.get(f"{left}流程", ("", ""))
        if chart in changed and other not in changed and not (stays == STAYS and why):
            yield FLOW_ONE_CHART.at(file.path, ("flows", other), changed=name, left=left, changed_en=chart, left_en=other)


def adjusted(files: Iterable[FileReview]) -> dict[str, str]:
    """Tell which elements really differ, each with the first item or file where it does."""
    found: dict[str, str] = {}
    for file in files:
        if FORM.id_of(file.path) or FORM_FILE.id_of(file.path):
            found.setdefault("文书", file.path)
        before, after = file.before, file.after
        if isinstance(before, Power) and isinstance(after, Power):
            for element, value in _VALUES.items():
                if value(before) != value(after):
                    found.setdefault(element, file.code)
    return found


def adjusts_text(files: Iterable[FileReview]) -> str:
    """Write the line as the change really is."""
    changed = adjusted(files)
    return "; ".join(f"{element}={ADJUSTED if element in changed else STAYS}" for element in NAMED)


def _steps(power: Power) -> tuple[Step, ...]:
    return (*power.flows.external, *power.flows.internal) if power.flows else ()


def _each(power: Power, value: Callable[[Step], Any]) -> tuple[Any, ...]:
    return tuple(found for step in _steps(power) if (found := value(step)))


def _limits(power: Power) -> tuple[Any, ...]:
    limits = power.time_limits
    stated = (limits.statutory, limits.promised, limits.correction) if limits else ()
    return tuple((one.amount, one.unit) if one else None for one in stated), tuple(one.limit for one in power.special_steps), _each(power, lambda step: step.limit)


def _posts(power: Power) -> tuple[Any, ...]:
    return power.unit, _each(power, lambda step: (step.post, step.unit) if step.post or step.unit else None)


def _duties(power: Power) -> tuple[Any, ...]:
    return power.responsibilities, _each(power, lambda step: step.duties)


def _documents(power: Power) -> tuple[Any, ...]:
    forms = tuple((one.form, one.sample) for one in power.materials or () if one.form or one.sample)
    return forms, power.attachments, _each(power, lambda step: step.documents)


_VALUES: Mapping[str, Callable[[Power], tuple[Any, ...]]] = MappingProxyType({"时限": _limits, "岗位": _posts, "职责": _duties, "文书": _documents})
