"""What brings about the problems of ``quanli hub``."""

import json
from collections.abc import Callable

HUBS: dict[str, Callable[..., str]] = {}
ROW = {"code": "A-1", "name": "甲", "category": "permit", "office": "xxj", "state": "active", "summary": "", "url": "https://a.example/powers/A-1/"}


def brings(*codes: str):
    def entered(function: Callable[..., str]) -> Callable[..., str]:
        HUBS.update(dict.fromkeys(codes, function))
        return function

    return entered


def published(folder, *rows: dict) -> None:
    """Write the data that a site publishes."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "data/index.json").write_text(json.dumps({"site": "某站", "body": "某局", "parts": [{"name": "data/catalogue"}]}), encoding="utf-8")
    (folder / "data/catalogue.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


@brings("HUB_SETTINGS")
def no_site(desk):
    return desk.run("hub", desk.folder)


@brings("HUB_UNREACHABLE", "HUB_NOTHING")
def nobody_there(desk):
    return desk.run("hub", desk.folder, "http://127.0.0.1:9", "--quiet")


@brings("HUB_DATA")
def leads_elsewhere(desk):
    published(desk.folder / "a", ROW)
    published(desk.folder / "b", ROW, ROW | {"code": "A-2", "url": "https://evil.example/powers/A-2/"})
    return desk.run("hub", desk.folder, desk.folder / "a", desk.folder / "b", "--quiet")


@brings("HUB_SAME_CODE")
def the_same_code(desk):
    published(desk.folder / "a", ROW)
    published(desk.folder / "b", ROW | {"url": "https://b.example/powers/A-1/"})
    return desk.run("hub", desk.folder, desk.folder / "a", desk.folder / "b", "--quiet")
