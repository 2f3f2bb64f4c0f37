"""The page on the procedure: its chains are the program's, and the settings that it shows are good ones."""

import re

from conftest import ROOT
from quanli.history.founding import FOUNDING, TRIGGERS
from sites import check, make_site, put

PAGE = ROOT / "docs/administering.md"
_ROW = re.compile(r"^\| `(\w+)` \S+ \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


def test_chains_are_those_of_the_program():
    """The table gives each kind of change what is asked of it, and the list of triggers is whole."""
    text = PAGE.read_text(encoding="utf-8")
    rows = {kind: tuple(tuple(one.strip() for one in part.split(",")) for part in parts) for kind, *parts in _ROW.findall(text)}
    assert rows == {kind: (chain.say, chain.approve) for kind, chain in FOUNDING.items()}
    assert f"：{'、'.join(TRIGGERS)}。" in text


def test_settings_of_the_page_are_good(tmp_path, capsys):
    """Names of steps and chains of one's own, as the page writes them, pass the check."""
    site = make_site(tmp_path)
    (own,) = re.findall(r"^```yaml content/site.yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    put(site, **{"content/site.yaml": (site / "content/site.yaml").read_text(encoding="utf-8") + own})
    assert check(site, capsys) == (0, [])
