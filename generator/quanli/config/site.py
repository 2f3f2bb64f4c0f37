"""The site's settings, read once into one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from quanli.config.demands import Demand, Scope
from quanli.config.domain import host_of, path_of
from quanli.config.hall import Accessibility, Hall
from quanli.config.security import Security
from quanli.frozen import frozen
from quanli.records.fields import Term, about

SCRIPTS = MappingProxyType({"zh-Hans": Term("简体", "Simplified"), "zh-Hant": Term("繁体", "Traditional")})
FORMATS = MappingProxyType(
    {
        "embed": Term("嵌入页", "embedded pages"),
        "jsonld": Term("schema.org 数据", "schema.org in JSON-LD"),
        "cpsv": Term("CPSV-AP", "CPSV-AP"),
        "national": Term("国家事项表", "national service-item tables"),
    }
)
"""What an item is published in besides its page and its JSON."""


@frozen
class Site:
    """What the site is called, whose it is, and where it stands."""

    name: str = about("站点名称", "site name", required=True, example="权力事项公开")
    title: str = about("标题", "title", "浏览器标题中的名称", "the name in browser titles")
    body: str = about(
        "主办机关",
        "body",
        "所属人民政府或部门",
        "the government it belongs to",
        required=True,
        example="某某市人民政府",
    )
    domain: str = about(
        "域名",
        "domain",
        "https:// 开头，末尾无斜杠；站点在某个路径下的，接着写路径，如 https://www.example.gov.cn/quanli",
        "with https://, no slash at the end; with its path where the site stands under one, such as https://www.example.gov.cn/quanli",
        kind="link",
        default="https://example.gov.cn",
    )
    site_code: str = about("网站标识码", "site code", "政府网站标识码", "code of the government website")
    icp: str = about("备案号", "ICP number")
    language: str = about("文字", "language", default="zh-Hans")
    languages: tuple[str, ...] = about(
        "文字种类", "scripts", "zh-Hans 简体；加上 zh-Hant，每页另有一份繁体", "add zh-Hant for a Traditional twin of each page",
        kind="choice", choices=SCRIPTS, default=("zh-Hans",),
    )  # fmt: skip
    sample: bool = about(
        "示例",
        "sample",
        "整个目录是示例，不作为办事依据",
        "the whole catalogue is a sample",
        kind="flag",
        default=False,
    )
    notice: str = about("提示", "notice", "每页顶部的提示", "said at the top of each page")
    hotline: str = about("热线", "hotline", kind="phone")
    address: str = about("地址", "address")
    sought: tuple[str, ...] = about(
        "最常办理", "most sought", "事项编码", "codes of items", kind="code", default=()
    )
    life_events: tuple[str, ...] = about(
        "主题次序", "order of life events", "首页先列哪些主题，其余按事项多少", "those that come first; the others by number of items",
        kind="id", default=(), limit=30,
    )  # fmt: skip
    map: str = about(
        "地图查询", "map", "地图网站的查询网址，地址接在后面", "a map's search address, to which an address is added", kind="link"
    )
    hall: Hall = about("公众大厅", "public hall", default=Hall())
    accessibility: Accessibility | None = about("无障碍", "accessibility", default=None)
    portals: tuple[str, ...] = about(
        "门户", "portals", "允许嵌入的门户来源", "origins that may embed items", kind="link", default=()
    )
    theme_from_branches: bool = about(
        "分支的主题", "themes of branches", "预览待合并的分支时用分支自己的主题；不写则用并入处的主题",
        "a branch is previewed with its own theme; otherwise with the theme of what it is to be merged into", kind="flag", default=False,
    )  # fmt: skip
    formats: tuple[str, ...] = about(
        "发布格式", "formats", "网页和 JSON 以外还发布哪些；不写则全部", "published besides pages and JSON; all of them if missing",
        kind="choice", choices=FORMATS, default=tuple(FORMATS),
    )  # fmt: skip
    license: str = about(
        "许可协议", "licence", "数据按什么协议供人使用，写协议的网址", "the address of the licence under which the data may be used", kind="link"
    )
    security: Security | None = about("安全联系", "security contact", "向谁报告网站的漏洞（security.txt）", "to whom weaknesses of the site are told (security.txt)", default=None)
    scope: tuple[Scope, ...] = about("权力范围", "scope", "各机关可以有哪些类别的事项；不写则不限", "which categories each office may have; unlimited if missing", default=())
    directory: str = about("国家目录版本", "central directory", "采用 content/directory/ 中的哪一版；不写则用最新的", "which version in content/directory/ holds; the newest if missing", limit=60)
    elements: tuple[Demand, ...] = about("要素要求", "elements", "与通常不同的要素要求", "elements asked otherwise than usual", default=())
    internal: str = about(
        "内部目录", "internal tree", "内部内容所在目录，如 ../internal", "the folder of internal content"
    )
    procedure: Mapping[str, Any] | None = about("变更程序", "change procedure", kind="open", default=None)
    thresholds: Mapping[str, Any] | None = about("预警阈值", "thresholds", kind="open", default=None)

    @property
    def under(self) -> str:
        """Give the path of the host under which the site stands, such as ``/quanli``; empty at its top."""
        return path_of(self.domain)

    @property
    def host(self) -> str:
        """Give the name of the site's host, as ids made from it have it (RFC 4151)."""
        return host_of(self.domain)

    @property
    def signed(self) -> str:
        """Give the name and address by which an output tells whose it is."""
        return f"{self.name} {self.domain}"

    def named(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Give the code of each item that the settings name, with the path to it."""
        for i, code in enumerate(self.sought):
            yield ("sought", i), code
        yield from self.hall.named()

