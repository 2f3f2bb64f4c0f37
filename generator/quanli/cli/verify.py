"""``quanli verify``: whether what is published is what was signed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

    from quanli.cli.voice import Voice


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    from quanli.cli.publish import add_target  # noqa: PLC0415
    from quanli.cli.whole_number import whole_number  # noqa: PLC0415

    command = commands.add_parser("verify", parents=[common], help="核对公布的内容与签名 / whether what is published is what was signed")
    add_target(command)
    command.add_argument("--signers", type=Path, metavar="FILE", help="可信的发布密钥名单（或公钥文件），默认从这里发布时用的 / the keys that are believed, or a public key (default: those with which was published from here)")
    command.add_argument("--commit", default="", metavar="REV", help="应是哪个提交 / which commit it should be")
    command.add_argument("--serial-at-least", type=whole_number(1, 10**9), default=0, metavar="N", help="应不早于第几次发布 / no release before this one")
    command.add_argument("--sample", type=whole_number(0, 10**7), default=0, metavar="N", help="只抽查 N 个文件，每次不同；默认全部 / look at N files, others each time (default: all)")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Look at all that is published, and say what is wrong with it."""
    from quanli.cli.publish import target_in  # noqa: PLC0415
    from quanli.errors import ProblemsFoundError  # noqa: PLC0415
    from quanli.git.revision import commit_of  # noqa: PLC0415
    from quanli.publish.clean_place import place_of  # noqa: PLC0415
    from quanli.publish.last_seen import kept_signers, last_seen, note_seen  # noqa: PLC0415
    from quanli.publish.signature import RELEASE_SIGNERS, read_signers, signers_of_key  # noqa: PLC0415
    from quanli.publish.verify import verify  # noqa: PLC0415
    from quanli.publish.verify_record import Wanted  # noqa: PLC0415

    root = arguments.site.resolve()
    target = target_in(arguments)
    folder = place_of(root, target.name)
    if arguments.signers:
        signers = signers_of_key(arguments.signers) if arguments.signers.suffix == ".pub" else read_signers(arguments.signers)
    else:
        signers = kept_signers(folder)
    if not signers:
        raise ProblemsFoundError([RELEASE_SIGNERS.at("", why="--signers")])
    commit = commit_of(root, arguments.commit) if arguments.commit else ""
    found = verify(target, Wanted(signers, last_seen(folder), arguments.serial_at_least, commit, arguments.sample))
    if found.problems:
        voice.problems(found.problems, sys.stdout)
        voice.say(f"有 {len(found.problems)} 处不符", f"{len(found.problems)} things are not as they should be")
        return 1
    release = found.release
    if release:
        note_seen(folder, release.serial, found.record)
        voice.say(
            f"完好：第 {release.serial} 次发布，提交 {release.commit[:12]}，{release.day}，{found.files} 个文件，由 {found.signer} 签名",
            f"whole: release {release.serial}, commit {release.commit[:12]}, {release.day}, {found.files} files, signed by {found.signer}",
        )
    return 0
