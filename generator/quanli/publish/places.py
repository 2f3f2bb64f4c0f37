"""Which kind of target a name means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from quanli.errors import ProblemsFoundError, Rule
from quanli.frozen import frozen
from quanli.publish.target import Target

TARGET_UNKNOWN = Rule(
    "TARGET_UNKNOWN", "error",
    zh="不认识这种发布目标：{name}", en="this is no kind of target that is known: {name}",
    hint_zh="写目录的路径、ssh://主机/路径、s3://桶/前缀、git:仓库#分支；核对网站用 https://…", hint_en="give the path of a folder, ssh://host/path, s3://bucket/prefix or git:repository#branch; a site is verified by its https://…",
    follows="发布到哪里须写明",
)
_BUCKET = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?P<prefix>[^?#]*))?")
_LOGIN = r"(?:(?P<user>[A-Za-z0-9_][A-Za-z0-9_.-]*)@)?(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*)"
_URL = re.compile(rf"ssh://{_LOGIN}(?::(?P<port>[0-9]+))?(?P<path>/[^\0\n]+)")
_COPY = re.compile(rf"{_LOGIN}:(?P<path>[^:\0\n-][^\0\n]*)")
"""``host:path``, as rsync has it; no host and no path begins with a hyphen, which would be an option."""
_BRANCH = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_./-]*[A-Za-z0-9_])?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@frozen
class Access:
    """How a store is reached: the address of its service, and a profile of credentials; empty: as the environment says."""

    endpoint: str = ""
    profile: str = ""


PLAIN = Access()


def target_of(name: str, access: Access = PLAIN) -> Target:
    """Give the target that a name means. Raises :class:`ProblemsFoundError` for one of no known kind."""
    for scheme, kind in _KINDS.items():
        if name.startswith(scheme):
            return kind(name, access)
    if _COPY.fullmatch(name) and "://" not in name:
        return _ssh(name, access)
    if _SCHEME.match(name):
        raise ProblemsFoundError([TARGET_UNKNOWN.at("", name=name)])
    return _folder(name, access)


def _folder(name: str, _: Access) -> Target:
    from quanli.publish.folder import FolderTarget  # noqa: PLC0415 - each kind is imported where it is meant

    folder = Path(name).expanduser().absolute()
    return FolderTarget(str(folder), folder)


def _s3(name: str, access: Access) -> Target:
    from quanli.publish.bucket import Bucket  # noqa: PLC0415
    from quanli.publish.s3 import S3Target  # noqa: PLC0415

    meant = _BUCKET.fullmatch(name)
    if meant is None:
        raise ProblemsFoundError([TARGET_UNKNOWN.at("", name=name)])
    service = f" ({_without_password(access.endpoint)})" if access.endpoint else ""
    return S3Target(name.rstrip("/") + service, Bucket(meant["bucket"], meant["prefix"] or "", access.endpoint, access.profile))


def _ssh(name: str, _: Access) -> Target:
    from quanli.publish.ssh import SshTarget  # noqa: PLC0415
    from quanli.publish.ssh_shell import Host  # noqa: PLC0415

    meant = (_URL if "://" in name else _COPY).fullmatch(name)
    if meant is None:
        raise ProblemsFoundError([TARGET_UNKNOWN.at("", name=name)])
    found = meant.groupdict("")
    return SshTarget(name.rstrip("/"), Host(found["host"], found["user"], found.get("port", "")), found["path"].rstrip("/"))


def _branch(name: str, _: Access) -> Target:
    from quanli.publish.branch import BranchTarget  # noqa: PLC0415

    repository, sign, branch = name.removeprefix("git:").rpartition("#")
    if not sign or not _BRANCH.fullmatch(branch) or ".." in branch or not repository or repository.startswith("-"):
        raise ProblemsFoundError([TARGET_UNKNOWN.at("", name=_without_password(name))])
    if ":" not in repository:
        repository = str(Path(repository).expanduser().absolute())
    return BranchTarget(_without_password(name), repository, branch)


def _web(name: str, _: Access) -> Target:
    from quanli.publish.web import WebTarget  # noqa: PLC0415

    try:
        return WebTarget(name)
    except ValueError:
        raise ProblemsFoundError([TARGET_UNKNOWN.at("", name=_without_password(name))]) from None


def _without_password(address: str) -> str:
    return re.sub(r"//[^/@]*@", "//", address)


_KINDS: Mapping[str, Callable[[str, Access], Target]] = {"s3://": _s3, "ssh://": _ssh, "git:": _branch, "https://": _web, "http://": _web}
"""How the name of a target begins, and what it means."""
