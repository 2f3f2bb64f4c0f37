"""Publishing from beginning to end: what is shown, whether what came since is approved, the build, the guard, the signature, the switch."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from quanli.build.owner import OUTPUT_FOREIGN, OUTPUT_TAKEN
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.frozen import frozen
from quanli.git.ask import ask
from quanli.git.repository import reached
from quanli.publish.clean_place import CleanPlace, Repository, checked_out, repository
from quanli.publish.guard import removals
from quanli.publish.last_seen import keep_signers, note_seen
from quanli.publish.listing import ASSETS, Difference, Listing, difference
from quanli.publish.release import NOT_REQUIRED, REQUIRED, Release, digest, read_release
from quanli.publish.signature import sign
from quanli.publish.target import SignedRelease, Target
from quanli.publish.tree import reader
from quanli.publish.trusted import trusted

PUBLISH_FIRST = Rule(
    "PUBLISH_FIRST", "error",
    zh="目标上还没有公布过任何版本：审批从第一个版本算起", en="nothing has been published to this target yet: approvals are asked for from the first release on",
    hint_zh="核对提交 {commit}，确认由它开始的，加 --first", hint_en="look at commit {commit}; to begin with it, add --first",
    follows="审批的起点须由人确认，并记入发布记录",
)
PUBLISH_OTHER_SITE = Rule(
    "PUBLISH_OTHER_SITE", "error",
    zh="目标上公布的是另一个站点：{owner}", en="the target shows another site: {owner}",
    hint_zh="换一个目标；站点改了名或域名的，加 --renamed", hint_en="choose another target; if the site's name or domain changed, add --renamed",
    follows="发布不写入不属于自己的目录",
)
PUBLISH_UNRELATED = Rule(
    "PUBLISH_UNRELATED", "error",
    zh="提交 {commit} 不是在已公布的 {shown} 之后", en="commit {commit} does not come after what is published, {shown}",
    hint_zh="取得完整的主线后再发布；要换回以前的版本，用 quanli rollback", hint_en="fetch the whole main line and publish from it; to show an earlier release, use quanli rollback",
    follows="审批从已公布的版本算起",
)
PUBLISH_WITHDRAWN = Rule(
    "PUBLISH_WITHDRAWN", "error",
    zh="提交 {commit} 已由第 {serial} 次发布撤回，没有更正就不再公布", en="commit {commit} was taken back by release {serial}, and is not shown again as it is",
    hint_zh="提交更正后再发布；确要再次公布原样的，加 --again", hint_en="commit what mends it, and publish that; to show it again as it is, add --again",
    follows="回退的版本不得被自动发布重新公布",
)
PUBLISH_MIXED = Rule(
    "PUBLISH_MIXED", "error",
    zh="这一版的摘要清单不是发布记录所说的：有文件被换过", en="the list of digests of this release is not the one that its record names: files were exchanged",
    hint_zh="运行 quanli verify；用 quanli publish --anew 重新写出全部文件", hint_en="run quanli verify; write all files anew with quanli publish --anew",
    follows="发布的每个文件须与摘要清单相符",
)


@frozen
class Asked:
    """What is asked for: which commit for which day (None: that of the commit), signed by which key, under which leave."""

    commit: str
    key: Path
    signers: bytes
    day: datetime.date | None = None
    first: bool = False
    require: bool = True
    """Whether what came since the last release must be approved."""
    allow_removal: bool = False
    """Whether pages may go in numbers, or all of them."""
    again: bool = False
    """Whether a commit that was taken back may be shown again as it is."""
    renamed: bool = False
    anew: bool = False
    """Whether every file is written anew, whatever the target has."""
    keep: int = 5


@frozen
class Published:
    """What was done: the release that is shown now, whether it is new, and how many files came and went."""

    release: Release
    new: bool
    come: int = 0
    go: int = 0


Build = Callable[[CleanPlace, datetime.date], int]
"""Builds the site in a clean place for a day, and gives the number of its powers."""
Admitted = Callable[[str, str], Iterable[Problem]]
"""Says what speaks against publishing a commit (the second) upon another (the first)."""


def publish(root: Path, folder: Path, target: Target, asked: Asked, build: Build, admitted: Admitted) -> Published:
    """Publish a commit of a site; ``folder`` is where the clean place lies. Called under the target's lock.

    Raises :class:`ProblemsFoundError` with what stands against it; then nothing has changed.
    """
    source = repository(root)
    before = trusted(target, asked.signers)
    wrong = list(_standing_against(root, before, asked))
    if wrong:
        raise ProblemsFoundError(wrong)
    day = _day(root, before, asked)
    if before and asked.require:
        _raise_any(admitted(before.release.commit, asked.commit))
    return _built(source, folder, target, asked, before, day, build)


def _standing_against(root: Path, before: SignedRelease | None, asked: Asked) -> Iterable[Problem]:
    short = asked.commit[:12]
    if before is None:
        if not asked.first:
            yield PUBLISH_FIRST.at("", commit=short)
        return
    shown, taken_back = before.release.commit, before.release.withdrawn
    if asked.commit == shown:
        return
    if asked.require and not is_ancestor(root, shown, asked.commit):
        yield PUBLISH_UNRELATED.at("", commit=short, shown=shown[:12])
    if taken_back and not asked.again and is_ancestor(root, asked.commit, taken_back):
        yield PUBLISH_WITHDRAWN.at("", commit=short, serial=before.release.serial)


def _day(root: Path, before: SignedRelease | None, asked: Asked) -> datetime.date:
    """Give the day that was asked for, or that of the commit, which sets none back: a commit may bear any date."""
    if asked.day:
        return asked.day
    revision = reached(root, asked.commit)
    days = [revision.day] if revision else []
    return max([*days, *([before.release.day] if before else [])])


def _built(
    source: Repository, folder: Path, target: Target, asked: Asked, before: SignedRelease | None, day: datetime.date, build: Build
) -> Published:
    with checked_out(source, folder, asked.commit) as place:
        powers = _build(place, day, build)
        new = Listing(reader(place.output))
        old = None if asked.anew else listing_of(target, before)
        steps = _compared(target, old, new)
        _raise_any(_of_the_site(before, new, asked))
        if not asked.allow_removal:
            _raise_any(removals(powers, old, steps))
        if before and _is_shown(before, new, asked):
            note_seen(folder, before.release.serial, before.record)
            return Published(before.release, new=False)
        release = next_release(target, before, new, steps, asked, day)
        record = release.record()
        signed = SignedRelease(release, record, sign(asked.key, record))
        target.publish(signed, place.output, asked.keep, anew=asked.anew)
        note_seen(folder, release.serial, record)
        keep_signers(folder, asked.signers)
        return Published(release, new=True, come=len(steps.come), go=len(steps.go))


def _build(place: CleanPlace, day: datetime.date, build: Build) -> int:
    """Build; what was built here under another name, or left damaged, gives way."""
    try:
        return build(place, day)
    except ProblemsFoundError as error:
        if not {found.code for found in error.problems} <= {OUTPUT_TAKEN.code, OUTPUT_FOREIGN.code}:
            raise
    place.clear()
    return build(place, day)


def _compared(target: Target, old: Listing | None, new: Listing) -> Difference:
    try:
        return difference(old, new)
    except (OSError, ValueError):
        raise ProblemsFoundError([PUBLISH_MIXED.at(target.name)]) from None


def listing_of(target: Target, signed: SignedRelease | None, serial: int = 0) -> Listing | None:
    """Give the list of digests of a release that a target shows, or keeps under a serial, where it is the one that its record names.

    Raises :class:`ProblemsFoundError`.
    """
    if signed is None:
        return None
    with suppress(OSError, ValueError):
        listing = Listing(lambda path: target.read(path, serial))
        if listing.sha256 == signed.release.digests:
            return listing
    raise ProblemsFoundError([PUBLISH_MIXED.at(f"{target.name} {serial or signed.release.serial}")])


def _of_the_site(before: SignedRelease | None, new: Listing, asked: Asked) -> Iterable[Problem]:
    if before and before.release.site != new.site and not asked.renamed:
        yield PUBLISH_OTHER_SITE.at("", owner=before.release.site)


def _is_shown(before: SignedRelease, new: Listing, asked: Asked) -> bool:
    return not asked.anew and (before.release.commit, before.release.digests) == (asked.commit, new.sha256)


def next_release(
    target: Target, before: SignedRelease | None, new: Listing, steps: Difference, asked: Asked, day: datetime.date
) -> Release:
    """Say what a release says of itself, after the one that is shown and all that were."""
    serial, previous = newest(target, before)
    asked_for = REQUIRED if asked.require else NOT_REQUIRED
    goes_on = bool(before) and asked.require
    withdrawn = before.release.withdrawn if before and asked.commit == before.release.commit else ""
    return Release(
        site=new.site, commit=asked.commit, day=day, serial=serial + 1, previous=previous, digests=new.sha256,
        approval=asked_for, baseline=before.release.baseline if before and goes_on else asked.commit,
        withdrawn=withdrawn, kept=tuple(file for file in steps.go if file.path.startswith(ASSETS)),
    )  # fmt: skip


def newest(target: Target, before: SignedRelease | None) -> tuple[int, str]:
    """Give serial and digest of the newest release of a target: a new one comes after it, whichever is shown."""
    for record, _ in target.records():
        try:
            return read_release(record).serial, digest(record)
        except ValueError:
            continue
    return (before.release.serial, digest(before.record)) if before else (0, "")


def is_ancestor(root: Path, older: str, newer: str) -> bool:
    """Tell whether a commit leads to another, or is it; False where git does not know one of them."""
    return ask(root, "merge-base", "--is-ancestor", older, newer) is not None


def _raise_any(found: Iterable[Problem]) -> None:
    problems = list(found)
    if problems:
        raise ProblemsFoundError(problems)
