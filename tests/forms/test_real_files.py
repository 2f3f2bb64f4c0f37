"""Files as LibreOffice writes them: blank forms of every format pass, and what an author leaves in them is found."""

import shutil
import subprocess

import pytest

from conftest import ROOT
from forms.test_package_spellings import told

OFFICE = shutil.which("soffice")
PAGE = """<html><head><meta charset="utf-8"><title>申请表</title>{}</head><body><h1>申请表</h1><table><tr><td>姓名</td><td>　</td></tr></table>
<p><a href="{}">办事指南</a></p></body></html>"""
AUTHOR = '<meta name="author" content="张三">'


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("suffix", ["docx", "doc", "pdf", "xlsx", "xls"])
def test_what_an_office_program_writes_is_judged_by_what_is_in_it(suffix, tmp_path):
    """A form as it is saved passes; with its author, and a link to a file of the author's, both are told."""
    found = {}
    for name, page in (("blank", PAGE.format("", "https://example.gov.cn/")), ("named", PAGE.format(AUTHOR, "smb://server/share/b.doc"))):
        source = tmp_path / f"{name}.html"
        source.write_text(page, encoding="utf-8")
        through = "Calc" if suffix.startswith("xls") else "Writer"
        arguments = [f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", f"--infilter=HTML ({'StarCalc' if through == 'Calc' else 'StarWriter'})"]
        subprocess.run([OFFICE, *arguments, "--convert-to", suffix, "--outdir", str(tmp_path), str(source)], capture_output=True, check=True, timeout=120)
        found[name] = {line.split()[0] for line in told((tmp_path / f"{name}.{suffix}").read_bytes(), suffix)}
    assert found["blank"] == set()
    assert "DOC_METADATA" in found["named"]
    assert "LINK_TARGET" in found["named"]


@pytest.mark.parametrize("path", sorted((ROOT / "content/forms/files").iterdir()), ids=lambda path: path.name)
def test_the_samples_own_files_pass(path):
    """What the sample attaches raises nothing."""
    assert told(path.read_bytes(), path.suffix[1:]) == []
