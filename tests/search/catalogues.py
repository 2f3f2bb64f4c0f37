"""Small catalogues for the search tests: documents made of real and of drawn words, an index of them, the browser's answer."""

import csv
import json
import subprocess
from dataclasses import replace
from pathlib import Path

from quanli.catalogue import terms
from quanli.search.document import SearchDocument
from quanli.search.files import FOLDER
from quanli.search.index import SearchIndex, Settings
from quanli.search.release import Release
from shared_data import shared

SCRIPTS = Path(__file__).resolve().parents[2] / "theme" / "static" / "js"
HARNESS = Path(__file__).with_name("browser.mjs")
OFFICES = {"gjj": "住房公积金管理中心", "scjg": "市场监督管理局"}
DOCUMENT = SearchDocument(
    code="GJJ-GG-0001",
    national_code="",
    name="购买自住住房提取住房公积金",
    keywords=("取公积金", "公积金付首付"),
    topics=("买房",),
    office="gjj",
    category="public_service",
    state="active",
    applicants=("citizen",),
    online=True,
    summary="您或者配偶买了自住住房，可以提取住房公积金。",
    places="住房公积金管理中心\n提取管理科\n公共服务",
    materials="购房合同\n本人身份证",
    body="自受理申请之日起3日内作出决定。外地的房屋交复印件。",
)


def document(code="GJJ-GG-0001", **changes):
    """Give a document like the example's."""
    return replace(DOCUMENT, code=code, **changes)


def indexed(folder, *documents, **settings):
    """Make an index of documents."""
    index = SearchIndex(folder / "search.db", Settings(**{"offices": OFFICES, **settings}))
    index.update(documents)
    return index


def files_of(index):
    """Give all files of an index."""
    return dict(Release(index).export(everything=True))


def published(index, folder):
    """Write the files of an index; give the folder as the browser sees it."""
    for path, data in Release(index).export(everything=True):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder / FOLDER


def node(*arguments, **given):
    """Run the browser's modules under node."""
    done = subprocess.run(
        ["node", HARNESS, SCRIPTS, *map(str, arguments)], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def district():
    """Give the 1,135 real items of one district."""
    categories = {term.national.lstrip("0"): key for key, term in terms.CATEGORIES.items() if term.national}
    path = shared("catalogues/sichuan-district-1135.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["item_code"]: row for row in csv.DictReader(file)}
    return [
        document(
            code,
            name=row["name"],
            keywords=(),
            topics=(),
            office=row["dept_code"],
            category=categories.get(row["task_type"].lstrip("0"), "other"),
            applicants=(),
            online=False,
            summary="",
            places=row["department"],
            materials="",
            body="",
        )
        for code, row in rows.items()
    ]


def ledger():
    """Give the powers of a real ledger of a safety bureau."""
    from openpyxl import load_workbook

    book = load_workbook(shared("ledgers/chuzhou-safety-162.xlsx"), read_only=True, data_only=True)
    found = []
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            texts = [str(cell).strip() for cell in row if cell]
            name = next((text for text in texts if 6 < len(text) < 150), "")
            if len(texts) > 2 and name:
                body = "\n".join(text for text in texts if text != name)
                found.append(document(f"YJ-{len(found):04}", name=name, keywords=(), topics=(), body=body[:6000], office="scjg"))
    book.close()
    return found
