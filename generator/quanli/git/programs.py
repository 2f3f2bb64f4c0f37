"""The programs that a repository's own settings name for its files and signatures: none of them is run.

Attributes, which anyone can commit, choose a filter by its name; the settings of the repository say which program that
is. git has no switch for them, so each is named and set to what the user's or the machine's own settings say of it.
"""

from __future__ import annotations

import os

from quanli.git.ask import ask_bytes

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Mapping

_OURS = frozenset({b"system", b"global"})
"""Where settings come from that no repository brings."""
_NAMING = r"^(filter\..*|gpg\.(.*\.)?(program|defaultkeycommand))$"
_USUAL = {"gpg.x509.program": "gpgsm", "gpg.ssh.program": "ssh-keygen"}
_WORDS = (b"filter", b"gpg", b"include", b"worktreeconfig")
"""Without any of these words, which have but one spelling, a repository's settings name no such program."""


def own_programs_off(folder: str | os.PathLike[str]) -> Mapping[str, str]:
    """Give settings under which git runs no filter and no signing program that the repository itself names."""
    if _names_none(folder):
        return {}
    words = (ask_bytes(folder, "config", "-z", "--show-scope", "--get-regexp", _NAMING) or b"").split(b"\0")
    off: dict[str, str] = {}
    for scope, setting in zip(words[::2], words[1::2], strict=False):
        key, _, value = os.fsdecode(setting).partition("\n")
        usual = _USUAL.get(key, "gpg" if key.endswith(".program") else "")
        off[key] = value if scope in _OURS else off.get(key, usual)
    return off


def _names_none(folder: str | os.PathLike[str]) -> bool:
    """Tell, where it is told by one glance at a file, that there is nothing to ask for."""
    try:
        with open(f"{os.fspath(folder)}/.git/config", "rb") as file:  # noqa: PTH123
            text = file.read().lower()
    except OSError:
        return False
    return not any(word in text for word in _WORDS)
