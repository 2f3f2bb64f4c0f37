"""Pelican's settings for a site of powers: guides are its pages, everything else comes from the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quanli.catalogue.content_kinds import CONTENT
from quanli.catalogue.reading import read_site
from quanli.catalogue.registry import Registry
from quanli.catalogue.tree import FolderTree
from quanli.config.theme import theme_folder


def pelican_settings(root: Path) -> dict[str, Any]:
    """Give the settings for the site in a folder; what Pelican would make besides pages is switched off.

    Which files are pages the build says, for each of them it has checked (:func:`page_paths`). Pelican's own links
    (``{static}``, ``{attach}``, ``{filename}``) match nothing: they copy any file that they name into the site.
    """
    site, _ = read_site(FolderTree(root))
    off = {f"{kind}_SAVE_AS": "" for kind in ("ARTICLE", "AUTHOR", "CATEGORY", "TAG", "ARCHIVES", "AUTHORS", "CATEGORIES", "TAGS", "DRAFT", "DRAFT_PAGE")}
    feeds = dict.fromkeys(("FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "TRANSLATION_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS"))
    return {
        "PATH": str(root / CONTENT),
        "OUTPUT_PATH": str(root / "output"),
        "THEME": str(theme_folder(root)),
        "THEME_STATIC_PATHS": [],
        "STATIC_PATHS": [],
        "PLUGINS": ["quanli.plugin"],
        "SITENAME": site.name if site else "",
        "SITEURL": "",
        "TIMEZONE": "Asia/Shanghai",
        "DEFAULT_LANG": "zh-Hans",
        "READERS": {"rst": None, "html": None},
        "ARTICLE_PATHS": [],
        "PAGE_PATHS": [],
        "INTRASITE_LINK_REGEX": "(?P<what>(?!))",
        "FILENAME_METADATA": "",
        "USE_FOLDER_AS_CATEGORY": False,
        "OUTPUT_SOURCES": False,
        "TEMPLATE_PAGES": {},
        "PAGE_URL": "guides/{slug}/",
        "PAGE_SAVE_AS": "guides/{slug}/index.html",
        "DIRECT_TEMPLATES": [],
        "DELETE_OUTPUT_DIRECTORY": False,
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
        **off,
        **feeds,
    }


def page_paths(registry: Registry) -> list[str]:
    """Name the files that are Pelican's pages: the guides of the catalogue, and whatever else lies beside them is none."""
    return [guide.file.removeprefix(f"{CONTENT}/") for guide in registry.guides.values()]
