"""What is said of a file whose content is no text: its kind, its size, and that it is another one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from quanli.git.listing import NOTHING, Listed

_KINDS: Mapping[str, str] = MappingProxyType({
    ".pdf": "PDF 文件", ".doc": "Word 文档", ".docx": "Word 文档", ".wps": "WPS 文档", ".xls": "Excel 表格", ".xlsx": "Excel 表格", ".et": "WPS 表格",
    ".ppt": "演示文稿", ".pptx": "演示文稿", ".ofd": "OFD 版式文件", ".odt": "ODF 文档", ".ods": "ODF 表格", ".zip": "压缩包", ".png": "图片", ".jpg": "图片",
    ".jpeg": "图片", ".svg": "矢量图", ".gif": "图片", ".webp": "图片", ".csv": "表格", ".txt": "文本", ".css": "样式表", ".html": "网页模板", ".js": "脚本",
    ".yml": "设置", ".yaml": "设置", ".md": "文本", ".py": "程序",
})  # fmt: skip
_KIB = 1024


def kind_in_words(path: str) -> str:
    """Say of what kind a file is, by its ending."""
    suffix = PurePosixPath(path).suffix.lower()
    return _KINDS.get(suffix, f"{suffix} 文件" if suffix else "文件")


def size_in_words(size: int) -> str:
    """Say a number of bytes."""
    if size < _KIB:
        return f"{size} 字节"
    return f"{size / _KIB:.1f} KB" if size < _KIB * _KIB else f"{size / _KIB / _KIB:.1f} MB"


def file_in_words(path: str, data: bytes | None, *, told_apart: bool = False) -> str:
    """Say what a file is: its kind and size; where another of the same is to be told apart, also how its digest begins."""
    if data is None:
        return f"{kind_in_words(path)}，超过 16 MB，没有读"
    digest = f"，SHA-256 {hashlib.sha256(data).hexdigest()[:12]}…" if told_apart else ""
    return f"{kind_in_words(path)}，{size_in_words(len(data))}{digest}"


def nature_in_words(entry: Listed, leads_to: bytes | None) -> str:
    """Say what stands at a path in git's eyes: a file, a program, a link and where to, another repository."""
    if entry is NOTHING:
        return ""
    if entry.link:
        return f"符号链接，指向 {(leads_to or b'').decode('utf-8', 'replace')}"
    if entry.repository:
        return f"子模块，提交 {entry.blob[:12]}"
    return "可以执行的文件" if entry.mode == "100755" else "普通文件"
