"""How much CPU the record of changes takes: cold, then one commit at a time.

usage: python bench/history.py [ITEMS COMMITS [DIR]]

Makes a repository in which ITEMS items enter with the first commit and one item changes with each of the others (the
same numbers give the same commit ids), then measures whole processes, git's included.
"""

import datetime
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import catalogue
from quanli.git.fast_import import FastImport

EDITS = (
    (rb"promised: \{amount: \d+", lambda n: b"promised: {amount: %d" % (9 + n % 7)),
    (rb"copies: \d+", lambda n: b"copies: %d" % (n % 4)),
    (rb"visits: \d+", lambda n: b"visits: %d" % (n % 3)),
    (rb"(?m)^summary: [^\n]*", lambda n: f"summary: 依法办理本事项，第{n}次修订。".encode()),
    (rb"name: \S{1,12}\xe5\xae\xa1\xe6\x9f\xa5,", lambda n: f"name: 第{n}次调整后的审查,".encode()),
    (rb"(?m)^fees: [^\n]*", lambda n: b"fees: [{name: \xe5\xb7\xa5\xe6\x9c\xac\xe8\xb4\xb9, amount: %d}]" % (n % 50 + 1)),
    (rb"max: \d+", lambda n: b"max: %d" % (20000 + n % 9 * 1000)),
)
MESSAGE = "调整事项 {n}\n\nChange-Reason: 依照第{n}号批复调整。\nDocument: 样例政发〔2026〕{n}号\nApproved-By: 分管负责人\n"
READ = """
import resource, sys
from pathlib import Path
from quanli.history.refresh import open_record
if sys.argv[1:]:
    open_record(*map(Path, sys.argv[1:3])).close()
    print(f"{'':10} peak of the process itself {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
"""


def make(items: int, commits: int, folder: Path) -> int:
    """Write the repository; give the number of revisions."""
    pick = random.Random("quanli:history")
    with FastImport(folder) as out:
        write(out, 0, ((path_of(i), catalogue.power(i).encode()) for i in range(items)))
        texts: dict[int, bytes] = {}
        for n in range(1, commits):
            i = pick.randrange(items)
            texts[i] = changed(texts.get(i) or catalogue.power(i).encode(), n, pick)
            write(out, n, [(path_of(i), texts[i])])
    return items + commits - 1


def path_of(number: int) -> str:
    return f"content/powers/{catalogue.office_id(number % len(catalogue.BUREAUS))}/{catalogue.code_of(number)}.yaml"


def changed(text: bytes, n: int, pick: random.Random) -> bytes:
    """Change one or two passages as a clerk would."""
    for pattern, new in pick.sample(EDITS, pick.choice((1, 1, 2))):
        text = re.sub(pattern, lambda _, new=new: new(n), text, count=1)
    return text


def write(out: FastImport, n: int, files) -> None:
    moment = datetime.datetime(2010, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(hours=n)
    out.commit(moment, MESSAGE.format(n=n), dict(files))


def cpu(command: list[object]) -> tuple[float, float, float]:
    """Run a command; give its CPU seconds and those of its children, its wall time, and the peak of the largest of them in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024


def main(items: int, commits: int, folder: Path) -> None:
    repository, state = folder / "repository", folder / "state"
    revisions = make(items, commits, repository)
    start = cpu([sys.executable, "-c", READ])[0]
    cold, wall, peak = cpu([sys.executable, "-c", READ, repository, state])
    print(f"{items} items, {commits} commits, {revisions} revisions")
    print(f"cold       {cold:7.2f} CPU s  {cold / revisions * 1000:6.3f} ms a revision  {wall:6.1f} s  largest peak, git's included {peak:.0f} MiB")
    print(f"nothing    {cpu([sys.executable, '-c', READ, repository, state])[0]:7.3f} CPU s (imports alone {start:.3f})")
    with FastImport(repository) as out:
        write(out, commits, [(path_of(3), changed(catalogue.power(3).encode(), commits, random.Random(1)))])
    one = cpu([sys.executable, "-c", READ, repository, state])[0]
    print(f"one commit {one:7.3f} CPU s, {one - start:.3f} beyond the imports")
    print(f"state      {sum(f.stat().st_size for f in state.iterdir()) / 2**20:7.1f} MiB")


if __name__ == "__main__":
    numbers = [int(n) for n in sys.argv[1:3]] or [10_000, 30_000]
    if len(sys.argv) > 3:
        main(*numbers, Path(sys.argv[3]))
    else:
        with tempfile.TemporaryDirectory() as place:
            main(*numbers, Path(place))
