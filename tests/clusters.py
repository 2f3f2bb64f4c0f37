"""Clusters of real processes on this machine, and a site large enough to be shared out among workers."""

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import distributed

import quanli.build.cluster as module
from sites import POWER, make_site

WORKERS_PATH = os.pathsep.join((str(Path(__file__).resolve().parent), str(Path(module.__file__).parents[2])))
"""Where workers find the tasks, and the same program as this process."""
COUNT = 330
"""Powers of the large site: four chunks."""


def large_site(folder: Path) -> Path:
    """Make a site whose powers are copies of the starter's, each with its own code and name."""
    site = make_site(folder)
    text = (site / POWER).read_text(encoding="utf-8")
    for n in range(2, COUNT):
        code = f"YJ-XK-{n:04}"
        own = text.replace("YJ-XK-0001", code).replace("name: ", f"name: 第{n}项", 1)
        (site / POWER).with_name(f"{code}.yaml").write_text(own, encoding="utf-8")
    return site


@contextmanager
def started(program: str, *arguments: str, **environment: str):
    """Start a process of Dask's, and end it whatever happens."""
    command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments, "--no-dashboard"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": WORKERS_PATH} | environment) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def a_cluster(folder: Path, count: int, **environment: str):
    """Start a scheduler and some workers of one thread; gives its address and their processes."""
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        stack.enter_context(started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file), **environment))
        while not file.is_file() or not file.read_text().endswith("}"):
            time.sleep(0.05)
        url = json.loads(file.read_text())["address"]
        worker = ("dask_worker", url, "--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
        workers = [stack.enter_context(started(*worker)) for _ in range(count)]
        if workers:
            with distributed.Client(url, set_as_default=False) as client:
                client.wait_for_workers(count, timeout=60)
        yield url, workers
