"""Lighthouse on the main page types of the sample, as a phone sees them: run it, read the scores.

    python bench/lighthouse.py [OUTPUT]

Without OUTPUT the sample catalogue is built first. Needs ``make test``'s Chromium, and npm.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "generator")]

from browser.chromium import NAMES, QUIET, served  # noqa: E402

PAGES = {"home": "/", "item": "/powers/GJJ-XK-0001/", "list": "/categories/permit/", "guide": "/guides/kai-canguan/"}
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
CACHE = ROOT / "bench/.cache/lighthouse"
PACKAGE = "lighthouse@12.8.2"
PROGRAM = CACHE / "node_modules/lighthouse/cli/index.js"


def install() -> None:
    """Install Lighthouse apart from what the tests need: it brings two hundred packages."""
    if not PROGRAM.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", CACHE, PACKAGE], check=True)


def scores(address: str) -> tuple[dict[str, int], list[str]]:
    """Give the scores of a page, and the audits that cost points."""
    chrome = next(filter(None, map(shutil.which, NAMES)))
    flags = " ".join(("--headless=new", *QUIET))
    command = ["node", PROGRAM, address, "--quiet", "--output=json", f"--chrome-flags={flags}", f"--only-categories={','.join(WANTED)}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "CHROME_PATH": chrome})
    report = json.loads(done.stdout)
    found = {name: round(100 * report["categories"][name]["score"]) for name in WANTED}
    weighed = {ref["id"] for one in report["categories"].values() for ref in one["auditRefs"] if ref["weight"]}
    lost = [f"{id_}: {audit['title']}" for id_, audit in report["audits"].items() if id_ in weighed and audit["score"] not in {None, 1}]
    return found, lost


def main() -> int:
    """Print a row a page; 1 when a score is lower than it must be."""
    short = False
    install()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(sys.argv[1]) if sys.argv[1:] else Path(folder, "output")
        if not sys.argv[1:]:
            build = ["-m", "quanli", "build", "--site", ROOT, "--output", output, "--quiet"]
            subprocess.run([sys.executable, *build], check=True)
        with served(output) as address:
            for name, page in PAGES.items():
                found, lost = scores(address + page)
                print(f"{name:6}", *(f"{one} {score}" for one, score in found.items()), sep="  ")
                if any(found[one] < least for one, least in WANTED.items()):
                    short = True
                    print(*(f"        {one}" for one in lost), sep="\n")
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
