"""``make mutate``: puts small faults into copies of the checkout and says which of them no test notices."""

import argparse
import difflib
import hashlib
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from mutation.mutants import Mutant, drawn
from mutation.reach import FOLDER, REFERENCE, Reach

ROOT = Path.cwd()
PACKAGE = Path("generator/quanli")
OUTCOMES = ("noticed", "survived", "not tried")
EVERYWHERE = ("tests/pipeline", "tests/cli", REFERENCE)
"""Tests that reach every package."""


def main() -> None:
    """Draw, run, report."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    wish = _arguments()
    modules = _named(wish.modules) if wish.modules else _changed(wish.base)
    if not modules:
        sys.exit(f"no module differs from {wish.base}: name some, make mutate MODULES='flowchart forms/pdf'")
    packages: dict[str, list[Path]] = {}
    for module in modules:
        packages.setdefault(_package(module), []).append(module)
    mutants = list(islice(drawn(packages, wish.seed), wish.sample))
    with tempfile.TemporaryDirectory(prefix="quanli-mutate-") as temporary:
        copies = [_copy(Path(temporary) / str(number)) for number in range(wish.jobs)]
        reach = _reach(copies[0], wish.tests.split() or _concerned(packages), wish.jobs)
        _run(mutants, reach, copies, wish)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("modules", nargs="*", help="packages or modules (flowchart, forms/pdf); none: those that differ from --base")
    parser.add_argument("--base", default="main", help="what a change is measured against")
    parser.add_argument("--sample", type=int, default=50, help="how many mutants, drawn from the packages in turn")
    parser.add_argument("--seed", type=int, default=0, help="the same seed draws the same mutants")
    parser.add_argument("--minutes", type=float, default=30, help="no mutant is begun after that")
    parser.add_argument("--seconds", type=float, default=20, help="seconds of tests a mutant")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="mutants at once")
    parser.add_argument("--tests", default="", help="which tests; none: the packages' own, and those of pipeline and cli")
    return parser.parse_args()


def _named(names: list[str]) -> list[Path]:
    found: list[Path] = []
    for name in names:
        path = PACKAGE / name.removeprefix(f"{PACKAGE}/").removesuffix(".py")
        modules = sorted(path.rglob("*.py")) or [file for file in [path.with_suffix(".py")] if file.exists()]
        found += modules or sys.exit(f"no package or module {name} in {PACKAGE}")
    return found


def _changed(base: str) -> list[Path]:
    names = _git("diff", "--name-only", "--diff-filter=d", f"{base}...", "--", PACKAGE) + _git("ls-files", "--modified", "--others", "--exclude-standard", PACKAGE)
    return sorted({Path(name) for name in names if name.endswith(".py") and Path(name).exists()})


def _git(command: str, *words: str | Path) -> list[str]:
    said = subprocess.run(["git", command, "-z", *words], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [name for name in said.split("\0") if name]


def _package(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _concerned(packages: dict[str, list[Path]]) -> list[str]:
    own = [place for package in packages for place in (f"tests/{package}", f"tests/test_{package}.py") if Path(place).exists()]
    return [place for place in dict.fromkeys((*own, *EVERYWHERE)) if Path(place).exists()]


def _copy(folder: Path) -> Path:
    copy = folder / ROOT.name
    for name in _git("ls-files", "--cached", "--others", "--exclude-standard"):
        if Path(name).is_file() and not Path(name).is_symlink():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(name, copy / name)
    if (ROOT.parent / "shared").exists():  # real data beside the checkout: tests/shared_data.py
        (folder / "shared").symlink_to((ROOT.parent / "shared").resolve())
    subprocess.run(["git", "init", "--quiet", copy], check=True)
    subprocess.run([sys.executable, "-m", "compileall", "-q", copy / "generator"], check=True)
    return copy


def _reach(copy: Path, tests: list[str], jobs: int) -> Reach:
    """Say which tests run which lines: from the notes of the same files and tests, or by running them once."""
    known = hashlib.sha256(repr(tests).encode())
    for path in sorted(path for path in copy.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        known.update(f"{path.relative_to(copy)}\0".encode() + path.read_bytes())
    notes = ROOT / ".mutate" / known.hexdigest()[:16]
    if not notes.exists():
        print(f"Noting which lines are run by {' '.join(tests)}", flush=True)
        shutil.rmtree(notes.parent, ignore_errors=True)
        making = copy.parent / "notes"
        making.mkdir()
        _pytest(copy, ["-p", "mutation.reach", "-m", "not browser", *(("-n", str(jobs)) if jobs > 1 else ()), *tests], environment={FOLDER: str(making)})
        if not Reach(making).fixtures:
            sys.exit(f"No test passes without a mutant:\n{(copy.parent / 'said').read_text(encoding='utf-8')}")
        shutil.copytree(making, notes)
    reach = Reach(notes)
    if reach.failing:
        print("Set aside, for they fail without any mutant:", *reach.failing, sep="\n  ")
    return reach


def _pytest(copy: Path, words: list[str], seconds: float | None = None, environment: dict[str, str] | None = None) -> int:
    """Run tests in a copy; give the exit status, -1 where they do not end."""
    path = os.pathsep.join((str(copy / "generator"), str(Path(__file__).parents[1])))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=unshrunk", "--hypothesis-seed=0", f"--basetemp={copy.parent / 'pytest'}", *words]
    own = os.environ | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"} | (environment or {})
    with (copy.parent / "said").open("w") as said, subprocess.Popen(command, cwd=copy, env=own, stdout=said, stderr=said, start_new_session=True) as run:
        try:
            return run.wait(seconds)
        except subprocess.TimeoutExpired:
            return -1
        finally:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)


def _run(mutants: list[Mutant], reach: Reach, copies: list[Path], wish: argparse.Namespace) -> None:
    free: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for copy in copies:
        free.put(copy)
    end = time.monotonic() + 60 * wish.minutes
    count: Counter[tuple[str, str]] = Counter()

    def judged(mutant: Mutant) -> tuple[str, str]:
        if time.monotonic() > end:
            return "not tried", ""
        copy = free.get()
        try:
            return _judge(mutant, reach, copy, wish.seconds)
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        try:
            for mutant, (outcome, report) in zip(mutants, pool.map(judged, mutants), strict=True):
                count[_package(mutant.path), outcome] += 1
                print(report or f"{outcome}: {mutant.path}:{mutant.line}", flush=True)
        except BaseException:
            end = 0
            raise
    for package in (*dict.fromkeys(package for package, _ in count), "together"):
        outcomes = {outcome: sum(number for (of, was), number in count.items() if was == outcome and package in (of, "together")) for outcome in OUTCOMES}
        print(f"{package:12}", *(f"{number:4} {outcome}" for outcome, number in outcomes.items() if number))


def _judge(mutant: Mutant, reach: Reach, copy: Path, seconds: float) -> tuple[str, str]:
    running = reach.tests(str(mutant.path), mutant.spans)
    if mutant.at_import:
        running = (running | reach.below(REFERENCE)) or reach.below("")
    chosen = reach.chosen(running, _package(mutant.path), seconds)
    if not chosen:
        return "survived", _survivor(mutant, "no test runs it")
    (copy.parent / "chosen").write_text("\n".join(chosen), encoding="utf-8")
    file, source = copy / mutant.path, mutant.source
    whole = file.read_bytes()
    file.write_text(source, encoding="utf-8")
    try:
        status = _pytest(copy, ["-x", f"@{copy.parent / 'chosen'}"], 20 + 5 * seconds)
    finally:
        file.write_bytes(whole)
    if status:
        return "noticed", ""
    return "survived", _survivor(mutant, f"{len(running & set(chosen))} of {len(running)} tests that run it, {len(set(chosen) - running)} beside them")


def _survivor(mutant: Mutant, how: str) -> str:
    lines = difflib.unified_diff(mutant.tree.code.splitlines(), mutant.source.splitlines(), lineterm="", n=1)
    return "\n".join((f"SURVIVED: {mutant.path}:{mutant.line} ({how})", *list(lines)[3:]))


if __name__ == "__main__":
    main()
