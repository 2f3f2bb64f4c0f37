"""Files that cannot be taken in: of another kind, or damaged."""

from __future__ import annotations

from quanli.errors import Rule

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
