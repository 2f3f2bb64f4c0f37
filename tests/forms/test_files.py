"""Attached files as their links describe them."""

import hashlib

from forms.attachments import put
from quanli.catalogue.tree import FolderTree
from quanli.forms.files import AttachedFile, attached


def test_a_link_says_what_it_leads_to(tmp_path):
    """An attached file is described by name, format, size and hash."""
    put(tmp_path, "空白表.docx", b"PK123")
    assert attached(FolderTree(tmp_path), "空白表.docx") == AttachedFile("空白表.docx", "DOCX", 5, hashlib.sha256(b"PK123").hexdigest())
