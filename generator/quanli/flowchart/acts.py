"""What is done in a step, read from its name: 立案, 调查, 法制审核, 告知, 听证, 决定, 送达 … An act is known by the words that statutes use for it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

_NO_DECISION = (
    r"决定(?:立案|是否|书|生效|后|的)|(?:送达|履行|执行|公开|收到|按|不服|复议|随处罚|停产停业等?|拟)[^，；]{0,8}决定|拒不|申请|当场处罚")
"""Words beside which 决定 is no act of the office."""
ACTS: Mapping[str, tuple[str, str, re.Pattern[str], re.Pattern[str] | None]] = MappingProxyType({
    key: (zh, en, re.compile(words), re.compile(unless) if unless else None)
    for key, (zh, en, words, unless) in {
        "accept": ("受理", "acceptance", r"受理", r"不予受理|是否受理|受理(?:范围|条件|点)"),
        "file": ("立案", "opening of the case", r"立案", r"转立案|移送|或者立案|不予立案|撤销立案|立案(?:后|查处)"),
        "probe": ("调查", "investigation", r"调查|取证", r"事先|移送"),
        "legal": ("法制审核", "legal review", r"法制审[核查]|合法性审[核查]|法核", None),
        "review": ("审查", "review", r"审核|审查|复核|初审|形式审查", r"法制审|审核通过|事后"),
        "notice": ("事先告知", "prior notice",
                   r"告知(?:$|，|、|单位|当事人|相对人|企业|处罚|拟|权利|陈述|申辩|听证)|(?:事先|事前|处罚|先行|权利)告知", r"一次|补正|受理|立案|不告知|加处|复检|结果"),
        "heard": ("听取意见", "the hearing of the party", r"听取[^，；]{0,6}(?:陈述|申辩|意见)|(?:事先|事前)告知", r"征求|公开"),
        "hearing": ("听证", "hearing", r"听证", r"告知|是否|权利|要求听证"),
        "approve": ("负责人批准", "approval by the head", r"批准|审批", None),
        "seize": ("查封、扣押", "sealing or seizure", r"查封|扣押|^实施$", r"解除|建议|退还|紧急|先行|先实施|来不及|补办"),
        "taken": ("查封、扣押", "sealing or seizure", r"查封|扣押|^实施$", r"解除|建议|退还"),
        "lift": ("解除", "release", r"解除(?:查封|扣押|并|$)", r"期满或者"),
        "urge": ("催告", "demand", r"催告", None),
        "court": ("申请法院强制执行", "application to the court", r"(?:申请|向)[^，；]{0,4}法院", None),
        "decide": ("决定", "decision", r"决定|(?:^|[，、并会长人])(?:批准|审批|核准)(?!延|立案|其他)|裁决$", _NO_DECISION),
        "settle": ("作出决定", "decision", r"决定", _NO_DECISION),
        "serve": ("送达", "service",
                  r"^送达(?:并|，|、|$|决定|当事人|申请人|单位)|决定书?[^，；]{0,6}送达|送达[^，；]{0,8}(?:决定书|许可证|批复|证照|证书)|并送达$", r"受理|告知|通知|听证"),
    }.items()
})
"""Each act with its names, the words that tell it, and those beside which the words mean something else."""


@functools.lru_cache(maxsize=4096)
def acts_of(name: str) -> frozenset[str]:
    """Give the acts that the name of a step tells: "审核并决定" is both."""
    return frozenset(key for key, (_, _, words, unless) in ACTS.items() if words.search(name) and not (unless and unless.search(name)))
