"""``quanli search``: the catalogue searched from the terminal, as the public page searches it."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser("search", parents=[common], help="在终端查找事项 / search the catalogue")
    command.add_argument("words", nargs="+", metavar="WORDS", help="说法、拼音、编码 / words, pinyin, a code")
    command.add_argument("--limit", type=int, default=10, metavar="N", help="最多列出几个 / how many at most")
    command.add_argument("--format", choices=("text", "json"), default="text", help="输出格式 / how to print")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Search and print; the index is brought up to the catalogue first, by the changed files only."""
    from quanli.git.repository import today  # noqa: PLC0415
    from quanli.pipeline.entrusted import refuse_tracked  # noqa: PLC0415
    from quanli.search.working_copy import open_working_copy  # noqa: PLC0415

    root = arguments.site.resolve()
    refuse_tracked(root, root / "output")
    with open_working_copy(root, root / ".quanli", today()) as index:
        hits, full = index.find(" ".join(arguments.words))
    shown = hits[: max(0, arguments.limit)]
    if arguments.format == "json":
        rows = [{"code": hit.code, "name": hit.name, "summary": hit.summary} for hit in shown]
        print(json.dumps({"total": len(hits), "full": full, "hits": rows}, ensure_ascii=False, indent=1))
        return 0
    for hit in shown:
        print(f"{hit.code}  {hit.name}")
    if not hits:
        voice.say("没有找到", "nothing found")
    elif full:
        voice.say(f"找到 {len(hits)} 个事项", f"{len(hits)} items")
    else:
        voice.say(f"没有完全符合的，最接近的有 {len(hits)} 个", f"none fits exactly; {len(hits)} are near")
    return 0
