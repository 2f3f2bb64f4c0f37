"""What a look into a file finds: the rule that is broken, with the wording's arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from quanli.errors import Rule
from quanli.personal.masking import personal_numbers

MACRO = Rule(
    "MACRO", "error",
    zh="{path} 含有宏", en="{path} contains macros",
    hint_zh="另存为不含宏的格式", hint_en="save it without macros",
)
EXTERNAL_LINK = Rule(
    "EXTERNAL_LINK", "error",
    zh="{path} 打开时会读取 {target}", en="{path} loads {target} when opened",
    hint_zh="去掉外部模板或链接", hint_en="remove the external template or link",
)
ACTIVE_CONTENT = Rule(
    "ACTIVE_CONTENT", "error",
    zh="{path} 内嵌了{what_zh}", en="{path} has {what_en}",
    hint_zh="删去它，另存一份", hint_en="remove it and save again",
)
TYPE_MISMATCH = Rule(
    "TYPE_MISMATCH", "error",
    zh="{path} 不是{type}文件", en="{path} is not a {type} file",
    hint_zh="换成真正的{type}文件", hint_en="replace it by a real one",
)
DOC_METADATA = Rule(
    "DOC_METADATA", "error",
    zh="{path} 的文档属性里有{what_zh}", en="{path} holds {what_en} in its properties",
    hint_zh="在文字处理软件里删除文档属性和个人信息（文件—信息—检查文档），再放入",
    hint_en="remove properties and personal data in the word processor (File, Info, Inspect Document), then put it back",
)

NOT_EXAMINED = Rule(
    "NOT_EXAMINED", "error",
    zh="{path} 无法检查：{what_zh}", en="{path} cannot be looked into: it {what_en}",
    hint_zh="另存为不设密码、内容较少的文件，再放入", hint_en="save it without a password and with less in it, then put it back",
)
LINK_TARGET = Rule(
    "LINK_TARGET", "error",
    zh="{path} 里有链接指向 {target}", en="{path} has a link to {target}",
    hint_zh="只可链接到网页、邮箱和电话，删去这个链接", hint_en="link to web pages, mail addresses and phones only; remove this one",
)
HIDDEN_CONTENT = Rule(
    "HIDDEN_CONTENT", "warning",
    zh="{path} 里有{what_zh}，打开它的人能看到", en="{path} holds {what_en}, which whoever opens it can see",
    hint_zh="不该公布的，删去后再放入", hint_en="remove what must not be public",
)

Finding = tuple[Rule, dict[str, str]]

_BODY = re.compile(r"(?:局|委|委员会|中心|政府|办|办公室|厅|部|院|所|处|科|室|站|署|会|校|学院|大学|银行|集团|公司|平台)\Z")
_BODY_LENGTH = 4
"""A shorter name that ends like a body's may still be a person's: 李会."""
_PROGRAMS = frozenset(
    ("administrator", "admin", "user", "users", "author", "unknown", "guest", "root", "quanli", "python-docx", "openpyxl",
     "microsoft", "windows", "office", "wps", "calc", "writer", "apache", "poi", "libreoffice", "lenovo", "hp", "dell", "pc")
)
_WORDS = re.compile(r"[a-z][a-z-]*|[^\W\d_a-z]+|\d+", re.IGNORECASE)


_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎雷龙史陶贺毛段郝顾"
    "龚邵覃武钱戴严莫孔向常汤康易乔赖文施洪柳俞庄颜倪章鲁葛伍聂牛岳殷骆梅欧温翁祝阮耿焦"
)
_SPELLED = re.compile(r"[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]·?[\u4e00-\u9fff]{3}")
_LATIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}")
_REACHED = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<!\d)1[3-9]\d{9}(?!\d)")
"""A mail address or a mobile number; numbers in other dress, and those of identity cards, are found by :mod:`quanli.personal`."""
_ASKED = re.compile(r"author|editor|creator|owner|manager|user|person|contact|email|checked|approved|typist|作者|姓名|人\Z|人员|编辑|创建|修改|审核|核稿|联系|经办|负责|拟稿|签发|校对", re.IGNORECASE)
_TEXT_LIMIT, _LOOKED_AT = 200, 2_000
_UNSHOWN = re.compile(r"[^\x20-\x7e\xa1-\u2027\u202f-\ud7ff\ue000-\uf8ff\uf900-\ufffc]")
_SOMEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|\\\\|//", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_FOLLOWED = frozenset({"http", "https", "mailto", "tel", "ftp"})


def names_person(text: str) -> bool:
    """Tell whether a document property may name a person: it is neither a body nor the name of a program or account.

    When in doubt it does: clearing a property costs nothing.
    """
    text = text.strip()
    if not text or (len(text) >= _BODY_LENGTH and _BODY.search(text)):
        return False
    words = _WORDS.findall(text.lower())
    return not all(word in _PROGRAMS or (word.isdigit() and len(word) < 5) for word in words)


def may_name_person(key: str, text: str) -> bool:
    """Tell whether a property that somebody made up may name a person: by what it is called, or by what it says."""
    text = text.strip()
    if _ASKED.search(key):
        return names_person(text)
    han = _SPELLED.fullmatch(text) is not None and text[0] in _SURNAMES
    return reaches_person(text) or ((han or _LATIN.fullmatch(text) is not None) and names_person(text))


def reaches_person(text: str) -> bool:
    """Tell whether words hold a mail address or a person's number. Titles and remarks may hold anything else."""
    return bool(_REACHED.search(text[:_LOOKED_AT])) or bool(personal_numbers(text[:_LOOKED_AT]))


def loads(target: str) -> Finding:
    """Say that a file fetches something when it is opened."""
    return EXTERNAL_LINK, {"target": shown(target)}


def elsewhere(target: str) -> bool:
    """Tell whether a target says where it is: by a scheme, a drive or a host, not by a name beside the file."""
    return _SOMEWHERE.match(target.strip()) is not None


def leads(target: str) -> Iterator[Finding]:
    """Say that a link leads to what is no page of the web: a file, a share that asks for a password, a program."""
    plain = unquote(_UNSHOWN.sub("", target)).strip().replace("\\", "/").lower()
    scheme = _SCHEME.match(plain)
    if plain.startswith("//") or (scheme and scheme[1] not in _FOLLOWED):
        yield LINK_TARGET, {"target": shown(target)}


def hidden(zh: str, en: str) -> Finding:
    """Say that a file holds what is not shown at first."""
    return HIDDEN_CONTENT, {"what_zh": zh, "what_en": en}


def left(zh: str, en: str) -> Finding:
    """Say that a file keeps what its making left."""
    return DOC_METADATA, {"what_zh": zh, "what_en": en}


COMMENTS, TRACKED = left("批注", "comments"), left("修订痕迹", "tracked changes")


def shown(text: str) -> str:
    """Give words out of a file as a message may show them: without signs that steer a terminal, and not at any length."""
    return _UNSHOWN.sub("", text[: 4 * _TEXT_LIMIT]).strip()[:_TEXT_LIMIT]


def author(text: str) -> Finding:
    """Say that a file names its author."""
    name = shown(text.strip()[:40])
    return left(f"作者姓名（{name}）", f"the name of its author ({name})")


def embedded(zh: str, en: str) -> Finding:
    """Say that a file has something embedded that is more than text and pictures."""
    return ACTIVE_CONTENT, {"what_zh": zh, "what_en": en}
