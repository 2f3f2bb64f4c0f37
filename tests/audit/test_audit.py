"""``quanli audit``: a built site is clean, and each thing that may be wrong with it is found where it stands."""

import json
import re
import shutil
from pathlib import Path

import pytest

from quanli.cli import main
from sites import build, edit, make_site

PAGE, OTHER, MAP = "powers/YJ-XK-0001/index.html", "about/index.html", "sitemaps/about.xml"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Build the starter site in both scripts, once."""
    site = make_site(tmp_path_factory.mktemp("built"))
    edit(site, "content/site.yaml", "domain: https://example.gov.cn\n", "domain: https://example.gov.cn\nlanguages: [zh-Hans, zh-Hant]\n")
    assert build(site) == 0
    return site


@pytest.fixture
def site(built, tmp_path) -> Path:
    """Give a copy to spoil."""
    return Path(shutil.copytree(built, tmp_path / "site"))


def audited(site: Path, capsys, *more: str) -> tuple[int, list[dict]]:
    """Audit a site; gives exit status and problems."""
    capsys.readouterr()
    status = main(["audit", "--site", str(site), "--format", "json", "--lang", "en", "--jobs", "1", "--quiet", "--day", "2026-06-01", *more])
    return status, json.loads(capsys.readouterr().out)


def put(old: str, new: str, file: str = PAGE):
    """Replace a passage of a page."""
    return lambda site: edit(site, f"output/{file}", old, new)


def before_end(words: str, file: str = PAGE):
    return put("</main>", f"{words}</main>", file)


def head(words: str, file: str = PAGE):
    return put("</head>", f"{words}</head>", file)


def without(pattern: str, file: str = PAGE):
    def spoil(site: Path) -> None:
        path = site / "output" / file
        text = path.read_text(encoding="utf-8")
        spoiled = re.sub(pattern, "", text, count=1)
        assert spoiled != text
        path.write_text(spoiled, encoding="utf-8")

    return spoil


def lay(name: str, data: bytes):
    def spoil(site: Path) -> None:
        path = site / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return spoil


def noise(size: int) -> str:
    """Give text that no packing makes small."""
    import hashlib

    return "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(size // 32))


def orphan(site: Path) -> None:
    text = (site / "output" / OTHER).read_text(encoding="utf-8")
    own = 'rel="canonical" href="https://example.gov.cn/about/"'
    lay("lonely/index.html", text.replace("<title>", "<title>孤").replace(own, own.replace("about", "lonely")).encode())(site)


def heavy_script(site: Path) -> None:
    lay("static/js/own.js", b'import "./more.js";')(site)
    lay("static/js/more.js", f"// {noise(40_000)}".encode())(site)
    head('<script type="module" src="/static/js/own.js"></script>')(site)


SPOILED = {
    "a link to nothing": (before_end('<a href="/powers/NONE/">x</a>'), "LINK_DEAD", PAGE),
    "a relative link to nothing": (before_end('<a href="none.html">x</a>'), "LINK_DEAD", PAGE),
    "the whole address of nothing": (before_end('<a href="https://example.gov.cn/none/">x</a>'), "LINK_DEAD", PAGE),
    "an asset that is not there": (head('<link rel="stylesheet" href="/static/css/none.css">'), "LINK_DEAD", PAGE),
    "a file that a script is told of": (before_end('<p data-calendar="/data/none.json">x</p>'), "LINK_DEAD", PAGE),
    "an item's data that lead nowhere": (put('"https://example.gov.cn/powers/YJ-XK-0001/"', '"https://example.gov.cn/powers/NONE/"', "powers/YJ-XK-0001.json"), "LINK_DEAD", "powers/YJ-XK-0001.json"),
    "a site map of what is not there": (put("<loc>https://example.gov.cn/about/</loc>", "<loc>https://example.gov.cn/aboot/</loc>", MAP), "LINK_DEAD", MAP),
    "a fragment of its own": (before_end('<a href="#none">x</a>'), "FRAGMENT_DEAD", PAGE),
    "a fragment of another page": (before_end('<a href="/about/#none">x</a>'), "FRAGMENT_DEAD", PAGE),
    "a page that nothing leads to": (orphan, "PAGE_WITHOUT_WAY", "lonely/index.html"),
    "an image without alt": (before_end('<img src="/favicon.ico">'), "PICTURE_WITHOUT_TEXT", PAGE),
    "a drawing without words": (before_end('<svg role="img"><path d="M0 0"/></svg>'), "PICTURE_WITHOUT_TEXT", PAGE),
    "a heavy page": (before_end(f"<p>{noise(200_000)}</p>"), "PAGE_HEAVY", PAGE),
    "heavy scripts": (heavy_script, "SCRIPTS_HEAVY", PAGE),
    "no title": (without("<title>.*?</title>"), "HEAD_LACKS", PAGE),
    "no description": (without('<meta name="description"[^>]*>'), "HEAD_LACKS", PAGE),
    "no language": (put('<html lang="zh-Hans"', "<html"), "HEAD_LACKS", PAGE),
    "no canonical address": (without('<link rel="canonical"[^>]*>'), "HEAD_LACKS", PAGE),
    "a canonical address of nothing": (put('rel="canonical" href="https://example.gov.cn/about/"', 'rel="canonical" href="https://example.gov.cn/aboot/"', OTHER), "CANONICAL_WRONG", OTHER),
    "two first headings": (before_end("<h1>x</h1>"), "HEADING_FIRST", PAGE),
    "no first heading": (without("(?s)<h1.*?</h1>"), "HEADING_FIRST", PAGE),
    "a tag that lacks": (without('<meta name="SiteName"[^>]*>'), "TAGS_LACK", PAGE),
    "a tag that is empty": (put('<meta name="ColumnType" content="', '<meta name="ColumnType" content=""><meta name="x" content="'), "TAGS_LACK", PAGE),
    "a script from elsewhere": (head('<script src="https://cdn.example.com/x.js"></script>'), "FOREIGN_REQUEST", PAGE),
    "a picture from elsewhere": (before_end('<img alt="" src="//cdn.example.com/x.png">'), "FOREIGN_REQUEST", PAGE),
    "a form that sends elsewhere": (before_end('<form action="https://elsewhere.example.com/"></form>'), "FOREIGN_REQUEST", PAGE),
    "a script within": (head("<script>x()</script>"), "INLINE_CODE", PAGE),
    "a style within": (head("<style>p{}</style>"), "INLINE_CODE", PAGE),
    "a style of an element": (before_end('<p style="color:red">x</p>'), "INLINE_CODE", PAGE),
    "an event of an element": (before_end('<p onclick="x()">x</p>'), "INLINE_CODE", PAGE),
    "a script as an address": (before_end('<a href="javascript:x()">x</a>'), "INLINE_CODE", PAGE),
    "security.txt of last year": (lay(".well-known/security.txt", b"Contact: tel:12345\nExpires: 2025-06-01T00:00:00Z\n"), "SECURITY_TXT_LAPSED", ".well-known/security.txt"),
    "security.txt without a day": (lay(".well-known/security.txt", b"Contact: tel:12345\n"), "SECURITY_TXT_LAPSED", ".well-known/security.txt"),
    "security.txt of the month": (lay(".well-known/security.txt", b"Contact: tel:12345\nExpires: 2026-06-20T00:00:00Z\n"), "SECURITY_TXT_ENDS", ".well-known/security.txt"),
}


def test_built_site_is_clean(built, capsys):
    """What this program builds has nothing wrong with it."""
    assert audited(built, capsys) == (0, [])


@pytest.mark.parametrize("what", SPOILED)
def test_what_is_wrong_is_found(what, site, capsys):
    """Each thing is told by its code and its file, and nothing else is."""
    spoil, code, file = SPOILED[what]
    spoil(site)
    status, found = audited(site, capsys)
    assert {(one["code"], one["file"]) for one in found} == {(code, file)}
    assert status == (0 if found[0]["severity"] == "warning" else 1)


def test_same_title_twice(site, capsys):
    """A title that another page has is told with that page."""
    title = re.search("<title>.*?</title>", (site / "output" / OTHER).read_text(encoding="utf-8"))[0]
    without("<title>.*?</title>")(site)
    head(title)(site)
    _, found = audited(site, capsys)
    assert [(one["code"], one["file"]) for one in found] == [("TITLE_TWICE", PAGE)] and OTHER in found[0]["message"]


def test_same_everywhere_is_told_once(site, capsys):
    """A link in every page's footer that leads nowhere is one problem, at the first page, with how many more there are."""
    pages = sorted((site / "output").rglob("*.html"))
    for page in pages:
        page.write_text(page.read_text(encoding="utf-8").replace("</body>", '<a href="/none/">x</a></body>'), encoding="utf-8")
    _, (one,) = audited(site, capsys)
    assert re.search(r'"/none/" is not there \(and \d+ more\)', one["message"])


NAMES = {
    "某某县应急管理具": True, "某某县应急管局": True, "某某县应急官理局": True, "某某县应急理管局": True,
    "某某县应急管理局": False, "某某省应急管理局": False, "某某县应急管理总局": False, "应急管理部": False, "某某县市场监督管理局": False,
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_nearly_right(name, site, capsys):
    """A slip in an office's name is told; its own name, and those of organs of other places and levels, are not."""
    before_end(f"<p>请到{name}办理。</p>")(site)
    found = [one for one in audited(site, capsys)[1] if one["code"] == "OFFICE_MISSPELT"]
    assert bool(found) == NAMES[name]


def test_phones_nearly_right(site, capsys):
    """A number one digit off a known one, or with two changed places, is told; a known one and any other is not."""
    known = re.search(r'href="tel:([\d-]{8,})"', (site / "output" / PAGE).read_text(encoding="utf-8"))[1]
    other = str((int(known[-3]) + 1) % 10)
    before_end(f"<p>{known}、{known[:-3]}{other}{known[-2:]}、0000-9999999、{known[:-1]}、2026-05-01</p>")(site)
    found = [one["message"] for one in audited(site, capsys)[1]]
    assert len(found) == 2 and all("PHONE" not in one for one in found) and f"{known[:-3]}{other}{known[-2:]}" in "".join(found)


def test_sample_is_clean(sample, sample_under, capsys):
    """Of the sample, at the top of a host or under a path, no page, link, name or number is wrong."""
    for site in (sample, sample_under):
        assert audited(site, capsys) == (0, [])


def test_says_the_same_by_several_processes(site, capsys):
    """What is said does not depend on how many read."""
    for file in (PAGE, OTHER):
        before_end('<a href="/none/">x</a><a href="/about/#none">y</a>', file)(site)
    assert audited(site, capsys) == audited(site, capsys, "--jobs", "2")


def test_forge_and_strict(site, capsys):
    """Annotations name file and line; with --strict a warning ends with 1 too."""
    lay(".well-known/security.txt", b"Contact: tel:12345\nExpires: 2026-06-20T00:00:00Z\n")(site)
    assert audited(site, capsys, "--strict")[0] == 1
    assert main(["audit", "--site", str(site), "--format", "github", "--lang", "en", "--quiet", "--day", "2026-06-01"]) == 0
    assert capsys.readouterr().out.startswith("::warning file=.well-known/security.txt,line=2,col=1,title=SECURITY_TXT_ENDS::")


def test_nothing_built(tmp_path, capsys):
    """Where nothing is built, that is said."""
    assert main(["audit", "--site", str(make_site(tmp_path)), "--lang", "en"]) == 1
    assert "OUTPUT_UNBUILT" in capsys.readouterr().err
