"""Every problem code with its wording in Chinese and English. Codes are permanent: they may be added, never reused."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from quanli.frozen import frozen


@frozen
class Wording:
    """How a problem is said: message and hint, in two languages. ``{names}`` are filled from the problem's args."""

    severity: Literal["error", "warning"]
    zh: str
    en: str
    hint_zh: str
    hint_en: str


def _error(zh: str, en: str, hint_zh: str, hint_en: str) -> Wording:
    return Wording("error", zh, en, hint_zh, hint_en)


def _warning(zh: str, en: str, hint_zh: str, hint_en: str) -> Wording:
    return Wording("warning", zh, en, hint_zh, hint_en)


_YAML = {
    "DUP_KEY": _error(
        "字段“{key}”写了两次（第一次在第 {first} 行）",
        'field "{key}" is written twice (first at line {first})',
        "删去其中一处",
        "remove one of the two",
    ),
    "NEEDS_QUOTES": _error(
        "“{text}”会被读成{reading}，内容会走样",
        '"{text}" would be read as {reading} and lose its form',
        '加上引号，写成 "{text}"',
        'put quotes around it: "{text}"',
    ),
    "BAD_DATE": _error("“{text}”不是日期", '"{text}" is not a date', "{hint_zh}", "{hint_en}"),
    "YAML_TAG": _error(
        "不允许使用标签（{tag}）",
        "tags ({tag}) are not allowed",
        "删去“!”开头的标签，只写内容",
        "remove the tag and keep the text",
    ),
    "YAML_ALIAS": _error(
        "不允许使用锚点和别名（& 和 *）",
        "anchors and aliases (& *) are not allowed",
        "把内容完整写出；若是文字请加引号",
        "write the content out; quote it if it is text",
    ),
    "TOO_DEEP": _error(
        "嵌套超过 {limit} 层", "nested deeper than {limit} levels", "减少嵌套层次", "nest less deeply"
    ),
    "TOO_BIG": _error(
        "文件有 {size} 字节，上限 {limit} 字节",
        "the file has {size} bytes, the limit is {limit}",
        "把长文移到附件或指南中",
        "move long text to an attachment or a guide",
    ),
    "YAML_SYNTAX": _error("YAML 语法有误：{what_zh}", "YAML syntax: {what_en}", "{hint_zh}", "{hint_en}"),
    "COMMENT_IN_TEXT": _error(
        "“#”后面的文字“{text}”会丢失",
        'the text after # ("{text}") would be lost',
        "给整个值加引号，或把注释另起一行",
        "quote the value, or put the comment on its own line",
    ),
    "CONFLICT_MARKER": _error(
        "文件里还有合并冲突标记“{mark}”",
        'the file still has the merge conflict mark "{mark}"',
        "解决冲突后删去 <<<<<<<、=======、>>>>>>> 各行",
        "resolve the conflict and remove the <<<<<<<, ======= and >>>>>>> lines",
    ),
    "EMPTY_FILE": _error(
        "文件是空的", "the file is empty", "填写内容，或删去此文件", "fill it in, or delete it"
    ),
    "NOT_A_MAPPING": _error(
        "文件开头不是字段",
        "the file does not start with fields",
        "从“code: …”这样的字段写起",
        "start with fields such as code: …",
    ),
    "NOT_UTF8": _error(
        "文件不是 UTF-8 编码（看来是 {encoding}）",
        "the file is not UTF-8 (it looks like {encoding})",
        "另存为 UTF-8",
        "save it again as UTF-8",
    ),
    "BAD_UNICODE": _error(
        "有残缺的字符 {char}", "broken character {char}", "重新输入这个字", "type the character again"
    ),
    "BAD_KEY": _error(
        "字段名“{key}”不是文字",
        'the field name "{key}" is not text',
        "字段名用小写英文单词，见字段说明",
        "use the field names of the reference",
    ),
}

_TEXT = {
    "INVISIBLE_CHAR": _error(
        "有看不见的字符 {char}",
        "invisible character {char}",
        "删去它，必要时重新输入这一段",
        "delete it; retype the passage if need be",
    ),
    "BIDI_CHAR": _error(
        "有改变文字方向的隐藏字符 {char}",
        "hidden direction mark {char}",
        "删去它：它会让人看到的与存下的不同",
        "delete it: it makes what is seen differ from what is stored",
    ),
    "CONTROL_CHAR": _error("有控制字符 {char}", "control character {char}", "删去它", "delete it"),
    "MIXED_SCRIPT": _error(
        "网址“{text}”的主机名混用拉丁字母与{script}",
        'the host of "{text}" mixes Latin and {script} letters',
        "用键盘重新输入网址",
        "type the address again",
    ),
    "COMPAT_CHAR": _error(
        "{char} 只是看起来像“{plain}”（{plain_char}）",
        '{char} only looks like "{plain}" ({plain_char})',
        "改写为“{plain}”；这类字多来自 PDF 复制",
        'write "{plain}"; such characters come from copying out of a PDF',
    ),
    "REPLACEMENT_CHAR": _error(
        "有 U+FFFD：文字在转换时损坏",
        "U+FFFD: the text was damaged by a conversion",
        "对照原文补上",
        "restore it from the original",
    ),
    "FULLWIDTH_DIGIT": _error(
        "“{text}”用了全角数字", '"{text}" has full-width digits', "改为半角：{plain}", "write {plain}"
    ),
    "TEXT_TOO_LONG": _error(
        "文字有 {size} 字，上限 {limit} 字",
        "the text has {size} characters, the limit is {limit}",
        "缩短它，长文放到指南中",
        "shorten it; long text belongs in a guide",
    ),
    "PII_ID": _error(
        "公开内容中有身份证号 {masked}",
        "an identity card number ({masked}) stands in a public field",
        "删去，或写成“身份证号略”",
        "remove it",
    ),
}

_MODEL = {
    "UNKNOWN_FIELD": _error(
        "没有“{key}”这个字段{meant_zh}", 'unknown field "{key}"{meant_en}', "{hint_zh}", "{hint_en}"
    ),
    "REQUIRED": _error(
        "必填字段“{key}”（{label}）是空的",
        '"{key}" is empty but required',
        "填写{label}：{help_zh}",
        "fill it in: {help_en}",
    ),
    "BAD_TYPE": _error("“{key}”应为{wanted_zh}", '"{key}" must be {wanted_en}', "{hint_zh}", "{hint_en}"),
    "BAD_VALUE": _error(
        "“{value}”不是“{key}”可用的值{meant_zh}",
        '"{value}" is not a value of "{key}"{meant_en}',
        "可用：{allowed}",
        "use one of: {allowed}",
    ),
    "BAD_NUMBER": _error(
        "“{text}”不是{wanted_zh}",
        '"{text}" is not {wanted_en}',
        "只写数字，不带逗号和单位",
        "digits only, without commas and units",
    ),
    "BAD_ID": _error("“{text}”不能作编号", '"{text}" cannot be an id', "{hint_zh}", "{hint_en}"),
    "BAD_PHONE": _error(
        "“{text}”不是电话号码",
        '"{text}" is not a phone number',
        "写成 0517-85910001、12345 这样的号码",
        "write it like 0517-85910001 or 12345",
    ),
    "BAD_LINK": _error(
        "链接“{text}”不允许",
        'the link "{text}" is not allowed',
        "只能是 https:、mailto:、tel: 或本站页面",
        "use https:, mailto:, tel: or a page of this site",
    ),
    "BAD_NATIONAL_CODE": _error(
        "实施编码“{text}”有误：{what_zh}",
        'national code "{text}": {what_en}',
        "对照国家政务服务平台核对",
        "compare with the national platform",
    ),
    "BAD_CREDIT_CODE": _error(
        "统一社会信用代码“{text}”有误：{what_zh}",
        'credit code "{text}": {what_en}',
        "对照登记证书核对",
        "compare with the certificate",
    ),
    "CODE_MISMATCH": _error(
        "编号“{code}”与文件名“{stem}”不同",
        'the code "{code}" differs from the file name "{stem}"',
        "两者必须相同；编号一经公布不得更改",
        "they must be the same; a published code never changes",
    ),
    "OFFICE_MISMATCH": _error(
        "文件在“{folder}”目录下，实施机关却是“{office}”",
        'the file lies in "{folder}" but its office is "{office}"',
        "把文件移到该机关的目录，或改正实施机关",
        "move the file or correct the office",
    ),
    "DUP_CODE": _error(
        "编号 {code} 同时用于 {first} 和 {second}",
        "code {code} is used in {first} and {second}",
        "给其中一个换编号",
        "give one of them another code",
    ),
    "DUP_ID": _error(
        "编号“{id}”在 {where} 里出现两次",
        'the id "{id}" stands twice in {where}',
        "给其中一个换编号",
        "give one of them another id",
    ),
    "TERM_TWICE": _error(
        "词语“{text}”列了两次",
        'the term "{text}" is listed twice',
        "删去其中一处",
        "remove one of the two",
    ),
    "TERM_LENGTH": _error(
        "“{text}”的繁体写法“{traditional}”字数不同",
        '"{traditional}", the Traditional form of "{text}", has another number of characters',
        "繁简转换只换字，不换词；写成字数相同的",
        "only characters are converted, not words: give as many characters",
    ),
    "DUP_URL": _error(
        "{first} 和 {second} 会写到同一个网页 {url}",
        "{first} and {second} would both be written to {url}",
        "给其中一个换编号或文件名",
        "give one of them another code or name",
    ),
    "UNKNOWN_REFERENCE": _error(
        "找不到{kind_zh}“{id}”{meant_zh}", 'there is no {kind_en} "{id}"{meant_en}', "{hint_zh}", "{hint_en}"
    ),
    "CHOICE_UNUSED": _warning(
        "没有材料用到“{question}”的任何选项",
        'no material names an option of "{question}"',
        "在材料的 for 中写选项的编号，或者删去这个问题",
        "name its options in the materials' for, or drop the question",
    ),
    "INTERNAL_IN_PUBLIC": _error(
        "公开目录里不得有内部字段“{key}”",
        'the internal field "{key}" must not stand in the public tree',
        "移到 site.yaml 中 internal 所指的目录",
        "move it to the tree that site.yaml names as internal",
    ),
    "STATE_LOG": _error(
        "状态记录有误：{what_zh}", "the state log is wrong: {what_en}", "{hint_zh}", "{hint_en}"
    ),
    "STATE_DOCUMENT": _warning(
        "{state}（{day}）没有写明依据的文件",
        "{state_en} on {day} names no document",
        "写明决定的文件名和文号",
        "give the title and number of the decision",
    ),
    "MISSING_ELEMENT": _warning(
        "{category}事项缺少“{label}”",
        "this item ({category_en}) lacks {key}",
        "补上{label}：{help_zh}",
        "add it: {help_en}",
    ),
    "PLACEHOLDER": _warning(
        "“{text}”是占位文字，没有内容",
        '"{text}" is a placeholder',
        "写明内容，或删去这个字段",
        "say what it is, or leave the field out",
    ),
    "LIMITS_DISAGREE": _error("{what_zh}", "{what_en}", "{hint_zh}", "{hint_en}"),
    "LIMIT_NUMBER": _warning(
        "“{text}”与本项的各项时限（{limits}）都不相同",
        '"{text}" is none of the limits of this item ({limits_en})',
        "改为一致，或写明它是哪一步的时限",
        "make them agree, or name the step that it is the limit of",
    ),
    "NO_OFFICE": _error(
        "没有任何机关",
        "there is no office",
        "在 content/offices/ 建立机关文件：quanli new office",
        "run: quanli new office",
    ),
    "SITE_MISSING": _error(
        "这里没有 content/site.yaml",
        "there is no content/site.yaml here",
        "换到站点目录，或用 quanli new site 新建",
        "change to a site's folder, or make one with: quanli new site",
    ),
}

_LAW = {
    "LAW_UNKNOWN": _error(
        "法规登记表里没有“{law}”{meant_zh}",
        'the register of laws has no "{law}"{meant_en}',
        "在 content/laws.yaml 登记",
        "add it to content/laws.yaml",
    ),
    "LAW_VERSION": _error(
        "《{title}》没有 {version} 版",
        "{title} has no version of {version}",
        "登记的版本：{versions}",
        "versions on record: {versions}",
    ),
    "LAW_NOT_IN_FORCE": _error(
        "《{title}》{version} 版在 {day} 不是现行有效",
        "version {version} of {title} is not in force on {day}",
        "{hint_zh}",
        "{hint_en}",
    ),
    "LAW_NO_VERSION": _warning(
        "《{title}》没有登记版本，无法核对引用的条文是否现行有效",
        "{title} has no version on record: whether what is cited is in force cannot be checked",
        "在 versions 中写明公布日期、文号和施行日期",
        "add date, number and in_force_from under versions",
    ),
    "LAW_ARTICLE": _error(
        "《{title}》（{version}）没有{article}",
        "{title} ({version}) has no {article}",
        "核对条文",
        "check the article",
    ),
    "LAW_TEXT": _error(
        "引文与《{title}》{article}不符：“{text}”",
        'the quotation is not the text of {title} {article}: "{text}"',
        "照录原文；省略处用“……”",
        "copy the text; mark what is left out with ……",
    ),
    "LAW_CHANGED": _warning(
        "《{title}》在本项复核（{reviewed}）之后{change_zh}（{day}）",
        "{title} was {change_en} on {day}, after the last review of {reviewed}",
        "对照新条文复核本项，再改 reviewed_on",
        "review the item against the new text, then set reviewed_on",
    ),
    "LAW_REGISTER": _error(
        "《{title}》的登记有误：{what_zh}",
        "the register's entry for {title} is wrong: {what_en}",
        "对照公布的文本改正",
        "correct it after the published text",
    ),
    "PENALTY_BASIS": _error(
        "处罚不能只以规范性文件为依据",
        "a penalty cannot rest on a normative document alone",
        "引用法律、法规或规章（行政处罚法第十条至第十四条、第十六条）",
        "cite a law, regulation or rule (Administrative Penalty Law, arts. 10–14, 16)",
    ),
}

_DISCRETION = {
    "TIER_OVERLAP": _error(
        "“{first}”与“{second}”两档重叠：{at}同时落在两档",
        'tiers "{first}" and "{second}" overlap: {at_en} stands in both',
        "改为一档“以上”、一档“不满”（bounds: lower-inclusive）",
        "make one bound exclusive (bounds: lower-inclusive)",
    ),
    "TIER_GAP": _error(
        "“{first}”与“{second}”两档之间有空档：{at}不落在任何一档",
        'there is a gap between "{first}" and "{second}": {at_en} is in no tier',
        "使相邻两档的界限相接",
        "let neighbouring tiers meet",
    ),
    "TIER_OUTSIDE": _error(
        "“{grade}”档{sanction} {amount}，超出法定幅度 {range}",
        'the {sanction_en} of tier "{grade}" ({amount_en}) is outside the statute\'s {range_en}',
        "改到法定幅度之内",
        "keep within the statute",
    ),
    "TIER_ORDER": _error(
        "“{second}”档{sanction}反而比“{first}”档轻",
        'the {sanction_en} of tier "{second}" is lighter than that of "{first}"',
        "裁量档次应随情节加重",
        "sanctions rise with the grade",
    ),
    "TIER_UNIT": _error(
        "“{grade}”档的单位“{unit}”与法定幅度的单位“{wanted}”不同",
        'tier "{grade}" counts in {unit_en}, the statute in {wanted_en}',
        "统一单位",
        "use one unit",
    ),
    "SANCTION_UNKNOWN": _error(
        "“{sanction}”不在本项的法定处罚种类之内",
        'the sanction "{sanction_en}" is not one that the statute gives',
        "只用 statutory 列出的种类：{allowed}",
        "use only those under statutory: {allowed_en}",
    ),
    "FACTOR_UNKNOWN": _error(
        "没有裁量因素“{factor}”{meant_zh}",
        'there is no factor "{factor}"{meant_en}',
        "先在 factors 中定义",
        "define it under factors",
    ),
    "STATUTE_RANGE": _error(
        "法定幅度 {range} 与{article}的“{text}”不符",
        'the statutory range {range_en} differs from {article}: "{text}"',
        "照条文改正",
        "correct it after the article",
    ),
    "TIER_EMPTY": _error(
        "“{grade}”档从 {at}到 {at}：不含上限，没有任何值",
        'tier "{grade}" runs from {at_en} to {at_en}: without its upper bound nothing is in it',
        "改正上下限，或用 bounds: both-inclusive",
        "correct the bounds, or use bounds: both-inclusive",
    ),
    "RANGE_REVERSED": _error(
        "下限 {low} 大于上限 {high}",
        "the lower bound {low_en} is above the upper bound {high_en}",
        "对调或改正",
        "swap or correct them",
    ),
    "PUBLISHED_OVERLAP": _warning(
        "公布的基准中，{at}同时落在“{first}”与“{second}”两档",
        '{at_en} stands in the tiers "{first}" and "{second}" of the published benchmark',
        "请法制机构明确边界归属",
        "ask the legal office which tier holds the boundary",
    ),
}

_FLOW = {
    "FLOW_TOO_BIG": _error(
        "流程图有 {count} 个{what_zh}，上限 {limit}",
        "the flow has {count} {what_en}, the limit is {limit}",
        "拆成几张图",
        "split it",
    ),
    "FLOW_SHAPE": _error("流程有误：{what_zh}", "the flow is wrong: {what_en}", "{hint_zh}", "{hint_en}"),
    "FLOW_LIMIT": _error(
        "流程最长路径合计 {sum_zh}，超过{label} {limit_zh}",
        "the longest way through the flow takes {sum_en}, over the {label_en} of {limit_en}",
        "缩短环节时限或更正承诺",
        "shorten the steps or correct the promise",
    ),
    "FLOW_STEP_INCOMPLETE": _warning(
        "内部环节“{step}”缺少{missing_zh}",
        'the internal step "{step}" lacks {missing_en}',
        "补上{missing_zh}",
        "add {missing_en}",
    ),
    "FLOW_MAPPING": _error(
        "外部环节“{step}”在内部流程中没有对应",
        'the external step "{step}" has no counterpart in the internal flow',
        "内部流程须包含外部看到的每一步（同一 id，或用 seen_as 指向它）",
        "let an internal step bear its id, or point to it with seen_as",
    ),
}

_FILES = {
    "BAD_PATH": _error(
        "路径“{path}”不允许：{what_zh}",
        'the path "{path}" is not allowed: {what_en}',
        "附件须放在 content/forms/files/ 之内",
        "attachments lie under content/forms/files/",
    ),
    "MISSING_FILE": _error(
        "{path} 不存在", "{path} does not exist", "放入文件，或改正文件名", "add the file or correct its name"
    ),
    "SYMLINK": _error("{path} 是链接", "{path} is a link", "换成真正的文件", "put the real file"),
    "MACRO": _error(
        "{path} 含有宏", "{path} contains macros", "另存为不含宏的格式", "save it without macros"
    ),
    "EXTERNAL_LINK": _error(
        "{path} 打开时会读取 {target}",
        "{path} loads {target} when opened",
        "去掉外部模板或链接",
        "remove the external template or link",
    ),
    "ACTIVE_CONTENT": _error(
        "{path} 内嵌了{what_zh}", "{path} has {what_en}", "删去它，另存一份", "remove it and save again"
    ),
    "TYPE_MISMATCH": _error(
        "{path} 不是{type}文件",
        "{path} is not a {type} file",
        "换成真正的{type}文件",
        "replace it by a real one",
    ),
    "TYPE_NOT_ALLOWED": _error(
        "不允许的文件类型：{path}",
        "this type of file is not allowed: {path}",
        "只可用 {allowed}",
        "use only {allowed}",
    ),
    "DOC_METADATA": _error(
        "{path} 的文档属性里有{what_zh}",
        "{path} holds {what_en} in its properties",
        "在文字处理软件里删除文档属性和个人信息（文件—信息—检查文档），再放入",
        "remove properties and personal data in the word processor (File, Info, Inspect Document), then put it back",
    ),
    "NAME_COLLISION": _error(
        "{first} 与 {second} 的名字看起来一样",
        "the names {first} and {second} look the same",
        "给其中一个改名",
        "rename one of them",
    ),
    "NAME_TOO_LONG": _error(
        "文件名有 {size} 字节，上限 {limit}",
        "the name is {size} bytes, the limit is {limit}",
        "缩短文件名",
        "shorten the name",
    ),
    "LFS_POINTER": _error(
        "{path} 只是 git-lfs 指针", "{path} is an LFS pointer", "运行 git lfs pull", "run git lfs pull"
    ),
    "FORM_EMPTY": _error(
        "表单“{form}”既没有栏目也没有空白表",
        'the form "{form}" has neither fields nor a blank file',
        "定义 sections，或给出 blank",
        "define sections, or name a blank file",
    ),
    "FORM_FIELD": _error(
        "栏目“{label}”{what_zh}", 'the field "{label}" {what_en}', "{hint_zh}", "{hint_en}"
    ),
    "FILE_TOO_BIG": _error(
        "{path} 有 {size} MB，上限 {limit} MB",
        "{path} has {size} MB, the limit is {limit} MB",
        "压缩图片，或拆成几个文件",
        "compress its pictures, or split it",
    ),
}

_PROSE = {
    "RAW_HTML": _error(
        "这里不允许 HTML：{text}", "HTML is not allowed here: {text}", "用 Markdown 书写", "write Markdown"
    ),
    "RENDER_TIMEOUT": _error(
        "排版超过 {limit} 秒", "rendering took over {limit} s", "简化这段文字", "simplify the text"
    ),
    "TEMPLATE_ERROR": _error(
        "模板出错：{reason}",
        "the template fails: {reason}",
        "改正主题的模板；不是自己的主题，请报告这个错误",
        "mend the theme's template; if the theme is not yours, report this",
    ),
    "GUIDE_META": _error(
        "指南缺少“{key}”",
        'the guide lacks "{key}"',
        "在文件开头写上“{key}: …”",
        'write "{key}: …" at the top',
    ),
}

_BUILD = {
    "TOOL_MISSING": _error(
        "找不到程序 {tool}", "the program {tool} is missing", "安装：{install}", "install it: {install}"
    ),
    "LIBRARY_UNFIT": _error(
        "这个版本的 {library}（{version}）与本程序不合：{what} 不是所知的样子",
        "this version of {library} ({version}) does not fit: {what} is not as it was known",
        "安装：pip install '{wanted}'",
        "install it: pip install '{wanted}'",
    ),
    "CLUSTER_MISSING": _error(
        "没有安装集群所需的 distributed",
        "distributed, which a cluster needs, is not installed",
        "安装：pip install 'quanli[cluster]'；或去掉 --executor，在本机构建",
        "install it: pip install 'quanli[cluster]'; or build here, without --executor",
    ),
    "CLUSTER_UNREACHABLE": _error(
        "连不上集群：{what_zh}",
        "the cluster cannot be reached: {what_en}",
        "核对 --executor 的地址，并启动 dask scheduler 和 dask worker；或去掉 --executor，在本机构建",
        "check the address of --executor, start dask scheduler and dask worker; or build here, without --executor",
    ),
    "CLUSTER_UNFIT": _error(
        "这台工作机不能用：{what_zh}",
        "this worker cannot be used: {what_en}",
        "工作机须安装同一版本的 quanli，并以相同路径看到站点目录和输出目录",
        "workers need the same version of quanli, and the site and its output under the same paths",
    ),
    "CLUSTER_LOST": _error(
        "集群中断：{what_zh}",
        "the cluster failed: {what_en}",
        "查看 dask scheduler 和 dask worker 的日志，恢复后重新构建",
        "see the logs of dask scheduler and dask worker, then build again",
    ),
    "DOT_FAILED": _error(
        "Graphviz 未能画出 {graph}：{what}",
        "Graphviz could not draw {graph}: {what}",
        "检查该流程",
        "check the flow",
    ),
    "NO_HISTORY": _warning(
        "这里没有 git 历史，变更记录不完整",
        "there is no git history here: the record is incomplete",
        "在 git 仓库中构建",
        "build in a git repository",
    ),
    "SHALLOW_CLONE": _warning(
        "git 历史被截断，变更记录不完整",
        "history is cut off: the record is incomplete",
        "用 fetch-depth: 0 取回全部历史",
        "use fetch-depth: 0",
    ),
    "GIT_FAILED": _warning(
        "git 读不出历史，变更记录不完整：{what}",
        "git cannot read the history, the record is incomplete: {what}",
        "用 git fsck 检查仓库，必要时重新克隆",
        "check the repository with git fsck; clone it again if need be",
    ),
    "BAD_COMMIT": _warning(
        "提交 {commit} 的{what_zh}读不出",
        "commit {commit}: its {what_en} cannot be read",
        "已发布的历史不必改写；法定日期以 effective_on 字段或 Effective-On 为准",
        "published history need not be rewritten; the legal date is that of effective_on or Effective-On",
    ),
    "HISTORY_GAP": _warning(
        "提交 {commit} 中的这个文件读不出（{faults}），变更记录在此有一处空缺",
        "this file cannot be read as of commit {commit} ({faults}): the record has a gap there",
        "已发布的历史不必改写；前后两个版本的差异仍会列出",
        "published history need not be rewritten; the versions before and after are compared instead",
    ),
    "STRAY_FILE": _error(
        "{path} 放错了位置，不会被读取",
        "{path} is not where it would be read",
        "应为 {meant}",
        "make it {meant}",
    ),
    "UNREAD_FILE": _warning(
        "{path} 不会被读取，也不会公布",
        "{path} is neither read nor published",
        "移出 content/，或放到它该在的地方：{known}",
        "move it out of content/, or to where it belongs: {known}",
    ),
}

_EXCHANGE = {
    "IMPORT_FORMAT": _error(
        "不认识这种文件：{suffix}",
        "this kind of file cannot be imported: {suffix}",
        "另存为 .xlsx、.csv、.json 或 .yaml",
        "save it as .xlsx, .csv, .json or .yaml",
    ),
    "IMPORT_DAMAGED": _error(
        "文件打不开：{what}",
        "the file cannot be read: {what}",
        "用表格软件打开后另存一份",
        "open it in a spreadsheet program and save it again",
    ),
    "IMPORT_NO_HEADING": _error(
        "没有找到标题行",
        "no heading row was found",
        "标题行须有“权力名称”等栏目；名称特殊时用 --mapping 指明",
        "a heading row names columns such as 权力名称; name unusual ones with --mapping",
    ),
    "IMPORT_MAPPING": _error(
        "对照文件有误：“{heading}”指向“{target}”",
        'the mapping is wrong: "{heading}" points to "{target}"',
        "可用：{allowed}",
        "use one of: {allowed}",
    ),
    "IMPORT_OFFICE": _error(
        "没有说明实施机关",
        "the office is not known",
        "用 --office 指明机关编号",
        "name the office's id with --office",
    ),
    "IMPORT_NO_NAME": _error(
        "{sheet} 第 {row} 行有编码或类别，没有权力名称",
        "row {row} of {sheet} has a code or category but no name",
        "补上名称，或删去这一行",
        "add the name, or delete the row",
    ),
    "IMPORT_CATEGORY": _error(
        "{sheet} 第 {row} 行“{name}”没有权力类别",
        'row {row} of {sheet}, "{name}", has no category',
        "增加“权力类别”一栏，可填：{allowed}",
        "add a column 权力类别 with one of: {allowed}",
    ),
    "IMPORT_ROW": _error(
        "{sheet} 第 {row} 行：{field}：{what_zh}",
        "row {row} of {sheet}: {field}: {what_en}",
        "{hint_zh}",
        "{hint_en}",
    ),
    "IMPORT_CODE_TWICE": _error(
        "{sheet} 第 {row} 行的编码 {code} 已用于第 {first} 行",
        "row {row} of {sheet} has code {code}, which row {first} has too",
        "给其中一个换编码",
        "give one of them another code",
    ),
    "IMPORT_EXISTS": _error(
        "编码 {code} 已有事项，内容不同（{fields}），没有覆盖",
        "there is a power with code {code} that says something else ({fields}); it was not overwritten",
        "核对两者；确要以表格为准，先删去这个文件",
        "compare the two; if the sheet is right, delete the file first",
    ),
    "IMPORT_LAWS": _error(
        "法规登记表的写法不便追加：{titles}",
        "the register of laws is not written so that laws can be added at its end: {titles}",
        "每部法规写成单独一段，或自行登记这些法规",
        "write each law as a block of its own, or add these laws yourself",
    ),
    "IMPORT_NO_RECORD": _error(
        "不是国家政务服务事项的记录：没有 task_name",
        "this is no record of the national service-item tables: there is no task_name",
        "一个文件写一条记录，或写记录的列表",
        "a file holds one record, or a list of records",
    ),
}

_REVIEW = {
    "REVISION_UNKNOWN": _error(
        "git 里没有“{name}”这个版本",
        'git knows no revision "{name}"',
        "核对分支名或提交编号，必要时先 git fetch",
        "check the branch or commit; fetch it first if need be",
    ),
    "PROCEDURE_INVALID": _error(
        "变更程序里的“{value}”不能这样写",
        '"{value}" cannot stand in the procedure',
        "可用：{allowed}",
        "use: {allowed}",
    ),
    "APPROVERS_INVALID": _error(
        "审批人名单里的“{text}”不是“环节@机关”加公钥",
        '"{text}" in the list of approvers is no role@office with a key',
        '写成：legal-review@机关编号 namespaces="git,quanli-approval" ssh-ed25519 AAAA…',
        'write: legal-review@office namespaces="git,quanli-approval" ssh-ed25519 AAAA…',
    ),
    "APPROVALS_FILE": _error(
        "审批文件有误：{what_zh}",
        "the file of approvals is wrong: {what_en}",
        '写成 {{"head": 提交编号, "approvals": [{{"role": …, "by": …, "signature": …}}]}}',
        'write {{"head": commit, "approvals": [{{"role": …, "by": …, "signature": …}}]}}',
    ),
    "CHANGE_UNSTATED": _error(
        "没有写明{label}（{key}）",
        "{key} ({label_en}) is not stated",
        "在提交说明末尾写“{key}: …”，或用 quanli propose 提交",
        'end the commit message with "{key}: …", or commit with: quanli propose',
    ),
    "CHANGE_INCOMPLETE": _error("{what_zh}", "{what_en}", "{hint_zh}", "{hint_en}"),
    "APPROVAL_MISSING": _error(
        "缺少“{label}”（{role}）",
        "{role} ({label_en}) is missing",
        "由 content/approvers 中 {principal} 的密钥签名：git commit --allow-empty -S，说明末尾写“{role}: …”",
        'a key of {principal} in content/approvers signs: git commit --allow-empty -S, the message ending with "{role}: …"',
    ),
    "APPROVAL_NOT_VERIFIED": _error(
        "“{role}: {by}”（{where}）没有经过验证：不是 {principal} 的密钥签的名，不算“{label}”",
        '"{role}: {by}" ({where}) is not verified: no key of {principal} signed it',
        "由 content/approvers 中 {principal} 的密钥签名；名字谁都可以写",
        "let a key of {principal} in content/approvers sign; anyone can type a name",
    ),
    "APPROVAL_STALE": _error(
        "“{role}: {by}”（{where}）之后内容又改了，“{label}”须重新作出",
        '"{role}: {by}" ({where}) was given before the content changed again',
        "请其对现在的内容重新签名",
        "let them sign the content as it is now",
    ),
}

REGISTER = MappingProxyType(
    {**_YAML, **_TEXT, **_MODEL, **_LAW, **_DISCRETION, **_FLOW, **_FILES, **_PROSE, **_BUILD, **_EXCHANGE, **_REVIEW}
)
"""Code → wording."""
