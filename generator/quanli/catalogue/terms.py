"""Fixed vocabularies: the words that a field may hold, with their Chinese and English names and national codes."""

from __future__ import annotations

from types import MappingProxyType

from quanli.records.fields import Term

CATEGORIES = MappingProxyType({
    "permit": Term("行政许可", "permit", "01"),
    "penalty": Term("行政处罚", "penalty", "02"),
    "coercion": Term("行政强制", "coercive measure", "03"),
    "levy": Term("行政征收", "levy", "04"),
    "payment": Term("行政给付", "payment", "05"),
    "inspection": Term("行政检查", "inspection", "06"),
    "confirmation": Term("行政确认", "confirmation", "07"),
    "reward": Term("行政奖励", "reward", "08"),
    "adjudication": Term("行政裁决", "adjudication", "09"),
    "other": Term("其他行政权力", "other power", "10"),
    "approval": Term("非行政许可审批", "approval other than a permit"),
    "requisition": Term("行政征用", "requisition"),
    "public_service": Term("公共服务", "public service", "20"),
    "internal": Term("内部管理", "internal management"),
})

LEVELS = MappingProxyType({
    "national": Term("国家级", "national", "1"),
    "province": Term("省级", "province", "2"),
    "city": Term("市级", "city", "3"),
    "county": Term("县级", "county", "4"),
    "township": Term("乡级", "township", "5"),
})

POWER_SOURCES = MappingProxyType({
    "statutory": Term("法定本级行使", "statutory", "1"),
    "devolved": Term("上级下放", "devolved", "2"),
    "authorised-above": Term("上级授权", "authorised from above", "3"),
    "authorised-peer": Term("同级授权", "authorised by a peer", "4"),
    "entrusted-above": Term("上级委托", "entrusted from above", "5"),
    "entrusted-peer": Term("同级委托", "entrusted by a peer", "6"),
})

STATES = MappingProxyType({
    "active": Term("在用", "in force", "1"),
    "suspended": Term("暂停", "suspended", "2"),
    "abolished": Term("取消", "abolished", "3"),
})

BASIS_ROLES = MappingProxyType({
    "establishes": Term("设定依据", "establishes the power"),
    "sanction": Term("处罚依据", "sets the sanction"),
    "procedure": Term("程序依据", "sets the procedure"),
    "limit": Term("时限依据", "sets a time limit"),
    "fee": Term("收费依据", "sets a fee"),
})

APPLICANTS = MappingProxyType({
    "citizen": Term("个人", "citizen", "1"),
    "enterprise": Term("企业", "enterprise", "2"),
    "institution": Term("事业单位和社会组织", "institution", "3"),
    "other": Term("其他组织", "other organisation", "6"),
})

LIMIT_UNITS = MappingProxyType({
    "workday": Term("个工作日", "working days", "1"),
    "day": Term("日", "days", "2"),
    "month": Term("个月", "months", "3"),
    "year": Term("年", "years", "4"),
    "immediate": Term("当场办结", "on the spot", "5"),
})

MATERIAL_NEEDS = MappingProxyType({
    "always": Term("必要", "always", "1"),
    "conditional": Term("视情形", "in some cases", "2"),
    "optional": Term("可不交", "optional", "3"),
})

MATERIAL_MEDIA = MappingProxyType({
    "paper": Term("纸质", "paper", "1"),
    "electronic": Term("电子", "electronic", "2"),
    "both": Term("纸质或电子", "paper or electronic", "3"),
})

MATERIAL_SOURCES = MappingProxyType({
    "applicant": Term("申请人自备", "applicant", "10"),
    "government": Term("政府部门核发", "government", "20"),
    "intermediary": Term("中介机构出具", "intermediary", "30"),
    "other": Term("其他", "other", "99"),
})

RESULT_TYPES = MappingProxyType({
    "licence": Term("证照", "licence", "10"),
    "approval": Term("批文", "approval document", "20"),
    "decision": Term("决定书", "decision"),
    "payment": Term("款项", "payment"),
    "registration": Term("登记或备案", "registration or filing"),
    "other": Term("其他", "other", "99"),
})

ONLINE_DEPTHS = MappingProxyType({
    "information": Term("网上可查", "information online", "1"),
    "download": Term("表格可下载", "forms online", "2"),
    "submission": Term("网上申报、现场办结", "application online", "3"),
    "full": Term("全程网办", "wholly online", "4"),
})

BOUNDS = MappingProxyType({
    "lower-inclusive": Term("以上含本数，不满不含本数", "lower bound included, upper bound excluded"),
    "both-inclusive": Term("以上、以下均含本数", "both bounds included"),
})

SANCTIONS = MappingProxyType({
    "warning": Term("警告", "warning"),
    "criticism": Term("通报批评", "public criticism"),
    "fine": Term("罚款", "fine"),
    "confiscate-gains": Term("没收违法所得", "confiscation of gains"),
    "confiscate-goods": Term("没收非法财物", "confiscation of goods"),
    "suspend-licence": Term("暂扣许可证件", "suspension of a licence"),
    "downgrade": Term("降低资质等级", "downgrading of a qualification"),
    "revoke-licence": Term("吊销许可证件", "revocation of a licence"),
    "restrict": Term("限制开展生产经营活动", "restriction of business"),
    "suspend-business": Term("责令停产停业", "suspension of business"),
    "close": Term("责令关闭", "closure"),
    "ban": Term("限制从业", "ban from an occupation"),
    "detention": Term("行政拘留", "detention"),
    "order-correction": Term("责令改正", "order to correct"),
    "other": Term("其他", "other"),
})

SANCTION_UNITS = MappingProxyType({
    "yuan": Term("元", "yuan"),
    "times": Term("倍", "times"),
    "percent": Term("%", "percent"),
    "day": Term("日", "days"),
    "month": Term("个月", "months"),
    "year": Term("年", "years"),
})

STEP_KINDS = MappingProxyType({
    "start": Term("开始", "start"),
    "step": Term("环节", "step"),
    "decision": Term("判断", "decision"),
    "end": Term("结束", "end"),
})

LAW_KINDS = MappingProxyType({
    "law": Term("法律", "law"),
    "regulation": Term("行政法规", "administrative regulation"),
    "local-regulation": Term("地方性法规", "local regulation"),
    "rule": Term("规章", "rule"),
    "normative": Term("规范性文件", "normative document"),
})

OFFICE_NATURES = MappingProxyType({
    "organ": Term("行政机关", "administrative organ", "1"),
    "authorised": Term("法律、法规授权的组织", "organisation authorised by law", "2"),
    "entrusted": Term("受委托的组织", "entrusted organisation", "3"),
})

ORGAN_KINDS = MappingProxyType({
    "department": Term("人民政府工作部门", "department of a people's government"),
    "government": Term("人民政府", "people's government"),
    "agency": Term("人民政府的派出机关", "agency set up by a people's government"),
    "branch": Term("工作部门的派出机构", "branch set up by a department"),
    "managed": Term("政府或者部门管理的授权组织", "authorised organisation managed by a government or department"),
    "vertical": Term("实行垂直领导的机关、税务和国家安全机关", "organ led from above, tax or state security organ"),
    "justice": Term("司法行政部门", "department of justice"),
    "ministry": Term("国务院部门", "department of the State Council"),
})

DISPUTES = MappingProxyType({
    "decision": Term("行政决定", "administrative decision"),
    "contract": Term("民事合同和债权债务", "civil contract or debt"),
    "personnel": Term("人事处理", "personnel matter"),
    "none": Term("不对外作出决定", "nothing is decided"),
})

REMEDY_WAYS = MappingProxyType({
    "reconsideration": Term("申请行政复议", "administrative reconsideration"),
    "lawsuit": Term("提起行政诉讼", "administrative lawsuit"),
    "ruling": Term("申请裁决", "ruling of the State Council or the government"),
    "review": Term("申请复审、复核", "review"),
    "query": Term("提出质疑", "query to the purchaser"),
    "complaint": Term("投诉", "complaint"),
    "appeal": Term("提出申诉", "personnel appeal"),
    "arbitration": Term("申请仲裁", "arbitration"),
    "civil": Term("提起民事诉讼", "civil lawsuit"),
})

REMEDY_ORDERS = MappingProxyType({
    "choice": Term("任选其一", "one of several"),
    "first": Term("必须先走", "must come first"),
    "after": Term("在前一步之后", "after the one before"),
    "besides": Term("另外可以", "besides"),
})

FIELD_KINDS = MappingProxyType({
    "text": Term("单行文字", "one line"),
    "paragraph": Term("多行文字", "several lines"),
    "date": Term("日期", "date"),
    "number": Term("数字", "number"),
    "choice": Term("选择", "choice"),
    "table": Term("表格", "table"),
    "signature": Term("签名盖章", "signature and seal"),
    "photo": Term("照片", "photograph"),
})

FIELD_WIDTHS = MappingProxyType({
    "half": Term("半行", "half a line"),
    "full": Term("整行", "a whole line"),
})

RISK_LEVELS = MappingProxyType({
    "1": Term("一级（高）", "level 1 (high)"),
    "2": Term("二级（中）", "level 2 (middle)"),
    "3": Term("三级（低）", "level 3 (low)"),
})
