"""Pictures say in words what they show."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.audit.seen import Page
from quanli.errors import Problem, Rule

PICTURE_WITHOUT_TEXT = Rule(
    "PICTURE_WITHOUT_TEXT", "error",
    zh="图片“{what}”没有替代文字{more_zh}", en='the picture "{what}" has no text{more_en}',
    hint_zh='写 alt="图上说了什么"；只作装饰的写 alt=""', hint_en='write alt="what it says"; alt="" if it only adorns',
    follows="WCAG 2.2 的 1.1.1；无障碍环境建设法第三十二条",
)  # fmt: skip


def check_pictures(page: Page, file: str) -> Iterator[Problem]:
    """Check images, clickable areas, and drawings that say that they are a picture."""
    for spot in page.pictures:
        yield PICTURE_WITHOUT_TEXT.at(file, line=spot.line, column=spot.column, what=spot.what)
