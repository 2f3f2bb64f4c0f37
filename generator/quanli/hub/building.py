"""``quanli hub``: several bodies' sites gathered into one, written as a whole or not at all."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quanli.assemble.page import Page, Part
from quanli.build.backstage import Backstage, backstage
from quanli.build.digests import FOLDER, ROOT, part_bytes, part_name, read_digests, root_bytes
from quanli.build.lock import site_lock
from quanli.build.owner import refusal
from quanli.build.progress import Progress
from quanli.build.staging import FileRow, clear_staging, write_file
from quanli.build.switch import note_changes, recover, show, switch
from quanli.config.site import Site
from quanli.config.theme import packaged_theme
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.frozen import frozen
from quanli.hub.data import data_parts, name_files
from quanli.hub.feeds import feed_bytes
from quanli.hub.gathering import Gathered, gather
from quanli.hub.pages import Twice, hub_pages, items_of, twice_of
from quanli.hub.settings import FILE, Hub
from quanli.render.assets import collect_assets
from quanli.render.environment import make_environment
from quanli.render.pages import render_page

STATE = ".quanli/hub"
HUB_UNREACHABLE = Rule(
    "HUB_UNREACHABLE", "warning",
    zh="{site} 没有取到：{what_zh}", en="{site} was not gathered: {what_en}",
    hint_zh="仍显示 {day} 的内容；核对网址和网络", hint_en="what is shown is of {day}; look after its address and the network",
    follows="本程序的要求：取不到的站点不从总目录消失，写明内容是哪一天的",
)
HUB_DATA = Rule(
    "HUB_DATA", "warning",
    zh="{site} 的数据没有采用：{what_zh}", en="the data of {site} were not taken: {what_en}",
    hint_zh="仍显示 {day} 的内容；请该站重新发布，或核对 hub.yaml 中的网址", hint_en="what is shown is of {day}; have the site published anew, or look after its address in hub.yaml",
    follows="本程序的要求：别的站点的数据当作外人的，不对的整站不采用",
)
HUB_NOTHING = Rule(
    "HUB_NOTHING", "error",
    zh="一个站点也没有取到，没有写出", en="no site was gathered, nothing was written",
    hint_zh="先解决上面的问题", hint_en="mend what is said above first",
    follows="本程序的要求：没有内容不覆盖已有的总目录",
)
HUB_SAME_CODE = Rule(
    "HUB_SAME_CODE", "warning",
    zh="编码 {code} 在几个机关都有：{bodies}", en="several bodies have the code {code}: {bodies}",
    hint_zh="总目录都列出；编码要全市唯一的，请其中一个机关另编", hint_en="the hub lists all of them; if codes are to be unique, have one body take another",
    follows="本程序的要求：一个编码只指一个事项",
)
_MOST_TOLD = 20


@frozen
class Done:
    """What was made: items, files written and removed, sites, files read anew, and what is to be said."""

    items: int
    written: int
    removed: int
    sites: int
    read: int
    warnings: tuple[Problem, ...]


def build_hub(folder: Path, hub: Hub, output: Path, day: datetime.date, progress: Progress) -> Done:
    """Gather the sites and write the hub.

    Raises :class:`ProblemsFoundError` where the output is somebody else's, or no site was ever gathered.
    """
    site = hub.site
    with site_lock(folder / STATE):
        refused = refusal(output, {site.signed}, built=(folder / STATE / "built").is_file())
        if refused:
            raise ProblemsFoundError([refused])
        each = (gather(one, folder, folder / STATE, day) for one in hub.sites)
        sites = list(progress.stage("取数据 gathering", each, len(hub.sites), lambda _: 1))
        items = items_of(sites)
        twice = twice_of(items)
        warnings = [*_troubles(sites), *_same_codes(twice)]
        if all(one.day is None for one in sites):
            raise ProblemsFoundError([*warnings, HUB_NOTHING.at(FILE)])
        with backstage(output) as stage:
            recover(stage)
            written, removed = _publish(stage, _made(sites, site, day), site, day)
        (folder / STATE / "built").touch()
        return Done(len(items), written, removed, len(sites), sum(one.read for one in sites), tuple(warnings))


def _troubles(sites: Iterable[Gathered]) -> Iterator[Problem]:
    for one in sites:
        if one.trouble:
            rule = HUB_DATA if one.trouble.hostile else HUB_UNREACHABLE
            yield rule.at(FILE, site=one.site.id, what_zh=one.trouble.zh, what_en=one.trouble.en, day=one.day.isoformat() if one.day else "—")


def _same_codes(twice: Sequence[Twice]) -> Iterator[Problem]:
    for one in twice[:_MOST_TOLD]:
        yield HUB_SAME_CODE.at(FILE, code=one.code, bodies="、".join(link.note for link in one.links))


def _made(sites: Sequence[Gathered], site: Site, day: datetime.date) -> Iterator[Page | Part]:
    items = items_of(sites)
    names = list(name_files(items))
    yield from hub_pages(sites, items, [f"/{path}" for path, _ in names])
    yield from names
    yield from data_parts(items, site)
    yield "feed.xml", feed_bytes(site, ((one.name, story) for one in sites for story in one.stories), day.isoformat())
    yield "robots.txt", b"User-agent: *\nAllow: /\n"


def _publish(stage: Backstage, made: Iterable[Page | Part], site: Site, day: datetime.date) -> tuple[int, int]:
    """Write everything behind the scenes, and show it at once where anything differs; gives how many files came and went."""
    clear_staging(stage.new)
    rows = list(_written(stage.new, made, site))
    before = dict(read_digests(stage.output))
    now = {row.path: row.sha256 for row in rows}
    different = [path for path, digest in now.items() if before.get(path) != digest or not _stands(stage.output / path, digest)]
    gone = [path for path in before if path not in now]
    if not different and not gone:
        return 0, 0
    part = write_file(stage.new, part_name("hub"), part_bytes(sorted(rows)))
    write_file(stage.new, ROOT, root_bytes("public", site.signed, day.isoformat(), "", [(part.path, part.sha256)]))
    if not stage.output.exists() or not any(stage.output.iterdir()):
        show(stage)
        return len(rows), 0
    others = [f"{FOLDER}{path.name}" for path in (stage.output / FOLDER).glob("*.jsonl") if f"{FOLDER}{path.name}" != part.path]
    note_changes(stage, [*different, part.path, ROOT], [*gone, *others])
    switch(stage, stage.new)
    return len(different), len(gone)


def _written(folder: Path, made: Iterable[Page | Part], site: Site) -> Iterator[FileRow]:
    theme = Path(packaged_theme())
    addresses = {}
    for asset in collect_assets(theme):
        addresses[asset.name] = asset.url
        yield write_file(folder, asset.path, asset.data)
    environment = make_environment(theme, site, addresses, trusted=True)
    for one in made:
        path, data = (one.path, render_page(one, environment)) if isinstance(one, Page) else one
        yield write_file(folder, path, data)


def _stands(file: Path, digest: str) -> bool:
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest
