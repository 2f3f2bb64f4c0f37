"""What a build believes because it lies there: its state and its output, as long as they are the site's own folders and no commit could have put them there."""

from __future__ import annotations

from pathlib import Path

from quanli.build.backstage import beside
from quanli.build.owner import misplaced
from quanli.catalogue.misplaced import entry_problem, folder_wanted
from quanli.catalogue.tree import Entry, FolderTree
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.gate import nature_of
from quanli.git.ask import ask
from quanli.git.worktree import OPENED
from quanli.pipeline.options import STATE

STATE_TRACKED = Rule(
    "STATE_TRACKED", "error",
    zh="git 跟踪了 {path}：构建的状态和输出不能来自提交，别人的提交也许改过它",
    en="git tracks {path}: a build's state and output must not come from a commit, which may be a stranger's",
    hint_zh="运行 git rm -r --cached '{folder}'，并把它写进 .gitignore", hint_en="run git rm -r --cached '{folder}', and name it in .gitignore",
)  # fmt: skip


def require_own(root: Path, output: Path) -> None:
    """Refuse to go on where a folder that is written and emptied here is a link, or no folder: what it leads to is somebody else's.

    The same goes for a pipe that git would wait for, and for an output where none may lie. Raises :class:`ProblemsFoundError`.
    """
    opened = filter(None, map(FolderTree(root).find, OPENED))
    wrong = [found for entry in opened if entry.mode == "other" and (found := entry_problem(entry))]
    wrong += [found for folder in _folders(root, output) if (found := _no_folder(folder, _named(folder, root)))]
    wrong += filter(None, [misplaced(root, output)])
    if wrong:
        raise ProblemsFoundError(wrong)


def _no_folder(folder: Path, name: str) -> Problem | None:
    try:
        nature = nature_of(folder.lstat().st_mode)
    except FileNotFoundError:
        return None
    if nature == "folder":
        return None
    return entry_problem(Entry(name, "link")) if nature == "link" else folder_wanted(name)


def _folders(root: Path, output: Path) -> list[Path]:
    return [root / STATE, beside(output), output]


def _named(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)


def refuse_tracked(root: Path, output: Path) -> None:
    """Refuse to go on where git tracks anything in the folders of state, staging or output of a site.

    What is kept there is read back as this program's own work: compiled templates are run. Raises
    :class:`ProblemsFoundError`.
    """
    require_own(root, output)
    names = [_named(folder, root) for folder in _folders(root, output) if folder.is_relative_to(root)]
    tracked = ask(root, "ls-files", "-z", "--", *(f":(icase){name}" for name in names)) or ""
    found = tracked.split("\0")[0]
    if found:
        folder = next((name for name in names if found.lower().startswith(name.lower())), found)
        raise ProblemsFoundError([STATE_TRACKED.at(found, path=found, folder=found[: len(folder)])])
