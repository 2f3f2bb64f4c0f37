"""Files that cannot be taken in: of another kind, damaged, or larger inside than any table of powers."""

from __future__ import annotations

from quanli.errors import ProblemsFoundError, Rule
from quanli.records.bounds import DamagedError, UnreadableError

IMPORT_FORMAT = Rule(
    "IMPORT_FORMAT", "error",
    zh="不认识这种文件：{suffix}", en="this kind of file cannot be imported: {suffix}",
    hint_zh="另存为 .xlsx、.csv、.json 或 .yaml", hint_en="save it as .xlsx, .csv, .json or .yaml",
)
IMPORT_DAMAGED = Rule(
    "IMPORT_DAMAGED", "error",
    zh="文件打不开：{what}", en="the file cannot be read: {what}",
    hint_zh="用表格软件打开后另存一份", hint_en="open it in a spreadsheet program and save it again",
)
IMPORT_TOO_LARGE = Rule(
    "IMPORT_TOO_LARGE", "error",
    zh="{what_zh}，没有导入", en="{what_en}; it is not imported",
    hint_zh="删去多余的行列、格式和合并后另存，或分成几个文件",
    hint_en="delete needless rows, columns, formats and merged ranges and save it again, or part it into several files",
)


def unreadable(name: str, error: UnreadableError, where: str = "") -> ProblemsFoundError:
    """Tell why a file, or the place in it, cannot be read."""
    if isinstance(error, DamagedError):
        return ProblemsFoundError([IMPORT_DAMAGED.at(name, what=f"{where} {error.en}".strip())])
    return ProblemsFoundError([IMPORT_TOO_LARGE.at(name, what_zh=f"{where or '文件'}{error.zh}", what_en=f"{where or 'the file'} {error.en}")])
