"""The chains of the founding rules: of each kind of change what must be said of it, and who agrees, one after another.

A is the rule of 扬州市住房公积金管理中心 (扬金管〔2010〕49号), D that of 盐城食品药品监管局 (2010-08-17): two ways of naming the same four steps.
Where neither speaks, the report of 南通工商局 (C), the rule of a grain bureau (B) or the report of 楚州区安监局 (E) is followed,
and what may change the procedure itself goes the longest way.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quanli.frozen import frozen
from quanli.history.kinds import Kind
from quanli.records.fields import Term

ROLES: Mapping[str, Term] = MappingProxyType({
    "Proposed-By": Term("部门提出", "proposed by the department"),
    "Legal-Review": Term("法制机构审核", "reviewed by the legal office"),
    "Approved-By": Term("分管领导批准", "approved by the leader in charge"),
    "Determined-By": Term("政府法制机构审定", "determined by the government's legal affairs office"),
})  # fmt: skip
"""Trailers by which somebody agrees, in the order in which they do: D13(一)–(四); A12 has 书面申请, 中心办公室 (A8: 法制审核), 中心领导, 市政府法制办."""

TRIGGERS: Mapping[str, Term] = MappingProxyType({
    "法律修改": Term("所依据的法律、法规、规章修改（A12，D13）", "a statute that it rests on was amended"),
    "法律废止": Term("所依据的法律、法规、规章废止（A12，D13）", "a statute that it rests on was repealed"),
    "客观情况变化": Term("办理的客观情况发生重大变化（A12，D13）", "circumstances changed greatly"),
    "法律授权": Term("法律、法规、规章赋予新的权力（C 一之二）", "a statute gave a new power"),
    "行使主体调整": Term("法律、法规、规章调整行使主体（C 一之二）", "a statute moved the power to another organ"),
    "三集中三到位": Term("行政审批“三集中、三到位”（C 一之二）", "permits brought together in one office"),
    "流程优化": Term("优化审批流程（C 一之二）", "the flow was made better"),
    "目录公布": Term("政府公布的目录调整（C 一之三）", "the government published another catalogue"),
    "权力清理": Term("清理依据不充分、权责不明确的权力（E 一）", "powers without sufficient basis were cleared away"),
    "上级文件": Term("上级机关的文件要求（D23）", "a document of a higher organ asks for it"),
    "更正错漏": Term("更正错漏、删除错误数据（A13(3)，D17(3)）", "errors were mended"),
})  # fmt: skip
"""What may bring a change about: the words of the trailer ``Trigger``, with where they come from."""


@frozen
class Chain:
    """What a kind of change asks: trailers that say something, and roles that agree, in this order."""

    say: tuple[str, ...]
    approve: tuple[str, ...]


_FOUR = tuple(ROLES)
_THREE = _FOUR[:3]
_TWO = _FOUR[:2]
_WHY = ("Change-Reason",)
_ITEM = ("Change-Reason", "Trigger", "Legal-Basis")
_ADJUSTED = (*_ITEM, "Adjusts")

FOUNDING: Mapping[Kind, Chain] = MappingProxyType({
    "added": Chain(_ITEM, _FOUR),  # A12, D13: 行政权力事项（包括增加和取消）; D14: 变更内容、法律依据
    "cancelled": Chain(_ITEM, _FOUR),  # the same; nothing of its flow is left to adjust
    "moved": Chain(_ADJUSTED, _FOUR),  # C 一之二: 调整行政权力行使主体, for the items D13, D14
    "renumbered": Chain(("Change-Reason", "Trigger"), _FOUR),  # C 一之一: 名称、编码 belong to the item, so A12, D13
    "content": Chain(_ADJUSTED, _FOUR),  # A12, D13; D14: 变更内容、法律依据, and 办理时限、岗位人员、工作职责、格式文书
    "state": Chain(_ADJUSTED, _FOUR),  # A12, D13: 启用、挂起、废止、解挂; D14
    "subject": Chain(_ADJUSTED, _FOUR),  # C 一之二: 调整行政权力行使主体; D14
    "flow": Chain(("Change-Reason", "Trigger"), _FOUR),  # A12, D13; D15: 变更原因, 新的流程图（外部、内部）
    "discretion": Chain(("Change-Reason", "Trigger"), _FOUR),  # A12, D13; D16: 变更原因, 新的自由裁量标准
    "remedies": Chain(("Change-Reason", "Legal-Basis"), _FOUR),  # C 三之二: 行政复议应诉; they bind like the item itself: A12, D13
    "post": Chain(_WHY, _THREE),  # A13(2): 办公室审核，分管领导批准; D17(2): 法规处审核，局分管领导批准
    "staff": Chain(_WHY, _THREE),  # A13(2), D17(2): 变更原因、人员变更名单
    "guidance": Chain(("Change-Reason", "Legal-Basis"), _THREE),  # A8(3), D7(3): 权力库; the legal office answers for what it says of law
    "register": Chain(_WHY, _TWO),  # A10, A11, D10: 职能部门录入、上报; D7(4), E: 法规处、政策法规科法制监督
    "law": Chain(_WHY, _THREE),  # A8(3), D7(3): 权力库的建设、维护
    "theme": Chain(_WHY, _THREE),  # A13(3), D17(3): 系统程序修改
    "settings": Chain(_WHY, _FOUR),  # A13(3), D17(3), and A16, D19: 严禁擅自更改配置; they hold the procedure, so the longest way
    "approvers": Chain(("Change-Reason", "Document"), _FOUR),  # A13(1): 按照文件变更; D17(1): 报市政府相关部门变更
    "pipeline": Chain(_WHY, _FOUR),  # A13(3), D17(3): 系统程序修改; A16, D19; the longest way, as it could go round all others
    "correction": Chain(_WHY, _THREE),  # A13(3), D17(3): 错误数据删除，书面说明原因，审核，分管领导批准
})  # fmt: skip
"""The founding rules, to the step; the article stands beside each chain."""

GUARDED: tuple[Kind, ...] = ("settings", "approvers", "pipeline")
"""Kinds that may change the procedure itself: their chains hold every step that any other chain has."""
