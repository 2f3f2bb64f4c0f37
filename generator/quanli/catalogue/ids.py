"""Ids: each the name of its file, and none twice."""

from __future__ import annotations

from quanli.errors import Rule

CODE_MISMATCH = Rule(
    "CODE_MISMATCH", "error",
    zh="编号“{code}”与文件名“{stem}”不同", en='the code "{code}" differs from the file name "{stem}"',
    hint_zh="两者必须相同；编号一经公布不得更改", hint_en="they must be the same; a published code never changes",
)
DUP_ID = Rule(
    "DUP_ID", "error",
    zh="编号“{id}”在 {where} 里出现两次", en='the id "{id}" stands twice in {where}',
    hint_zh="给其中一个换编号", hint_en="give one of them another id",
)
