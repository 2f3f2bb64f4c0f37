"""What a machine must have besides this program: programs and fonts of its own."""

from __future__ import annotations

from quanli.errors import Rule

TOOL_MISSING = Rule(
    "TOOL_MISSING", "error",
    zh="找不到程序 {tool}", en="the program {tool} is missing",
    hint_zh="安装：{install}", hint_en="install it: {install}",
)
