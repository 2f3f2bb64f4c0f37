"""What files and folders may be called: names that every system keeps apart, shows as they are, and can hold.

Rules: "Naming Files, Paths, and Namespaces" (Microsoft Learn) for what Windows keeps for itself, UAX #15 for composed
form, and what :mod:`quanli.records.characters` says of characters that mislead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from quanli.catalogue.content_kinds import PATH_LIMIT, POWER
from quanli.errors import Problem, Rule
from quanli.records.characters import misleading_characters

BAD_PATH = Rule(
    "BAD_PATH", "error",
    zh="路径“{path}”不允许：{what_zh}", en='the path "{path}" is not allowed: {what_en}',
    hint_zh="改名或移走它；附件须放在 content/forms/files/ 之内",
    hint_en="rename it or take it away; attachments lie under content/forms/files/",
)
NAME_COLLISION = Rule(
    "NAME_COLLISION", "error",
    zh="{first} 与 {second} 的名字看起来一样", en="the names {first} and {second} look the same",
    hint_zh="给其中一个改名", hint_en="rename one of them",
)
NAME_TOO_LONG = Rule(
    "NAME_TOO_LONG", "error",
    zh="文件名有 {size} 字节，上限 {limit}", en="the name is {size} bytes, the limit is {limit}",
    hint_zh="缩短文件名", hint_en="shorten the name",
)

NAME_LIMIT = 200
"""Bytes of a name: 255 is what file systems hold, and copies and archives make names longer."""
UNUSABLE = re.compile(r'[\\:*?"<>|\x00-\x1f]')
"""Characters that no name may hold."""
_ENDS = re.compile(r"[. ]$")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


def legible(path: str) -> str:
    """Give a path as it can be shown: what is not UTF-8 in it is a question mark on its corner."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def name_problems(path: str) -> Iterator[Problem]:
    """Judge the last name of a path, and its length."""
    name, size = path.rpartition("/")[2], len(path)
    if name.isascii() and size <= NAME_LIMIT and not (UNUSABLE.search(name) or _ENDS.search(name) or _RESERVED.match(name)):
        return
    label = legible(path)
    for what_zh, what_en in _faults(name):
        yield BAD_PATH.at(label, path=label, what_zh=what_zh, what_en=what_en)
    for _, rule, args in misleading_characters(name):
        yield rule.at(label, **args)
    bytes_of_name, bytes_of_path = (len(one.encode("utf-8", "surrogateescape")) for one in (name, path))
    if bytes_of_name > NAME_LIMIT:
        yield NAME_TOO_LONG.at(label, size=bytes_of_name, limit=NAME_LIMIT)
    if bytes_of_path > PATH_LIMIT:
        yield too_deep(path)


def too_deep(path: str) -> Problem:
    """Say of a path that it is too long."""
    label = legible(path)
    return BAD_PATH.at(label, path=label, what_zh=f"路径超过 {PATH_LIMIT} 字节", what_en=f"it has more than {PATH_LIMIT} bytes")


def twins(folder: str, names: Iterable[str]) -> Iterator[Problem]:
    """Say which names in a folder count as the same on systems that fold case or compose letters.

    Of two items whose codes differ in case it is said that they have one address (DUP_URL), wherever they lie.
    """
    seen: dict[str, str] = {}
    for name in sorted(names):
        if name.startswith("."):
            continue
        twin = seen.setdefault(_look(name), name)
        first, second = (legible(f"{folder}/{one}") for one in (twin, name))
        if twin != name and not (POWER.id_of(second) and twin.lower() == name.lower()):
            yield NAME_COLLISION.at(second, first=first, second=second)


def _faults(name: str) -> Iterator[tuple[str, str]]:
    if not unicodedata.is_normalized("NFC", name):
        yield "名字里的字母与附加符号没有合写（NFC）", "letters and marks in its name are not composed (NFC)"
    found = UNUSABLE.search(name)
    if found:
        yield f"文件名不能含有 {found[0]!r}", f"a name cannot hold {found[0]!r}"
    if _ENDS.search(name):
        yield "名字以点或空格结尾", "its name ends in a dot or a space"
    if _RESERVED.match(name):
        yield "这个名字是 Windows 保留的", "Windows keeps this name for itself"


def _look(name: str) -> str:
    """Give the form under which two names count as the same."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
