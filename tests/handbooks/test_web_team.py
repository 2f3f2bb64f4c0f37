"""The web team's handbook, followed to the letter against a real web server with the settings that the program writes."""

import re
import subprocess

from handbooks.followed import Office, blocks
from handbooks.test_legal_office import furnish
from quanli.cli import main
from web_servers import caddy, running

ALLOW = 2
"""The section in which the administrator allows the portal."""


def test_embed_and_read(tmp_path):
    """Whoever follows the handbook is let in as a portal, embeds an item whose parts are there, and reads data."""
    office, found = Office(tmp_path), blocks("web-team")
    furnish(office)
    site = tmp_path / "prepared"
    office.places["管理员"] = site
    (portals,) = (one for one in found if one.section == ALLOW and one.word == "yaml")
    office.write("管理员", portals, None)
    assert main(["build", "--site", str(site), "--quiet", "--jobs", "1"]) == 0
    assert main(["forge", "caddy", str(tmp_path / "server"), "--site", str(site), "--root", str(site / "output")]) == 0
    with running(caddy, (tmp_path / "server/Caddyfile").read_text(encoding="utf-8"), tmp_path / "caddy") as port:
        office.replaced |= {"https://www.example.gov.cn": f"http://127.0.0.1:{port}"}
        office.follow("门户", [one for one in found if one is not portals])
        for one in found:
            for address in re.findall(r'"https://www\.example\.gov\.cn(/[^"#]*)', one.text if one.word in {"html", "markup"} else ""):
                subprocess.run(["curl", "-fsS", "-o", tmp_path / "got", f"http://127.0.0.1:{port}{address}"], check=True)
