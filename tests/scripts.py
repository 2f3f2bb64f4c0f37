"""The theme's scripts run outside a browser: what they compute is held against the program."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

JS = Path(__file__).resolve().parents[1] / "theme/static/js"


def answers(script, expression, cases):
    """Give what an expression of a script's functions says to each case (``one`` in the expression), as JSON values."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: make test")
    code = (JS / script).read_text(encoding="utf-8")
    code += f"\nconsole.log(JSON.stringify({json.dumps(cases)}.map((one) => {expression})));\n"
    done = subprocess.run([node, "--input-type=module"], input=code, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
