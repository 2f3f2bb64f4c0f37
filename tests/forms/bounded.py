"""Run in processes of their own: one makes a file that costs much, the next looks at it, and may take no more than is promised."""

import json
import pathlib
import re
import resource
import sys

SECONDS, BYTES = 5, 500 * 1024 * 1024


def made(case, path):
    """Write the file of a case."""
    from forms.test_bounded_files import CASES

    pathlib.Path(path).write_bytes(CASES[case][1]())


def looked_into(suffix, path):
    """Look into a file and print what is said, and the memory that it took."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 2))
    from quanli.forms.content import findings

    said = [rule.code for rule, _ in findings(pathlib.Path(path).read_bytes(), suffix)]
    told = pathlib.Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    (peak,) = re.findall(r"VmHWM:\s*(\d+) kB", told)  # a child's ru_maxrss begins with its parent's
    print(json.dumps({"said": said, "memory": int(peak) * 1024}))


if __name__ == "__main__":
    {"make": made, "look": looked_into}[sys.argv[1]](*sys.argv[2:])
