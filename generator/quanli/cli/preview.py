"""A branch shown with the theme of what it is to be merged into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanli.pipeline.base_theme import differs, theme_for

if TYPE_CHECKING:
    from quanli.cli.voice import Voice
    from quanli.pipeline.options import Options


def with_theme_of(base: str, options: Options, voice: Voice) -> Options:
    """Give the options of the preview, and say where changes of the theme are not shown."""
    theme = theme_for(options.root, base)
    if theme and differs(options.root, theme):
        voice.say(
            f"主题是 {base} 的：这里对主题的改动没有显示",
            f"the theme is that of {base}: changes of the theme made here are not shown",
        )
    return options._replace(theme=theme)
