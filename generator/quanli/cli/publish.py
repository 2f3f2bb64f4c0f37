"""``quanli publish``: a commit of the site, approved and signed, live at once or not at all."""

from __future__ import annotations

import argparse
import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanli.cli.voice import Voice
    from quanli.errors import Problem
    from quanli.publish.clean_place import CleanPlace
    from quanli.publish.publishing import Published
    from quanli.publish.target import Target

KEY = "QUANLI_RELEASE_KEY"
"""The variable that names the key where no ``--key`` does, as pipelines have it."""


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser("publish", parents=[common], help="核对审批后签名发布 / publish what is approved, signed")
    add_target(command)
    command.add_argument("--commit", default="HEAD", metavar="REV", help="发布哪个提交，默认 HEAD / which commit (default: HEAD)")
    command.add_argument("--day", type=datetime.date.fromisoformat, metavar="DATE", help="哪一天适用的内容，默认提交之日 / what is in force on which day (default: that of the commit)")
    add_keys(command)
    command.add_argument("--first", action="store_true", help="目标上还没有版本，由这个提交开始，以后的变更都须审批 / nothing is published yet: approvals are asked for from this commit on")
    command.add_argument("--require-approval", action=argparse.BooleanOptionalAction, default=True, help="变更须经审批才公布，默认如此 / publish only what is approved (default)")
    command.add_argument("--approvals", type=Path, metavar="FILE", help="代码平台的审批（JSON）/ approvals of the forge")
    command.add_argument("--allow-removal", action="store_true", help="允许成批撤下网页 / let pages go in numbers")
    command.add_argument("--again", action="store_true", help="再次公布撤回过的提交 / show a commit again that was taken back")
    command.add_argument("--renamed", action="store_true", help="站点改了名称或域名 / the site has another name or domain")
    command.add_argument("--anew", action="store_true", help="重新写出全部文件 / write every file anew")
    from quanli.cli.whole_number import whole_number  # noqa: PLC0415

    command.add_argument("--keep", type=whole_number(2, 1000), default=5, metavar="N", help="保留几个版本，默认 5 / releases to keep (default: 5)")
    command.add_argument("--jobs", type=whole_number(0, 1000), default=0, metavar="N", help="构建的进程数 / processes of the build")
    command.add_argument("--quiet", action="store_true", help="不显示进度 / no progress")
    command.set_defaults(run=run)


def add_target(command: argparse.ArgumentParser) -> None:
    """Describe the place to which releases are published."""
    command.add_argument("target", metavar="TARGET", help="发布到哪里：目录、ssh://主机/路径、s3://桶/前缀、git:仓库#分支 / where to: a folder, ssh://host/path, s3://bucket/prefix, git:repository#branch")
    command.add_argument("--endpoint", default="", metavar="URL", help="对象存储的服务地址 / address of the object store")
    command.add_argument("--profile", default="", metavar="NAME", help="对象存储的凭据取自哪个配置，默认环境变量 / profile of the store's credentials (default: the environment)")


def target_in(arguments: argparse.Namespace) -> Target:
    """Give the target that is meant. Raises :class:`quanli.errors.ProblemsFoundError`."""
    from quanli.publish.places import Access, target_of  # noqa: PLC0415

    return target_of(arguments.target, Access(arguments.endpoint, arguments.profile))


def add_keys(command: argparse.ArgumentParser) -> None:
    """Describe the key that signs, and those that are believed."""
    command.add_argument("--key", type=Path, default=os.environ.get(KEY), metavar="FILE", help=f"签名的私钥，默认环境变量 {KEY} / the private key that signs (default: ${KEY})")
    command.add_argument("--signers", type=Path, metavar="FILE", help="可信的发布密钥名单，默认只有 --key 的公钥 / the keys that are believed (default: that of --key)")


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Publish, and say what is shown now."""
    from quanli.approval.signatures import SignatureToolMissingError  # noqa: PLC0415
    from quanli.git.log import GitError  # noqa: PLC0415
    from quanli.git.revision import commit_of  # noqa: PLC0415
    from quanli.publish.clean_place import place_of  # noqa: PLC0415
    from quanli.publish.publishing import Asked, publish  # noqa: PLC0415
    from quanli.publish.target import TargetLockedError  # noqa: PLC0415

    root = arguments.site.resolve()
    target = target_in(arguments)
    key, signers = keys(arguments)
    commit = commit_of(root, arguments.commit)
    asked = Asked(
        commit, key, signers, day=arguments.day, first=arguments.first, require=arguments.require_approval, keep=arguments.keep,
        allow_removal=arguments.allow_removal, again=arguments.again, renamed=arguments.renamed, anew=arguments.anew,
    )  # fmt: skip
    if arguments.commit == "HEAD" and not arguments.quiet:
        _tell_uncommitted(root, voice)

    def admitted(released: str, head: str) -> Iterable[Problem]:
        return _not_admitted(root, released, head, arguments.approvals)

    def build(place: CleanPlace, day: datetime.date) -> int:
        return _build(root, place, day, arguments.jobs, quiet=arguments.quiet)

    try:
        with target.lock():
            done = publish(root, place_of(root, target.name), target, asked, build, admitted)
    except TargetLockedError as error:
        return locked(error, voice)
    except SignatureToolMissingError:
        voice.say("找不到 ssh-keygen，无法验证签名：请安装 openssh-client", "ssh-keygen is missing: install openssh-client")
        return 1
    except GitError as error:
        voice.git_failed(error)
        return 1
    _tell(done, voice)
    return 0


def keys(arguments: argparse.Namespace) -> tuple[Path, bytes]:
    """Give the key that signs and the list of those that are believed. Raises :class:`quanli.errors.ProblemsFoundError`."""
    from quanli.errors import ProblemsFoundError  # noqa: PLC0415
    from quanli.publish.signature import RELEASE_KEY, read_signers, signers_of_key  # noqa: PLC0415

    if not arguments.key:
        raise ProblemsFoundError([RELEASE_KEY.at("", why="--key")])
    key = Path(arguments.key)
    own = signers_of_key(key)
    return key, read_signers(arguments.signers) if arguments.signers else own


def locked(error: Any, voice: Voice) -> int:
    """Say who holds a target, and give the exit status."""
    from quanli.cli import LOCKED  # noqa: PLC0415

    if not error.holder:
        voice.say("别人抢先公布了新的一版，这里什么也没有改；请再运行一次", "somebody else was first to publish: nothing was changed here; run it again")
        return LOCKED
    pid, _, rest = error.holder.partition(" ")
    machine, _, since = rest.partition(" ")
    voice.say(
        f"别人正在发布到这里：进程 {pid or '?'}，主机 {machine or '?'}，自 {since or '?'} 起",
        f"somebody else is publishing here: process {pid or '?'} on {machine or '?'}, since {since or '?'}",
    )
    return LOCKED


def _build(root: Path, place: CleanPlace, day: datetime.date, jobs: int, *, quiet: bool) -> int:
    """Build in a clean place; of the site's own state only the law library is read, which no commit can bring."""
    from quanli.build.executor import collect_seldom  # noqa: PLC0415

    collect_seldom()
    from quanli.pipeline.options import STATE, Options  # noqa: PLC0415
    from quanli.plugin.host import build_site  # noqa: PLC0415

    return build_site(Options(place.root, day=day, committed=True, jobs=jobs, quiet=quiet, laws=root / STATE)).powers


def _not_admitted(root: Path, released: str, head: str, approvals: Path | None) -> Iterable[Problem]:
    """Say what speaks against a commit, by the approvals in the repository and those that a forge tells."""
    from quanli.review.admission import admit  # noqa: PLC0415
    from quanli.review.forge_claims import APPROVALS_FILE, read_claims  # noqa: PLC0415

    try:
        claims, wrong = read_claims(approvals.read_bytes(), str(approvals)) if approvals else ([], [])
    except OSError as error:
        return (APPROVALS_FILE.at(str(approvals), what_zh=error.strerror, what_en=error.strerror),)
    return (*wrong, *admit(root, released, head, claims).problems)


def _tell_uncommitted(root: Path, voice: Voice) -> None:
    from quanli.git.worktree import look  # noqa: PLC0415

    found = look(root, ["content", "theme", "pelicanconf.py"])
    if found and found[1]:
        some = "、".join(sorted(found[1])[:3])
        voice.say(f"未提交的改动不公布：{some}（共 {len(found[1])} 个文件）", f"uncommitted changes are not published: {some} ({len(found[1])} files)")


def _tell(done: Published, voice: Voice) -> None:
    release = done.release
    which_zh, which_en = f"第 {release.serial} 次发布，提交 {release.commit[:12]}，{release.day}", f"release {release.serial}, commit {release.commit[:12]}, {release.day}"
    if not done.new:
        voice.say(f"没有变化：公布着的就是{which_zh}", f"nothing has changed: shown is {which_en}")
        return
    voice.say(f"已公布：{which_zh}；更新 {done.come} 个文件，撤下 {done.go} 个", f"published: {which_en}; {done.come} files new or changed, {done.go} gone")
