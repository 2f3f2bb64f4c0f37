"""How git is run, everywhere: one command line and one environment, in which a repository's own settings start nothing.

A repository may be a stranger's: its settings, its attributes and the variables of a shell could name programs, other
repositories or other ways of reading. Settings on the command line go before those of any file. The environment is made
from a list of what may stay. The user's and the machine's own settings hold (``safe.directory``, which git reads nowhere
else, ``core.autocrlf``, by which the files were checked out, the name to commit with): only their owner writes them.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SETTINGS = {
    "safe.bareRepository": "explicit",  # files that look like a repository are none, wherever they are committed
    "core.fsmonitor": "false",  # a program that is asked which files have changed
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "core.warnAmbiguousRefs": "false",
    "core.checkStat": "default",  # a file is looked at whenever anything about it has changed
    "core.trustctime": "true",
    "advice.graftFileDeprecated": "false",
    "color.ui": "false",
    "commit.cleanup": "whitespace",  # a line that begins with # is no comment
    "diff.orderFile": os.devnull,
    "gc.auto": "0",
    "grep.column": "false",
    "grep.lineNumber": "false",
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
    "log.follow": "false",
    "log.mailmap": "false",  # a file of the working tree, which git would wait for if it were a pipe
    "log.showRoot": "true",
    "log.showSignature": "false",  # it runs gpg.program
    "maintenance.auto": "false",
    "submodule.recurse": "false",
    "trailer.separators": ":",
}
FIXED = {
    "LC_ALL": "C",  # git's own words are looked at
    "GIT_ALLOW_PROTOCOL": "none",  # nothing is fetched, whatever protocol.* says
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",  # who only asks leaves no lock behind, even when killed
    "GIT_TERMINAL_PROMPT": "0",
}
_KEPT = ("PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "USER", "LOGNAME", "SUDO_UID")
_CEILINGS = "GIT_CEILING_DIRECTORIES"
COMMITTING = (
    "EMAIL", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
    "GIT_COMMITTER_DATE", "SSH_AUTH_SOCK", "SSH_ASKPASS", "GNUPGHOME", "GPG_TTY", "DISPLAY", "WAYLAND_DISPLAY",
)  # fmt: skip
"""What a commit needs besides: who makes it and when, and the keys to sign it with."""
_OPTIONS = ["--no-pager", *(part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}"))]


def command(folder: str | os.PathLike[str], *arguments: str) -> list[str]:
    """Give the command line of git in a folder."""
    return ["git", *_OPTIONS, "-C", os.fspath(folder), *arguments]


def environment(
    folder: str | os.PathLike[str], settings: Mapping[str, str] | None = None, also: Iterable[str] = ()
) -> dict[str, str]:
    """Give the environment of git in a folder; ``also`` names variables that stay, ``settings`` go before all files'.

    A folder with a ``.git`` of its own (a file, in a linked working tree or a submodule) is of that repository or of
    none: git does not look further up when it is broken.
    """
    kept = {name: os.environ[name] for name in (*_KEPT, *also) if name in os.environ}
    ceilings = [os.environ[_CEILINGS]] if os.environ.get(_CEILINGS) else []
    if os.path.lexists(f"{os.fspath(folder)}/.git"):
        ceilings.insert(0, os.path.dirname(os.path.realpath(folder)))  # noqa: PTH120
    kept |= {_CEILINGS: os.pathsep.join(ceilings)} if ceilings else {}
    for at, (key, value) in enumerate((settings or {}).items()):
        kept |= {f"GIT_CONFIG_KEY_{at}": key, f"GIT_CONFIG_VALUE_{at}": value, "GIT_CONFIG_COUNT": str(at + 1)}
    return kept | FIXED
