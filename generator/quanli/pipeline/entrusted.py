"""What a build believes because it lies there: its state and its output, as long as no commit could have put them there."""

from __future__ import annotations

from pathlib import Path

from quanli.build.staging import staging_folder
from quanli.errors import ProblemsFoundError, Rule
from quanli.git.ask import ask
from quanli.pipeline.options import STATE

STATE_TRACKED = Rule(
    "STATE_TRACKED", "error",
    zh="git 跟踪了 {path}：构建的状态和输出不能来自提交，别人的提交也许改过它",
    en="git tracks {path}: a build's state and output must not come from a commit, which may be a stranger's",
    hint_zh="运行 git rm -r --cached '{folder}'，并把它写进 .gitignore", hint_en="run git rm -r --cached '{folder}', and name it in .gitignore",
)  # fmt: skip


def refuse_tracked(root: Path, output: Path) -> None:
    """Refuse to go on where git tracks anything in the folders of state, staging or output of a site.

    What is kept there is read back as this program's own work: compiled templates are run. Raises
    :class:`ProblemsFoundError`.
    """
    folders = [root / STATE, *(folder for folder in (staging_folder(output), output) if folder.is_relative_to(root))]
    names = [folder.relative_to(root).as_posix() for folder in folders]
    tracked = ask(root, "ls-files", "-z", "--", *(f":(icase){name}" for name in names)) or ""
    found = tracked.split("\0")[0]
    if found:
        folder = next((name for name in names if found.lower().startswith(name.lower())), found)
        raise ProblemsFoundError([STATE_TRACKED.at(found, path=found, folder=found[: len(folder)])])
