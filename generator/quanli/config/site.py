"""The site's settings: ``content/site.yaml``, read once into one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quanli.errors import Problem, problem
from quanli.records.fields import about
from quanli.records.read import read_record

SITE_FILE = "content/site.yaml"


@dataclass(frozen=True)
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
        "https:// 开头，末尾无斜杠",
        "with https://, no slash at the end",
        kind="link",
        default="https://example.gov.cn",
    )
    site_code: str = about("网站标识码", "site code", "政府网站标识码", "code of the government website")
    icp: str = about("备案号", "ICP number")
    language: str = about("文字", "language", default="zh-Hans")
    languages: tuple[str, ...] = about("文字种类", "scripts", default=("zh-Hans",))
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
    portals: tuple[str, ...] = about(
        "门户", "portals", "允许嵌入的门户来源", "origins that may embed items", kind="link", default=()
    )
    internal: str = about(
        "内部目录", "internal tree", "内部内容所在目录，如 ../internal", "the folder of internal content"
    )
    procedure: Mapping[str, Any] | None = about("变更程序", "change procedure", kind="open", default=None)
    thresholds: Mapping[str, Any] | None = about("预警阈值", "thresholds", kind="open", default=None)


def read_site(root: Path) -> tuple[Site | None, list[Problem]]:
    """Read the settings of the site in a folder."""
    path = root / SITE_FILE
    if not path.is_file():
        return None, [problem("SITE_MISSING", SITE_FILE)]
    return read_record(path.read_bytes(), SITE_FILE, Site)


def theme_folder(root: Path) -> Path:
    """Give the site's own theme, or the one that this package carries."""
    own = root / "theme"
    if (own / "templates").is_dir():
        return own
    package = Path(__file__).resolve().parents[1]
    packed = package / "theme"
    return packed if packed.is_dir() else package.parents[1] / "theme"
