"""Why what differs from the published release may not be published: in sentences that name the item, the commit and what to do."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from quanli.approval.statement import StatementError, read_kept
from quanli.build.backstage import beside
from quanli.catalogue.content_kinds import POWER, content_kind_of
from quanli.errors import Problem, Rule
from quanli.git.log import FileChange
from quanli.git.objects import Objects
from quanli.pipeline.entrusted import STATE_TRACKED
from quanli.pipeline.options import STATE
from quanli.review.candidates import Candidate
from quanli.review.ground import Ground
from quanli.review.segments import Delta
from quanli.review.way import Landing

CHANGE_UNAPPROVED = Rule(
    "CHANGE_UNAPPROVED", "error",
    zh="{item_zh}的改动没有经过批准（{commit_zh}）：没有一份变更书写到这一改动",
    en="the change of {item_en} was not approved: {commit_en} changed it, and no statement is about that",
    hint_zh="用 quanli propose 提出，由各环节用 quanli approve 签署；或者恢复已发布的文本",
    hint_en="propose it with quanli propose and let each role sign with quanli approve; or restore the published text",
    follows="A 第十三条、D 第十七条：变更须经批准",
)
TEXT_UNAPPROVED = Rule(
    "TEXT_UNAPPROVED", "error",
    zh="{item_zh}的文本不是变更 {id} 批准的文本（{commit_zh}）：合并或者批准以后的改动使它成了没有人批准过的文本",
    en="the text of {item_en} is not the one approved: that of change {id} differs from that in {commit_en}; by a merge, or an edit after the approval, it became a text that nobody approved",
    hint_zh="改成批准的文本；要用现在的文本，用 quanli propose 重新提出，由各环节重新签署",
    hint_en="make it the approved text; to keep the present one, propose it anew with quanli propose and let it be signed anew",
    follows="发布的就是批准的：批准的是逐字的文本",
)
TEXT_SKEWED = Rule(
    "TEXT_SKEWED", "error",
    zh="{item_zh}：变更 {id} 是对照另一文本批准的，已发布的文本不是它当时看到的文本（{commit_zh}）",
    en="{item_en}: change {id} was approved against another text than the published one ({commit_en})",
    hint_zh="对照现在发布的文本用 quanli propose 重新提出，由各环节重新签署",
    hint_en="propose it anew against the published text with quanli propose, and let it be signed anew",
    follows="批准的是从哪一文本改到哪一文本",
)
APPROVAL_SPENT = Rule(
    "APPROVAL_SPENT", "error",
    zh="{item_zh}的改动（{commit_zh}）用的是变更 {id} 的批准，这项变更早已在主线上，批准只能用一次",
    en="the change of {item_en} ({commit_en}) rests on the approval of change {id}, which has long been on the main line: an approval serves once",
    hint_zh="再作同样的改动，也要用 quanli propose 重新提出，由各环节重新签署",
    hint_en="to do the same again, propose it anew with quanli propose and let it be signed anew",
    follows="一份批准只属于一次变更",
)
APPROVAL_UNUSED = Rule(
    "APPROVAL_UNUSED", "error",
    zh="变更 {id}（{item_zh}）已经批准，主线上却没有照它改，或者只改了一部分（{commit_zh}）",
    en="change {id} ({item_en}) is approved, but the main line does not do what it says, or does only part of it ({commit_en})",
    hint_zh="把变更完整地并入主线；不再需要的，连同 content/approvals/{id} 一并从要合并的分支上去掉",
    hint_en="merge the whole change; if it is not wanted any more, take content/approvals/{id} off the branch before it is merged",
    follows="发布的就是批准的：批准的变更整项施行",
)
APPROVALS_ALTERED = Rule(
    "APPROVALS_ALTERED", "error",
    zh="审批文件 {path} 被{did_zh}（{commit_zh}）：已经在主线上的审批文件只能增加，不能改，也不能删",
    en="{commit_en} {did_en} the approval file {path}: what is on the main line may be added to, not altered or removed",
    hint_zh="恢复这个文件", hint_en="restore this file",
    follows="审批是档案，不得涂改",
)
GOVERNED_NOT_PLAIN = Rule(
    "GOVERNED_NOT_PLAIN", "error",
    zh="{item_zh}成了{nature_zh}（{commit_zh}），批准的只能是普通文件的内容", en="{item_en} became {nature_en} in {commit_en}: only contents of plain files can be approved",
    hint_zh="换成普通文件", hint_en="make it a plain file",
    follows="批准的是人能读的文字，不是指向别处的链接",
)
OUTPUT = "output"
"""Where a build of the site puts its pages unless told otherwise."""
_NATURES = {"120000": ("链接", "a link"), "160000": ("另一个仓库（子模块）", "another repository (a submodule)"), "100755": ("可执行的程序", "a program")}
_BUILT = frozenset({STATE, OUTPUT, beside(Path(OUTPUT)).name})
_NAME = re.compile(rb"^name:[ \t]*[\"']?([^\n\"'#]+)", re.MULTILINE)


class Refusals:
    """Says why, as of the ground on which the main line stands."""

    def __init__(self, objects: Objects, ground: Ground) -> None:
        self._objects, self._ground = objects, ground

    def of_nature(self, delta: Delta) -> Iterator[Problem]:
        """Name governed files that are none any more, and approvals that were altered."""
        for one in delta.unplain:
            zh, en = _NATURES.get(one.modes[1], ("特殊文件", "a special file"))
            yield GOVERNED_NOT_PLAIN.at(one.path, nature_zh=zh, nature_en=en, **self._item(one), **_told(delta, one.path))
        for one in delta.altered:
            did = ("改动", "altered") if one.after else ("删去", "removed")
            yield APPROVALS_ALTERED.at(one.path, path=one.path, did_zh=did[0], did_en=did[1], **_told(delta, one.path))

    def of_state(self, delta: Delta) -> Iterator[Problem]:
        """Name what a build would believe because it lies there: no commit brings state or output."""
        there = {path for path, one in delta.files.items() if one.after} | (self._ground.paths - delta.files.keys())
        found = {path.partition("/")[0]: path for path in sorted(there, reverse=True) if path.partition("/")[0].casefold() in _BUILT}
        for folder, path in sorted(found.items()):
            yield STATE_TRACKED.at(path, path=path, folder=folder)

    def of_files(self, delta: Delta, wrong: Sequence[str], complete: Sequence[Candidate], others: Sequence[Candidate]) -> Iterator[Problem]:
        """Say of each file that is not accounted for what it lacks, and of each approved change that is not done."""
        governed = delta.governed
        told: set[str] = set()
        yield from (fault for one in others if not one.proposed.paths for fault in one.problems)
        for path in wrong:
            approved = [one for one in complete if path in one.proposed.paths]
            if path not in governed:
                yield from self.of_unused(delta, approved)
                continue
            if approved:
                yield self._of_text(delta, governed[path], approved)
                continue
            waiting = [one for one in others if _leads(one, governed[path])] or [one for one in others if path in one.proposed.paths]
            for change in waiting:
                if change.id not in told:
                    told.add(change.id)
                    yield from change.problems
            if not waiting:
                yield self._of_nobody(delta, governed[path])

    def of_unused(self, delta: Delta, changes: Iterable[Candidate]) -> Iterator[Problem]:
        """Name approved changes that the main line does not carry out."""
        for change in changes:
            path = change.proposed.statement.steps[0].path
            yield APPROVAL_UNUSED.at(path, id=change.id, **self._item_at(path), **_commit(delta.landings[-1]))

    def _of_text(self, delta: Delta, one: FileChange, approved: Sequence[Candidate]) -> Problem:
        steps = [(change.id, step) for change in approved for step in change.proposed.statement.steps if step.path == one.path]
        ends = [id_ for id_, step in steps if step.after == one.after]
        rule = TEXT_SKEWED if ends else TEXT_UNAPPROVED
        return rule.at(one.path, id=(ends or [steps[-1][0]])[0], **self._item(one), **_told(delta, one.path))

    def _of_nobody(self, delta: Delta, one: FileChange) -> Problem:
        words = {**self._item(one), **_told(delta, one.path)}
        name = self._spent.get((one.path, one.after))
        if name:
            return APPROVAL_SPENT.at(one.path, id=name, **words)
        return CHANGE_UNAPPROVED.at(one.path, **words)

    @functools.cached_property
    def _spent(self) -> dict[tuple[str, str], str]:
        """Give the changes that had come to the main line before, by each file and the text that they led to."""
        found = dict[tuple[str, str], str]()
        for name, blob in sorted(self._ground.spent().items()):
            try:
                statement = read_kept((self._objects.one(blob) or b"").decode("utf-8", "replace"))
            except StatementError:
                continue
            found |= {(step.path, step.after): name for step in statement.steps}
        return found

    def _item(self, one: FileChange) -> dict[str, Any]:
        return self._called(one.path, one.after or one.before)

    def _item_at(self, path: str) -> dict[str, Any]:
        return self._called(path, self._ground.text_of(path))

    def _called(self, path: str, blob: str) -> dict[str, Any]:
        """Name an item by code and name, any other file by what it is and its path."""
        code = POWER.id_of(path)
        if code:
            found = _NAME.search((self._objects.one(blob) or b"") if blob else b"")
            name = f"{code} {found[1].decode('utf-8', 'replace').strip()}" if found else code
            return {"item_zh": f"事项“{name}”", "item_en": f'the item "{name}"'}
        known = content_kind_of(path)
        zh, en = (known[0].zh, f"the {known[0].en}") if known else ("文件", "the file")
        return {"item_zh": f"{zh}“{path}”", "item_en": f'{en} "{path}"'}


def _leads(change: Candidate, one: FileChange) -> bool:
    return any(step.path == one.path and step.after == one.after for step in change.proposed.statement.steps)


def _told(delta: Delta, path: str) -> dict[str, Any]:
    return _commit(delta.last(path))


def _commit(landing: Landing) -> dict[str, Any]:
    if landing.merged:
        return {"commit_zh": "合并的结果", "commit_en": "the merge"}
    return {"commit_zh": f"提交 {landing.id[:10]}", "commit_en": f"commit {landing.id[:10]}"}
