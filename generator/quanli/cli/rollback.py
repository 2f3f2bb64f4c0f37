"""``quanli rollback``: an earlier release shown once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

    from quanli.cli.voice import Voice


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    from quanli.cli.publish import add_keys, add_target  # noqa: PLC0415
    from quanli.cli.whole_number import whole_number  # noqa: PLC0415

    command = commands.add_parser("rollback", parents=[common], help="换回以前公布的版本 / show an earlier release once more")
    add_target(command)
    command.add_argument("--to", type=whole_number(1, 10**9), default=0, metavar="SERIAL", help="换回第几次发布，默认上一次 / which release (default: the one before)")
    add_keys(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Go back, and say to what."""
    from quanli.cli.publish import keys, locked, target_in  # noqa: PLC0415
    from quanli.publish.clean_place import place_of  # noqa: PLC0415
    from quanli.publish.last_seen import keep_signers, note_seen  # noqa: PLC0415
    from quanli.publish.rollback import rollback  # noqa: PLC0415
    from quanli.publish.target import TargetLockedError  # noqa: PLC0415

    target = target_in(arguments)
    key, signers = keys(arguments)
    try:
        with target.lock():
            done = rollback(target, key, signers, arguments.to)
    except TargetLockedError as error:
        return locked(error, voice)
    release, folder = done.release, place_of(arguments.site.resolve(), target.name)
    note_seen(folder, release.serial, done.record)
    keep_signers(folder, signers)
    voice.say(
        f"已换回第 {release.rollback_of} 次发布的内容，作为第 {release.serial} 次发布；提交 {release.commit[:12]}，{release.day}",
        f"release {release.rollback_of} is shown once more, as release {release.serial}; commit {release.commit[:12]}, {release.day}",
    )
    if release.withdrawn:
        voice.say(f"提交 {release.withdrawn[:12]} 已撤回：更正并提交后再发布", f"commit {release.withdrawn[:12]} is taken back: commit what mends it, and publish that")
    return 0
