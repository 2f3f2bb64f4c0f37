"""A site as people keep it: in a repository, with everything committed."""

import subprocess
from pathlib import Path

from sites import make_site

WHO = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false")


def committed_site(folder: Path) -> Path:
    """Make the starter site and commit it."""
    return commit(make_site(folder))


def commit(site: Path) -> Path:
    """Commit everything in a site; a folder that is no repository yet becomes one."""
    (site / ".gitignore").write_text("/output/\n/.quanli/\n")
    for command in (["init", "--quiet"], ["add", "."], [*WHO, "commit", "--quiet", "--message", "改"]):
        subprocess.run(["git", "-C", str(site), *command], check=True)
    return site
