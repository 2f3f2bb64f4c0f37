"""Run in a process of its own, which may take neither more processor time nor more memory than is promised; prints what is said."""

import json
import pathlib
import re
import resource
import sys

SECONDS, BYTES = 5, 500 * 1024 * 1024

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 2))
    from quanli.forms.content import findings

    suffix, path = sys.argv[1:]
    said = [rule.code for rule, _ in findings(pathlib.Path(path).read_bytes(), suffix)]
    told = pathlib.Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    (peak,) = re.findall(r"VmHWM:\s*(\d+) kB", told)  # a child's ru_maxrss begins with its parent's
    print(json.dumps({"said": said, "memory": int(peak) * 1024}))
