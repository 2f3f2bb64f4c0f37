"""The developer's handbook, followed to the letter in a copy of the program: a field, a rule, a page and a format."""

import shutil

from conftest import ROOT
from handbooks.followed import Office, blocks


def test_four_additions(tmp_path):
    """Whoever copies the four examples sees each at work, and the build that follows an edit names what it made again."""
    office = Office(tmp_path)
    source = office.home("开发") / "quanli-src"
    for part in ("generator", "theme"):
        shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
    office.source = source / "generator"
    office.follow("开发", blocks("developer"))
