"""What commits say of a change, held against what was approved: nobody merges another reason or another day into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quanli.approval.governed import STATEMENT, change_of, is_governed
from quanli.approval.statement import STATEMENTS
from quanli.errors import Problem, Rule
from quanli.history.naming import one_line
from quanli.history.record import personal_message
from quanli.personal.masking import personal_numbers
from quanli.review.candidates import Candidate
from quanli.review.segments import Delta
from quanli.review.way import Message

MESSAGE_DIFFERS = Rule(
    "MESSAGE_DIFFERS", "error",
    zh="提交 {commit} 的说明写“{key}: {said}”，批准的变更 {id} 的{label}是“{approved}”：说明不能另写一个",
    en='the message of commit {commit} says "{key}: {said}", while the approved change {id} has "{approved}" for its {label_en}: a message cannot say another',
    hint_zh="改写这个提交的说明，删去“{key}”一行或者照批准的写；要改{label}本身，用 quanli propose 重新提出",
    hint_en='rewrite the message of this commit without "{key}" or with what was approved; to change it, propose anew with quanli propose',
    follows="理由、依据、文件和施行日期是批准的内容；合并的说明不能改它们",
)
MESSAGE_LOST = Rule(
    "MESSAGE_LOST", "error",
    zh="合并到主线的提交没有保留{label}（“{key}: {approved}”）：变更 {id} 只由代码平台批准，没有变更书，记录里就再也查不到",
    en='what was merged does not keep the {label_en} ("{key}: {approved}"): the forge alone vouches for change {id}, which has no statement, so the record would lose it',
    hint_zh="合并时把这一行写进提交说明，或者先用 quanli propose 写成变更书",
    hint_en="put this line into the message when merging, or write a statement first with quanli propose",
    follows="合并的方式不能丢掉理由、依据、文件和施行日期",
)
_KNOWN = {key.lower(): key for key in STATEMENTS}


def check_messages(delta: Delta, used: Sequence[Candidate]) -> Iterator[Problem]:
    """Hold what the commits of a segment say against what was approved."""
    kept: dict[str, set[str]] = {key: set() for key in STATEMENTS}
    for message in delta.messages:
        if not any(map(is_governed, message.files)):
            continue
        for name, value in message.trailers:
            key, said = _KNOWN.get(name.lower(), ""), one_line(value)
            if key and said and used:
                kept[key].add(said)
                yield from _differs(message, key, said, used)
    for change in used:
        for key, approved in change.proposed.statement.said.items():
            if not change.proposed.text and key in STATEMENTS and approved not in kept[key]:
                yield MESSAGE_LOST.at("", id=change.id, key=key, approved=approved, **_words(key))


def check_persons(messages: Iterable[Message]) -> Iterator[Problem]:
    """Name commits whose messages hold the number of a person: once they are on the main line it is not taken back."""
    for message in messages:
        if any(map(personal_numbers, (message.subject, *(value for _, value in message.trailers)))):
            yield personal_message(message.commit)


def _differs(message: Message, key: str, said: str, used: Sequence[Candidate]) -> Iterator[Problem]:
    """Name a message that says another thing than any approved change.

    That of a proposal whose place another has taken may, where the statement says it: the record reads that first.
    """
    approved = {one.id: one.proposed.statement.said.get(key, "") for one in used}
    proposes = {change[0] for change in map(change_of, message.files) if change and change[1] == STATEMENT}
    if said in approved.values() or (all(approved.values()) and proposes - approved.keys()):
        return
    change = _nearest(message, used)
    told = approved[change.id] or "（没有写）"
    yield MESSAGE_DIFFERS.at("", commit=message.commit[:10], key=key, said=said[:120], id=change.id, approved=told[:120], **_words(key))


def _nearest(message: Message, used: Sequence[Candidate]) -> Candidate:
    """Give the change whose files the commit has most of."""
    return max(used, key=lambda one: len(one.proposed.paths.intersection(message.files)))


def _words(key: str) -> dict[str, Any]:
    return {"label": STATEMENTS[key].zh, "label_en": STATEMENTS[key].en}
