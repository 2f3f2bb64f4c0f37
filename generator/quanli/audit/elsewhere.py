"""Addresses of other sites, asked for on request: by lychee where it is installed, else here, few at a time and politely."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

from quanli.errors import Problem, Rule

ELSEWHERE_DEAD = Rule(
    "ELSEWHERE_DEAD", "error",
    zh="别的网站的 {url} 打不开：{why}", en="{url} of another site cannot be opened: {why}",
    hint_zh="换成现在的网址；没有了的，删去链接", hint_en="name its address of today; where there is none any more, leave the link out",
    follows="政府网站发展指引（国办发〔2017〕47号）：链接可用",
)  # fmt: skip
ELSEWHERE_UNSURE = Rule(
    "ELSEWHERE_UNSURE", "warning",
    zh="别的网站的 {url} 不让程序看：{why}", en="{url} of another site is not shown to programs: {why}",
    hint_zh="用浏览器打开看看", hint_en="open it in a browser",
    follows="政府网站发展指引（国办发〔2017〕47号）：链接可用",
)  # fmt: skip
HOSTS, SECONDS, PAUSE = 8, 20, 0.5
"""Hosts that are asked at once, each for one address at a time; how long one may take; seconds between two questions to one host."""
_GONE = frozenset({404, 410})
_NO_HEAD = frozenset({403, 405, 500, 501})
_ENOUGH = 400
_ASKED = {"User-Agent": "Mozilla/5.0 (compatible; quanli audit)", "Accept": "*/*"}
Address = tuple[str, str, int, int]
"""An address, and the place that names it first: file, line, column."""


def check_elsewhere(addresses: Sequence[Address], passed: Callable[[Iterable[list[Problem]], int], Iterable[list[Problem]]]) -> Iterator[Problem]:
    """Ask for every address; ``passed`` passes on what comes of each host and tells how far it is."""
    program = shutil.which("lychee") or shutil.which("lychee", path=str(Path(sys.executable).parent))
    if program and addresses:
        yield from by_lychee(program, addresses)
        return
    hosts: dict[str, list[Address]] = {}
    for one in addresses:
        hosts.setdefault(urlsplit(one[0]).netloc, []).append(one)
    with ThreadPoolExecutor(HOSTS) as pool:
        for found in passed(pool.map(_of_host, hosts.values()), len(hosts)):
            yield from found


def by_lychee(program: str, addresses: Sequence[Address]) -> Iterator[Problem]:
    """Let lychee ask for them. Raises OSError where it cannot be run or says nothing that can be read."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "links.html"
        listed.write_text("".join(f'<a href="{_escaped(url)}">x</a>\n' for url, *_ in addresses), encoding="utf-8")
        asked = [program, "--format", "json", "--no-progress", "--max-concurrency", str(HOSTS), "--timeout", str(SECONDS), "--max-retries", "1", "links.html"]
        run = subprocess.run(asked, cwd=folder, capture_output=True, check=False)
    try:
        said = json.loads(run.stdout)
        wrong = {_same(one["url"]): one["status"] for key in ("error_map", "fail_map", "timeout_map") for ones in said.get(key, {}).values() for one in ones}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise OSError(5, run.stderr.decode("utf-8", "replace").strip()[:300] or "no answer", program) from None
    for one in addresses:
        status = wrong.get(_same(one[0]))
        if status:
            yield _problem(one, int(status.get("code") or 0), str(status.get("text", "")))


def _of_host(addresses: Sequence[Address]) -> list[Problem]:
    found: list[Problem] = []
    for number, one in enumerate(addresses):
        if number:
            time.sleep(PAUSE)
        status, why = _status(one[0])
        if why:
            found.append(_problem(one, status, why))
    return found


def _status(url: str) -> tuple[int, str]:
    """Give status and what is wrong with an answer; nothing is wrong where the words are empty."""
    why = ""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(_escaped(url), headers=_ASKED, method=method)  # noqa: S310 - http and https alone are gathered
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                return answer.status, ""
        except urllib.error.HTTPError as error:
            error.close()
            why = f"{error.code} {error.reason}"
            if method == "HEAD" and (error.code in _NO_HEAD or error.code in _GONE):
                continue
            return error.code, why
        except (OSError, ValueError, http.client.HTTPException) as error:
            return 0, str(getattr(error, "reason", error)) or type(error).__name__
    return 0, why


def _problem(one: Address, status: int, why: str) -> Problem:
    url, file, line, column = one
    unsure = status >= _ENOUGH and status not in _GONE
    return (ELSEWHERE_UNSURE if unsure else ELSEWHERE_DEAD).at(file, line=line, column=column, url=url, why=why)


def _escaped(url: str) -> str:
    return quote(url, safe="/%-._~!$&'()*+,;=:@?#[]").replace("'", "%27")


def _same(url: str) -> str:
    return _escaped(url).rstrip("/").lower()
