"""Reads a guide for Pelican with the catalogue's own metadata and Markdown, so that prose is the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.readers import BaseReader

from quanli.catalogue.content_kinds import GUIDE
from quanli.catalogue.guide import read_guide
from quanli.catalogue.tree import FolderTree
from quanli.errors import ProblemsFoundError
from quanli.render.prose import render_prose


class GuideReader(BaseReader):  # type: ignore[misc]
    """Pelican's reader for guides."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Give the guide's HTML and metadata."""
        path = Path(source_path)
        file = GUIDE.file(path.stem)
        data = FolderTree(path.parents[file.count("/")]).read(file, GUIDE.limit)
        guide, problems = read_guide(data, file)
        if guide is None or problems:
            raise ProblemsFoundError(problems)
        body = "\n".join(data.decode("utf-8-sig").split("\n")[guide.body_line - 1 :])
        metadata = {"title": guide.title, "slug": guide.slug, "summary": guide.summary, "template": "page"}
        if guide.date:
            metadata["date"] = self.process_metadata("date", guide.date)
        return str(render_prose(body)), metadata
