"""What newer versions of laws touch, told line by line; and the change drafted on a branch."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from quanli.catalogue.law_rests import field_name, field_of
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.cli.voice import CONTROL, Voice
from quanli.pipeline.law_watch import Touched, Watched, watched
from quanli.pipeline.options import STATE
from quanli.pipeline.statute_books import statute_book
from quanli.statutes.compare import Fate

_KINDS = {
    "changed": ("有改动", "changed"), "moved": ("移到{after}", "moved to {after}"), "moved-changed": ("移到{after}，有改动", "moved to {after} and changed"),
    "split": ("分成{after}", "split into {after}"), "merged": ("并入{after}", "merged into {after}"), "gone": ("已删去{near}", "fell away{near_en}"),
}  # fmt: skip
_COUNTED = (
    ("changed", "改动", "changed"), ("moved", "只改条号", "renumbered"), ("moved-changed", "改条号并改动", "renumbered and changed"),
    ("split", "拆分", "split"), ("merged", "合并", "merged"), ("new", "新增", "new"), ("gone", "删去", "fallen away"),
)  # fmt: skip


def tell_watched(root: Path, day: datetime.date, voice: Voice) -> None:
    """Say what the versions in the library that are newer than those cited touch; nothing where there is none."""
    tree = FolderTree(root)
    registry, _ = read_registry(tree)
    if registry is None:
        return
    for one in watched(tree, registry, statute_book(tree, registry.laws, day, root / STATE)):
        _tell(one, day, voice)


def _tell(one: Watched, day: datetime.date, voice: Voice) -> None:
    after = one.step.after
    zh, en = ("自 {} 起施行", "in force from {}") if after.stated else ("来源没有写明施行日期（按 {}）", "no source says from when (taken as {})")
    if after.stated and after.begins <= day:
        zh, en = "已自 {} 起施行", "in force since {}"
    counts: Counter[str] = Counter(fate.kind for fate in one.step.comparison.changes)
    changes_zh = "，".join(f"{word} {counts[kind]} 条" for kind, word, _ in _COUNTED if counts[kind]) or "条文没有变化"
    changes_en = ", ".join(f"{counts[kind]} {word}" for kind, _, word in _COUNTED if counts[kind]) or "no article differs"
    voice.say(
        f"《{one.step.law.title}》{one.step.before} → {after.date}，{zh.format(after.begins)}：{changes_zh}",
        f"{one.step.law.title} {one.step.before} → {after.date}, {en.format(after.begins)}: {changes_en}",
        sys.stdout,
    )
    for each in one.touched:
        line = f"  {each.place}: {_touched(each, voice)}"
        print(line.translate(CONTROL))
    voice.say(
        f"  涉及 {len({each.place.file for each in one.touched})} 个文件 {len(one.touched)} 处；另有 {one.untouched} 处所引条文没有变化",
        f"  {len(one.touched)} fields of {len({each.place.file for each in one.touched})} files are touched; {one.untouched} more cite articles that did not change",
        sys.stdout,
    )


def _touched(each: Touched, voice: Voice) -> str:
    field = voice.pick(field_name(field_of(each.rest.path)), str(each.rest.path[0]).replace("_", " "))
    path = ".".join(map(str, each.rest.path))
    return f"{each.rest.article} {_became(each.fate, voice)} ← {field} {path}"


def _became(fate: Fate, voice: Voice) -> str:
    near = {"near": f"，相近的是{fate.near}" if fate.near else "", "near_en": f", nearest to it: {fate.near}" if fate.near else ""}
    return voice.pick(*_KINDS[fate.kind]).format(after="、".join(fate.after), **near)


def draft_on(root: Path, words: Iterable[str], day: datetime.date, proposed_by: str, voice: Voice) -> int:
    """Make a branch with the change drafted; say what was committed and what is left to judge."""
    from quanli.cli import PROBLEMS, USAGE  # noqa: PLC0415
    from quanli.git.commit import is_branch_name  # noqa: PLC0415
    from quanli.git.log import GitError  # noqa: PLC0415
    from quanli.pipeline.entrusted import refuse_tracked, require_own  # noqa: PLC0415
    from quanli.review.law_draft import draft  # noqa: PLC0415

    branch = "".join(words)
    require_own(root, root / "output")
    refuse_tracked(root, root / "output")
    if not branch or not is_branch_name(root, branch):
        voice.say("写明新分支的名称，如：quanli laws watch law-2026", "name the branch to make, e.g. quanli laws watch law-2026")
        return USAGE
    try:
        done = draft(root, branch, day, root / STATE, proposed_by)
    except GitError as error:
        voice.git_failed(error)
        return PROBLEMS
    for title, version, begins in done.waiting:
        voice.say(
            f"《{title}》{version} 版 {begins} 才施行：只登记，事项到那天再改（--day {begins}）",
            f"{title} {version} comes into force on {begins}: entered only; the items follow on that day (--day {begins})",
        )
    for file in done.unchanged:
        voice.say(f"{file} 的写法不能就地修改，没有改", f"{file} is written so that nothing can be changed in place: left as it is")
    for commit in done.commits:
        print(commit.subject.translate(CONTROL))
        for one in commit.judge:
            print(f"  {voice.pick('须由人判断', 'to be judged')}: {one}".translate(CONTROL))
    if not done.commits:
        voice.say("没有要起草的变更", "there is nothing to draft")
        return 0
    voice.say(f"已在分支 {branch} 上起草 {len(done.commits)} 个提交；接下来：quanli review HEAD {branch}", f"drafted on the branch {branch}, {len(done.commits)} commits; next: quanli review HEAD {branch}")
    return 0
