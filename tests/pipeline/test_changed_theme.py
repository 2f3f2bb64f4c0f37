"""A change of the site's own theme reaches the pages that rest on what changed, and no other."""

import shutil
from pathlib import Path

import pytest

from pipeline.incremental import same_as_clean, tree
from sites import build, make_site

THEME = Path(__file__).resolve().parents[2] / "theme"
HOME, ITEM, LAW, LAWS, FORM, GUIDE, OFFICE = (
    "index.html",
    "powers/YJ-XK-0001/index.html",
    "laws/fireworks-safety-regulation/index.html",
    "laws/index.html",
    "forms/lingshou-shenqing.html",
    "guides/lingshou/index.html",
    "offices/xxj/index.html",
)
PAGES = (HOME, ITEM, LAW, LAWS, FORM, GUIDE, OFFICE)


def changed(site, name, old, new):
    """Build, change a file of the theme, build again; gives of the pages those whose bytes changed."""
    assert build(site) == 0
    before = tree(site / "output")
    path = site / "theme" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert build(site) == 0
    after = tree(site / "output")
    return {page for page in PAGES if before[page] != after[page]}, after


@pytest.fixture
def site(tmp_path):
    """Make a site with a theme of its own, that of the program."""
    made = make_site(tmp_path)
    shutil.copytree(THEME, made / "theme")
    return made


def test_changed_page_template_remakes_its_pages_alone(site):
    """An edit of one page's template reaches that page; pages of other templates stay as they were, byte for byte."""
    pages, after = changed(site, "templates/pages/law.html", "</h1>", "</h1><p>新的一行</p>")
    assert pages == {LAW}
    assert "<p>新的一行</p>" in after[LAW].decode()


def test_changed_component_remakes_every_page_that_shows_it(site, tmp_path):
    """An edit of a component reaches every page whose template uses it, through other components too, and no other."""
    pages, after = changed(site, "templates/components/fees.html", "不收费", "免费")
    assert pages == {ITEM}
    assert "免费" in after[ITEM].decode()
    pages, _ = changed(site, "templates/components/contact.html", "<dl", "<dl data-new")
    assert pages == {ITEM, OFFICE}
    same_as_clean(site, tmp_path)


@pytest.mark.parametrize("name", ["templates/base.html", "templates/components/breadcrumbs.html"])
def test_change_of_what_every_page_extends_remakes_all(site, name, tmp_path):
    """An edit of the frame, or of what the frame uses, reaches every page, the guides that the host draws too."""
    old, new = ("</body>", "<!-- 新 --></body>") if name.endswith("base.html") else ("<nav", "<nav data-new")
    pages, _ = changed(site, name, old, new)
    assert pages == ({*PAGES} if name.endswith("base.html") else {*PAGES} - {HOME})
    same_as_clean(site, tmp_path)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("templates/pages/guide.html", '<article class="folio">', '<article class="folio" data-new>'),
        ("templates/page.html", "{% set page = page.plan %}", '{% set page = page.plan %}{% block head %}<meta name="new" content="1">{% endblock %}'),
    ],
)
def test_changed_template_of_guides_reaches_the_guides(site, tmp_path, name, old, new):
    """Guides are drawn by the host: an edit of their template, or of the name under which it is looked for, is seen all the same."""
    pages, _ = changed(site, name, old, new)
    assert pages == {GUIDE}
    same_as_clean(site, tmp_path)


def test_only_what_rests_on_a_template_is_written_again(site, capsys):
    """A build after an edit of the theme says of each page that it writes that its template changed, and writes no other page."""
    assert build(site) == 0
    path = site / "theme/templates/pages/law.html"
    path.write_text(path.read_text(encoding="utf-8").replace("</h1>", "</h1><p>新的一行</p>"), encoding="utf-8")
    capsys.readouterr()
    assert build(site, "--explain") == 0
    made = dict(line.split("  <- ") for line in capsys.readouterr().err.splitlines() if "  <- " in line)
    assert {page for page in PAGES if page in made} == {LAW}
    assert "template" in made[LAW]


def test_changed_style_reaches_every_page(site):
    """A style sheet's address holds its content: when it changes, every page leads to the new one and the old one is gone."""
    pages, after = changed(site, "static/css/tokens.css", "--paper: #fff", "--paper: #fefefe")
    assert pages == {*PAGES}
    sheets = [name for name in after if "css/site" in name and name.endswith(".css")]
    assert len(sheets) == 1
    assert all(f'href="/{sheets[0]}"' in after[page].decode() for page in PAGES)


def test_theme_that_comes_or_goes_is_seen(tmp_path):
    """A site that gets a theme of its own, or gives it back, is drawn with the one that it has."""
    site = make_site(tmp_path)
    assert build(site) == 0
    plain = tree(site / "output")
    shutil.copytree(THEME, site / "theme")
    changed(site, "templates/pages/law.html", "</h1>", "</h1><p>新的一行</p>")
    shutil.rmtree(site / "theme")
    assert build(site) == 0
    assert tree(site / "output") == plain


def test_change_of_the_theme_beside_the_program_is_seen(tmp_path, monkeypatch):
    """A site without a theme of its own is drawn anew when the theme of a working copy of the program changes."""
    site, theme = make_site(tmp_path), tmp_path / "theme"
    shutil.copytree(THEME, theme)
    for module in ("config.theme", "pipeline.settings"):
        monkeypatch.setattr(f"quanli.{module}.theme_of", lambda _: str(theme))
    assert build(site) == 0
    law = theme / "templates/pages/law.html"
    law.write_text(law.read_text(encoding="utf-8").replace("</h1>", "</h1><p>新的一行</p>"), encoding="utf-8")
    assert build(site) == 0
    assert "<p>新的一行</p>" in (site / "output" / LAW).read_text(encoding="utf-8")
