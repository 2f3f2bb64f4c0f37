"""``quanli history``: an item's legal changes, read from git."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice
    from quanli.history.agreed import Agreed
    from quanli.history.revision import LegalEvent

_SAID = (
    ("reason", "理由", "reason"),
    ("legal_basis", "依据", "legal basis"),
    ("document", "文件", "document"),
)


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "history", parents=[common], help="一个事项的变更记录 / an item's legal changes"
    )
    command.add_argument("code", help="权力编码 / the item's code")
    command.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="输出格式 / how to print"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Print the changes, newest first."""
    from quanli.build.lock import site_lock  # noqa: PLC0415
    from quanli.catalogue.registry import read_registry  # noqa: PLC0415
    from quanli.catalogue.tree import FolderTree  # noqa: PLC0415
    from quanli.history.refresh import open_record  # noqa: PLC0415
    from quanli.history.titles import titles  # noqa: PLC0415
    from quanli.pipeline.entrusted import refuse_tracked  # noqa: PLC0415
    from quanli.pipeline.options import STATE  # noqa: PLC0415

    root = arguments.site.resolve()
    refuse_tracked(root, root / "output")
    registry = read_registry(FolderTree(root))[0]
    with site_lock(root / STATE):
        record = open_record(root, root / STATE, titles(registry) if registry else {})
        events, faults = record.events(arguments.code), [one for one in (record.why_incomplete, record.unproved()) if one]
        successor = record.successor(arguments.code)
        record.close()
    for why in faults:
        voice.say(f"{why.message('zh')}：{why.hint('zh')}", f"{why.message('en')}: {why.hint('en')}")
    if not events:
        voice.say(f"没有 {arguments.code} 的变更记录", f"there is no record of {arguments.code}")
        return 1
    if successor:
        voice.say(f"{arguments.code} 已改为 {successor}", f"{arguments.code} is now {successor}")
    print(_FORMATS[arguments.format](events, voice), end="")
    return 0


def _text(events: Iterable[LegalEvent], voice: Voice) -> str:
    lines = []
    for event in events:
        lines += [_heading(event, voice), *(f"  {line}" for line in _sentences(event, voice))]
        lines += [f"  {word}：{said}" for word, said in _said(event, voice)]
        lines.append("")
    return "\n".join(lines)


def _markdown(events: Iterable[LegalEvent], voice: Voice) -> str:
    lines: list[str] = []
    for event in events:
        lines += [f"## {_escaped(_heading(event, voice))}", ""]
        if event.changes:
            words = ("变更内容", "变更前", "变更后") if voice.language == "zh" else ("what", "before", "after")
            lines += [f"| {' | '.join(words)} |", "|---|---|---|"]
            lines += [
                f"| {' | '.join(map(_escaped, (change.label, change.before, change.after)))} |" for change in event.changes
            ]
        else:
            lines += map(_escaped, _sentences(event, voice))
        lines += ["", *(f"- {word}：{_escaped(said)}" for word, said in _said(event, voice)), ""]
    return "\n".join(lines)


def _json(events: Iterable[LegalEvent], _: Voice) -> str:
    return json.dumps([_as_json(event) for event in events], ensure_ascii=False, indent=1) + "\n"


def _as_json(event: LegalEvent) -> dict[str, Any]:
    revision = event.revision
    return {
        "code": revision.code,
        "file": revision.file,
        "renamed_from": revision.renamed_from,
        "commit": revision.commit.id,
        "committed_on": revision.commit.day.isoformat(),
        "effective_on": event.effective_on.isoformat() if event.effective_on else None,
        "readable": event.readable,
        "faults": list(event.faults),
        "reason": event.reason,
        "legal_basis": event.legal_basis,
        "document": event.document,
        "statements": list(event.statements),
        "approvals": [
            {"role": one.role, "office": one.office, "signer": one.signer, "day": one.day.isoformat(), "change": one.change}
            for one in event.approvals
        ],
        "changes": [
            {
                "path": list(change.path),
                "label": change.label,
                "action": change.action,
                "before": change.before,
                "after": change.after,
                "kind": change.kind,
                "direction": change.direction,
            }
            for change in event.changes
        ],
    }


def _heading(event: LegalEvent, voice: Voice) -> str:
    commit = event.revision.commit
    day = voice.pick("日期不详", "date unknown") if commit.doubtful else commit.day.isoformat()
    took = event.effective_on
    effect = voice.pick(f"，自 {took} 起施行", f", in effect from {took}") if took else ""
    return f"{day}{effect} [{commit.id[:10]}]"


def _sentences(event: LegalEvent, voice: Voice) -> list[str]:
    from quanli.history.change import sentence  # noqa: PLC0415

    said = [sentence(change) for change in event.changes]
    if event.revision.renamed_from:
        old, new = event.revision.renamed_from, event.revision.file
        said.insert(0, voice.pick(f"文件由 {old} 改为 {new}", f"moved from {old} to {new}"))
    if not event.readable:
        faults = "、".join(event.faults)
        said.append(voice.pick(f"这个版本读不出（{faults}）", f"this version cannot be read ({faults})"))
    return [" ".join(line.split()) for line in said]


def _said(event: LegalEvent, voice: Voice) -> list[tuple[str, str]]:
    said = [(voice.pick(zh, en), said) for key, zh, en in _SAID if (said := getattr(event, key))]
    return [*said, *((voice.pick("已验证签名", "signed, verified"), _agreed(one, voice)) for one in event.approvals)]


def _agreed(one: Agreed, voice: Voice) -> str:
    from quanli.history.founding import ROLES  # noqa: PLC0415

    term = next((term for role, term in ROLES.items() if role.lower() == one.role), None)
    return f"{voice.pick(term.zh, term.en) if term else one.role} {one.signer} {one.day}"


def _escaped(text: str) -> str:
    """Write text as Markdown that says the same: no markup, no table cell, no HTML comes of it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return " ".join("".join(f"\\{char}" if char in "\\`*_[]|#" else char for char in text).split())


_FORMATS = {"text": _text, "markdown": _markdown, "json": _json}
