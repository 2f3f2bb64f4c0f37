"""What a changed file is called, and what of it is no matter of its text: that it is new, gone, moved, or another thing in git's eyes."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.content_kinds import FORM_FILE, GUIDE, LAW_TEXT, POWER, REGISTER, ContentKind
from quanli.frozen import frozen
from quanli.git.listing import NOTHING
from quanli.git.objects import Objects
from quanli.history.change import Change, action_of
from quanli.history.kinds import Kind
from quanli.history.naming import Names
from quanli.review.attached_words import file_in_words, nature_in_words
from quanli.review.registers import register_title
from quanli.review.revisions import FileChange
from quanli.review.text_words import guide_title, law_size


@frozen
class Told:
    """A changed file with what is known of it: its kind, the id in its path, its bytes (None: none, or no plain file)."""

    file: FileChange
    of: ContentKind | None
    name: str
    kind: Kind
    before: bytes | None
    after: bytes | None
    natures: tuple[str, str]
    """What stands there on both sides, in git's eyes."""

    def texts(self) -> tuple[str, str] | None:
        """Give both versions as texts, of one that is not there an empty one; None where either is no text."""
        try:
            before, after = ((data or b"").decode("utf-8-sig") for data in (self.before, self.after))
        except UnicodeDecodeError:
            return None
        return None if "\0" in before + after else (before, after)


def nature_changes(file: FileChange, objects: Objects, kind: Kind) -> Iterator[Change]:
    """Say that git sees something else at a path: a link, another repository, a program instead of a file."""
    was, now = natures_of(file, objects)
    if was == now or (NOTHING in {file.before, file.after} and "可以执行的文件" not in {was, now}):
        return  # what a link or another repository is, is said with its name
    yield Change(("mode",), "文件性质", action_of(was, now), was, now, kind)


def natures_of(file: FileChange, objects: Objects) -> tuple[str, str]:
    """Say what stands at a path before and after, in git's eyes; empty where nothing does."""
    was, now = (nature_in_words(entry, objects.one(entry.blob) if entry.link else None) for entry in (file.before, file.after))
    return was, now


def move_changes(path: str, moved_from: str, kinds: frozenset[Kind], kind: Kind, names: Names) -> Iterator[Change]:
    """Say that a file lies elsewhere: an item in another office's folder is another office's, one under another name has another code."""
    if not moved_from:
        return
    (was, old), (now, new) = (place.rpartition("/")[::2] for place in (moved_from, path))
    item = POWER.id_of(path) is not None
    if was != now:
        before, after = (names.get(("office", place.rpartition("/")[2]), place) if item else f"{place}/" for place in (was, now))
        yield Change(("folder",), "事项所在的机关" if item else "所在文件夹", "changed", before, after, "moved" if "moved" in kinds else kind)
    if old != new:
        yield Change(("file",), "文件名", "changed", old, new, "renumbered" if "renumbered" in kinds else kind)


def whole(told: Told, names: Names) -> Change:
    """Say that a file is new, gone or another one."""
    label = title(told, names)
    if told.file.before is NOTHING:
        return Change((), label, "added", "", _detail(told, told.after), told.kind)
    if told.file.after is NOTHING:
        return Change((), label, "removed", _detail(told, told.before), "", told.kind)
    was, now = (file_in_words(told.file.path, data) for data in (told.before, told.after))
    if was == now:
        was, now = (file_in_words(told.file.path, data, told_apart=True) for data in (told.before, told.after))
    return Change((), label, "changed", was, now, told.kind)


def title(told: Told, names: Names) -> str:
    """Name a file as people do."""
    of, name = told.of, told.name
    if of is GUIDE:
        called = guide_title(told.after or told.before or b"", told.file.path)
        return f"指南“{called or name}”"
    if of is FORM_FILE:
        return f"附件“{name}”"
    if of is REGISTER:
        return register_title(name)
    if of is LAW_TEXT:
        law, version = name[: -len("-2000-01-01")], name[-len("2000-01-01") :]
        return f"《{names.get(('law', law)) or law}》{version} 版的文本"
    return f"文件 {told.file.path}" if of is None or of.many else of.zh


def _detail(told: Told, data: bytes | None) -> str:
    if told.of is LAW_TEXT and data:
        return law_size(data.decode("utf-8-sig", "replace"))
    if not (told.file.after if told.file.before is NOTHING else told.file.before).regular:
        return "".join(told.natures)
    return file_in_words(told.file.path, data) if told.of is None or told.of is FORM_FILE else ""
