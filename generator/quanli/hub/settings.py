"""``hub.yaml``: what a hub is called, and which sites it gathers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from quanli.config.site import Site
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.frozen import frozen
from quanli.gate import read_file
from quanli.records.fields import about
from quanli.records.read import read_record

FILE, LIMIT = "hub.yaml", 256 * 1024
HUB_SETTINGS = Rule(
    "HUB_SETTINGS", "error",
    zh="总目录的设置有误：{what_zh}", en="the hub's settings are wrong: {what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
    follows="本程序的要求：设置写错的不猜",
)
_MOST = 200
"""Sites of a hub."""


@frozen
class HubSite:
    """A body's site. ``data`` is where its files are read, if not at its address: a folder, or the address of a copy."""

    id: str = about("编号", "id", "总目录中这一站点的网址用它", "the hub's addresses have it", kind="id", required=True, limit=60, example="gjj")
    address: str = about("网址", "address", "站点公开的网址；事项都链接到这里", "the public address of the site; links to items lead there", kind="link")
    name: str = about("名称", "name", "不写则用站点自己的", "the site's own if missing", limit=100)
    data: str = about("数据取自", "data", "目录或另一网址，不写则取自 address", "a folder or another address, if not address", limit=500)


@frozen
class Hub:
    """The settings of a hub."""

    name: str = about("名称", "name", "总目录的名称", "what the hub is called", limit=60, example="某某市权力事项总目录")
    body: str = about("主办单位", "body", "由谁办", "whose it is", limit=60)
    domain: str = about("网址", "domain", "总目录自己的网址", "the hub's own address", kind="link", example="https://city.gov.cn")
    hotline: str = about("热线", "hotline", kind="phone")
    notice: str = about("提示", "notice", "页首的一句话", "a sentence at the head of each page", limit=200)
    sites: tuple[HubSite, ...] = about("站点", "sites", default=())

    @property
    def site(self) -> Site:
        """Give the settings that the theme's templates ask for."""
        return Site(name=self.name or "权力事项总目录", body=self.body, domain=self.domain.rstrip("/"), hotline=self.hotline, notice=self.notice)


def read_hub(folder: Path, more: Sequence[str]) -> Hub:
    """Read the settings in a folder, where there are any, and add the sites of the command line.

    Raises :class:`ProblemsFoundError` where they are wrong, or name no site.
    """
    try:
        data = read_file(folder, FILE, LIMIT)
    except FileNotFoundError:
        hub, problems = Hub(), list[Problem]()
    else:
        read, problems = read_record(data, FILE, Hub, LIMIT)
        hub = read or Hub()
    errors = [one for one in problems if one.severity == "error"]
    if errors:
        raise ProblemsFoundError(errors)
    sites = [*hub.sites]
    for word in more:
        sites.append(_of_word(word, {one.id for one in sites}))
    wrong = list(_wrong(hub, sites))
    if wrong:
        raise ProblemsFoundError(wrong)
    return Hub(hub.name, hub.body, hub.domain, hub.hotline, hub.notice, tuple(sites))


def is_address(text: str) -> bool:
    """Tell an address from a folder."""
    return bool(re.match(r"https?://[^/\s]+", text))


def _of_word(word: str, taken: set[str]) -> HubSite:
    """Make a site of a word of the command line, with an id from its host or folder that no other has."""
    name = (urlsplit(word).hostname or "") if is_address(word) else Path(word).resolve().name
    key = re.sub(r"[^A-Za-z0-9\u4e00-\u9fff-]+", "-", name).strip("-")[:50] or "site"
    number, found = 1, key
    while found in taken:
        number += 1
        found = f"{key}-{number}"
    return HubSite(found, address=word.rstrip("/")) if is_address(word) else HubSite(found, data=word)


def _wrong(hub: Hub, sites: Sequence[HubSite]) -> Iterator[Problem]:
    if not sites or len(sites) > _MOST:
        yield _fault(("sites",), f"有 {len(sites)} 个站点", f"there are {len(sites)} sites", *_NAME_THEM)
    ids = [one.id for one in sites]
    for at, one in enumerate(sites):
        if one.id in ids[:at]:
            yield _fault(("sites", at, "id"), f"编号 {one.id} 用了两次", f"the id {one.id} stands twice", "换一个编号", "take another id")
        if not one.address and not one.data:
            yield _fault(("sites", at), f"{one.id} 没有网址", f"{one.id} has no address", *_NAME_THEM)
        if one.address and not is_address(one.address):
            yield _fault(("sites", at, "address"), f"“{one.address}”不是网站的网址", f'"{one.address}" is no address of a site', "写成 https://…", "write https://…")
    if hub.domain and urlsplit(hub.domain).path.strip("/"):
        yield _fault(("domain",), "总目录要在网址的根目录下", "a hub stands at the root of its address", "用一个单独的域名", "give it a host of its own")


_NAME_THEM = ("写进 hub.yaml 的 sites，或写在命令后面", "name them under sites in hub.yaml, or after the command")


def _fault(path: tuple[str | int, ...], what_zh: str, what_en: str, hint_zh: str, hint_en: str) -> Problem:
    return HUB_SETTINGS.at(FILE, path, what_zh=what_zh, what_en=what_en, hint_zh=hint_zh, hint_en=hint_en)
