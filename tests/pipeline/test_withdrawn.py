"""What is withdrawn from the catalogue leaves the site with the next build, however small the change."""

import pytest

from forms.attachments import pdf
from pipeline.incremental import same_as_clean
from sites import POWER, build, edit, make_site, put

FORM = "content/forms/lingshou-shenqing.yaml"


def output(site, below):
    """Give the names of the files of a folder of the output."""
    folder = site / "output" / below
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_attached_file_that_is_withdrawn_is_no_longer_published(tmp_path):
    """When a file that an item offered is taken out of the catalogue, its address is gone, and that of its neighbour is not."""
    site = put(make_site(tmp_path), **{"content/forms/files/map.pdf": pdf(), "content/forms/files/list.pdf": pdf("/Title (x)")})
    named = "attachments: [{file: map.pdf, name: 位置图}, {file: list.pdf, name: 清单}]\n"
    (site / POWER).write_text((site / POWER).read_text(encoding="utf-8") + named, encoding="utf-8")
    assert build(site) == 0
    assert {"files/map.pdf", "files/list.pdf"} <= output(site, "forms")
    (site / "content/forms/files/map.pdf").unlink()
    edit(site, POWER, "{file: map.pdf, name: 位置图}, ", "")
    assert build(site) == 0
    assert "files/map.pdf" not in output(site, "forms")
    assert "files/list.pdf" in output(site, "forms")
    assert "map.pdf" not in (site / "output/powers/YJ-XK-0001/index.html").read_text(encoding="utf-8")
    same_as_clean(site, tmp_path)


def test_form_that_is_withdrawn_takes_its_files_along(tmp_path):
    """A form that is no longer in the catalogue is no longer offered, neither as a page nor as DOCX or PDF, blank or filled."""
    site = make_site(tmp_path)
    assert build(site) == 0
    name = "lingshou-shenqing"
    assert {f"{name}.html", f"{name}.docx", f"{name}.pdf", f"{name}-sample.docx", f"{name}-sample.pdf"} <= output(site, "forms")
    edit(site, POWER, f", form: {name}", "")
    put(site, **{FORM: None})
    assert build(site) == 0
    assert output(site, "forms") == set()
    same_as_clean(site, tmp_path)


def test_form_without_samples_takes_its_filled_files_back(tmp_path):
    """When a form's fields lose their samples, the filled form goes, the blank one stays."""
    site = make_site(tmp_path)
    text = (site / FORM).read_text(encoding="utf-8")
    assert build(site) == 0
    put(site, **{FORM: text.replace(", sample: [红红火火便利店]", "").replace(", sample: [张某某]", "").replace(", sample: [0000-5550123]", "")})
    assert "sample" not in (site / FORM).read_text(encoding="utf-8")
    assert build(site) == 0
    assert {name for name in output(site, "forms") if "sample" in name} == set()
    assert "lingshou-shenqing.docx" in output(site, "forms")
    same_as_clean(site, tmp_path)


@pytest.mark.parametrize("first", [True, False])
def test_guide_that_is_withdrawn_is_no_longer_published(tmp_path, first):
    """A guide that is taken out of the catalogue leaves the list of guides and its address, whichever of two it is."""
    site = put(make_site(tmp_path), **{"content/guides/other.md": "Title: 别的指南\nSlug: other\nDate: 2026-01-05\nSummary: 一句话。\n\n正文。\n"})
    assert build(site) == 0
    assert {"lingshou/index.html", "other/index.html", "index.html"} <= output(site, "guides")
    if first:
        edit(site, POWER, "guide: lingshou\n", "")
    gone, kept = ("lingshou", "other") if first else ("other", "lingshou")
    put(site, **{f"content/guides/{gone}.md": None})
    assert build(site) == 0
    assert output(site, "guides") == {"index.html", f"{kept}/index.html"}
    assert f"/guides/{gone}/" not in (site / "output/guides/index.html").read_text(encoding="utf-8")
    same_as_clean(site, tmp_path)
