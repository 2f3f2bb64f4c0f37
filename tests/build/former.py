"""An output as earlier versions left it: with its list of digests under the names that it had then."""

import hashlib
import json
from pathlib import Path

from quanli.build.digests import FOLDER, FORMER_FOLDER, FORMER_ROOT, ROOT


def formerly(output: Path) -> Path:
    """Give the list of digests of an output its former names."""
    root = json.loads((output / ROOT).read_bytes())
    (output / FOLDER).rename(output / FORMER_FOLDER)
    (output / ROOT).unlink()
    for part in root["parts"]:
        part["name"] = part["name"].replace(FOLDER, FORMER_FOLDER)
        assert hashlib.sha256((output / part["name"]).read_bytes()).hexdigest() == part["sha256"]
    (output / FORMER_ROOT).write_text(json.dumps(root), encoding="utf-8")
    return output
