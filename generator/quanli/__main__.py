"""``python -m quanli``: Python puts the current folder before its own, in which a stranger's ``yaml.py`` may lie."""

import os
import sys

if not sys.flags.safe_path:
    _here = os.path.realpath(os.getcwd())  # noqa: PTH109
    _ours = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120
    sys.path[:] = [path for path in sys.path if os.path.realpath(path) != _here or _here == _ours]

from quanli.cli import main

raise SystemExit(main())
