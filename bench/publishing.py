"""What it costs to publish: one changed item of a large catalogue, against the build of the same change, in turn in one run.

usage: python bench/publishing.py [ITEMS]     (default: 10000)

A release is published of a commit in a clean place of its own, so the build is that of its clone; beside it another clone is
built. Approvals are not asked for: they cost the same whatever the size of the catalogue.
"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from changes import EDITS, committed_edits
from contest import commit
from measure import measure

import catalogue

QUANLI = Path(sys.executable).with_name("quanli")
KEPT = 2
"""Releases that are kept: a spare tree is there from the release after."""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site, other, key, target = (Path(folder, name) for name in ("site", "other", "key", "www"))
        catalogue.make(count, site)
        subprocess.run(["git", "init", "--quiet", str(site)], check=True)
        (site / ".gitignore").write_text("/.quanli/\n/output/\n/.output.staging/\n", encoding="utf-8")
        commit(site)
        subprocess.run(["git", "clone", "--quiet", str(site), str(other)], check=True)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
        publish = [QUANLI, "publish", target, "--key", key, "--keep", KEPT, "--no-require-approval", "--quiet"]
        first, built = measure([*publish, "--first"], site), measure([QUANLI, "build", "--committed", "--quiet"], other)
        print(f"first release of {count} items: {first.cpu:.1f} s CPU, build {built.cpu:.1f}")
        pairs = []
        for number, _ in enumerate(committed_edits(site, "改")):
            released = measure(publish, site)
            subprocess.run(["git", "-C", str(other), "pull", "--quiet"], check=True)
            pairs.append((released, measure([QUANLI, "build", "--committed", "--quiet"], other)))
            print(f"edit {number + 1} of {EDITS}: publish {released.cpu:.2f} s CPU, build {pairs[-1][1].cpu:.2f}")
        settled = pairs[KEPT:]
        print(f"one item, settled: publish / build = {statistics.median(one.cpu / two.cpu for one, two in settled):.2f}")
        back = measure([QUANLI, "rollback", target, "--key", key], site)
        print(f"rollback: {back.wall:.2f} s, {back.cpu:.2f} s CPU")


if __name__ == "__main__":
    main()
