"""``make fuzz``: every reader against N damaged inputs, or one input again."""

import argparse
import sys
import time
from pathlib import Path

from fuzz.readers import readers
from fuzz.running import failures, input_of


def main() -> int:
    """Run, and print what failed; what failed is kept in a folder."""
    known = readers()
    asked = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    asked.add_argument("-n", type=int, default=2000, help="inputs a reader (default: 2000)")
    asked.add_argument("--start", type=int, default=0, help="the first number")
    asked.add_argument("--reader", choices=known, action="append", help="only this reader; may be repeated")
    asked.add_argument("--number", type=int, help="only this input, which is written to the folder too")
    asked.add_argument("--keep", type=Path, default=Path(".fuzz"), help="the folder for inputs that failed (default: .fuzz)")
    given = asked.parse_args()
    numbers = range(given.start, given.start + given.n) if given.number is None else range(given.number, given.number + 1)
    found = 0
    for name in given.reader or known:
        begun = time.process_time()
        wrong = 0
        for failure in failures(known[name], numbers):
            wrong += 1
            given.keep.mkdir(exist_ok=True)
            (given.keep / f"{name}-{failure.number}").write_bytes(failure.data)
            print(failure, flush=True)
        if given.number is not None:
            given.keep.mkdir(exist_ok=True)
            (given.keep / f"{name}-{given.number}").write_bytes(input_of(known[name], given.number))
        found += wrong
        print(f"{name}: {len(numbers)} inputs, {wrong} failed, {time.process_time() - begun:.0f} s", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
