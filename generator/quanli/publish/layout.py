"""How a folder of releases is laid out, on this machine or on another.

TARGET/current -> releases/7-0123456789ab     serve this
TARGET/releases/<serial>-<commit>/            whole trees, which share unchanged files by hard links
TARGET/records/<serial>.json, <serial>.json.sig   what each release said of itself, also those no longer kept
TARGET/.lock, .work/, .spare/                 who publishes; what is half-made; the tree kept last, to be used again
"""

from __future__ import annotations

from collections.abc import Iterable

from quanli.errors import Rule

TARGET_FOREIGN = Rule(
    "TARGET_FOREIGN", "error",
    zh="这个目录不是空的，也不是用来放发布版本的", en="this folder is not empty, and no folder of releases",
    hint_zh="换一个空目录或不存在的目录", hint_en="choose an empty folder, or one that is not there yet",
    follows="发布不写入不属于自己的目录",
)
TARGET_DAMAGED = Rule(
    "TARGET_DAMAGED", "error",
    zh="看不出当前公布的是哪一版：{path} 丢失或被改动", en="it cannot be told which release is shown: {path} is lost or was changed",
    hint_zh="让 current 重新指向 releases/ 中最近的一版（ln -sfn releases/… current），再运行 quanli verify",
    hint_en="let current lead to the newest of releases/ again (ln -sfn releases/… current), then run quanli verify",
    follows="发布的版本只能由发布程序更换",
)
MARK, CURRENT, RELEASES, RECORDS, WORK, SPARE = ".quanli-releases", "current", "releases", "records", ".work", ".spare"
_RECORD = ".json"


def serial_of(tree: str) -> int:
    """Give the serial of a release by the name of its tree; 0 for a name that is none."""
    number, dash, commit = tree.partition("-")
    return int(number) if dash and commit and number.isdecimal() else 0


def tree_shown(leads: str) -> str:
    """Give the name of the tree to which ``current`` leads; empty where it leads elsewhere."""
    above, _, name = leads.partition("/")
    return name if above == RELEASES and "/" not in name and serial_of(name) else ""


def recorded(names: Iterable[str]) -> set[int]:
    """Give the serials of which there is a record, by the names of files."""
    found = (name.removesuffix(_RECORD) for name in names if name.endswith(_RECORD))
    return {int(number) for number in found if number.isdecimal()}


def record_name(serial: int) -> str:
    """Name the file of a release's record; that of its signature ends in ``.sig`` besides."""
    return f"{serial}{_RECORD}"
