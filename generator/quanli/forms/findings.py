"""What a look into a file finds: the rule that is broken, with the wording's arguments."""

from __future__ import annotations

import re

from quanli.errors import Rule

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

Finding = tuple[Rule, dict[str, str]]

_BODY = re.compile(r"(?:局|委|委员会|中心|政府|办|办公室|厅|部|院|所|处|科|室|站|署|会|校|学院|大学|银行|集团|公司|平台)\Z")
_BODY_LENGTH = 4
"""A shorter name that ends like a body's may still be a person's: 李会."""
_PROGRAMS = frozenset(
    ("administrator", "admin", "user", "users", "author", "unknown", "guest", "root", "quanli", "python-docx", "openpyxl",
     "microsoft", "windows", "office", "wps", "apache", "poi", "libreoffice", "lenovo", "hp", "dell", "pc")
)
_WORDS = re.compile(r"[a-z][a-z-]*|[^\W\d_a-z]+|\d+", re.IGNORECASE)


def names_person(text: str) -> bool:
    """Tell whether a document property may name a person: it is neither a body nor the name of a program or account.

    When in doubt it does: clearing a property costs nothing.
    """
    text = text.strip()
    if not text or (len(text) >= _BODY_LENGTH and _BODY.search(text)):
        return False
    words = _WORDS.findall(text.lower())
    return not all(word in _PROGRAMS or (word.isdigit() and len(word) < 5) for word in words)


def author(text: str) -> Finding:
    """Say that a file names its author."""
    return DOC_METADATA, {"what_zh": f"作者姓名（{text.strip()[:40]}）", "what_en": f"the name of its author ({text.strip()[:40]})"}


def embedded(zh: str, en: str) -> Finding:
    """Say that a file has something embedded that is more than text and pictures."""
    return ACTIVE_CONTENT, {"what_zh": zh, "what_en": en}
