"""Reads a guide for Pelican with the catalogue's own metadata and Markdown, so that prose is the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.readers import BaseReader

from quanli.assemble.guide import address
from quanli.assemble.page import file_of
from quanli.catalogue.content_kinds import GUIDE
from quanli.catalogue.guide import guide_body, read_guide
from quanli.catalogue.tree import FolderTree
from quanli.errors import ProblemsFoundError
from quanli.pipeline.guide_rules import render_guide


class GuideReader(BaseReader):  # type: ignore[misc]
    """Pelican's reader for guides."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Give the guide's HTML, and of its metadata what its address follows from: all else is in the catalogue."""
        path = Path(source_path)
        file = GUIDE.file(path.stem)
        data = FolderTree(path.parents[file.count("/")]).read(file, GUIDE.limit)
        guide, problems = read_guide(data, file)
        errors = [found for found in problems if found.severity == "error"]
        if guide is None or errors:
            raise ProblemsFoundError(errors)
        url = address(guide)
        where = {"slug": guide.key, "url": url.removeprefix("/"), "save_as": file_of(url)}
        return str(render_guide(guide_body(data, guide), file)), {"title": guide.title, "template": "page", **where}
