"""What is embedded of an item, besides how it looks: pieces for servers, the answer to oEmbed, items that are gone, sites without."""

import json
import re
from html.parser import HTMLParser

import pytest

from assemble.rich_site import SERVICE, story
from quanli.assemble import power
from quanli.assemble.kinds import ITEMS
from quanli.pipeline import draw
from quanli.render.elsewhere import led_home
from sites import POWER, build, edit, make_site, put

HOME = "https://example.gov.cn"
RISKY = 'name: 甲<script>alert(1)</script>"乙\n'


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Tell a site's story, in both scripts."""
    return story(tmp_path_factory.mktemp("embed"), "languages: [zh-Hans, zh-Hant]\n", **{"content/powers/yjj/YJ-FW-0003.yaml": SERVICE}) / "output"


class Tags(HTMLParser):
    """The elements of a piece, each with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def pieces(output):
    return [path for path in output.rglob("*.html") if "embed" in path.parts and path.name != "index.html"]


def test_pieces_can_stand_in_any_page(told):
    """A piece has no head, script, style or id; its classes begin with quanli; every link names the whole address, and what it leads to is there."""
    found = pieces(told)
    assert len(found) > 20
    for path in found:
        text = path.read_text(encoding="utf-8")
        tags = Tags(text).found
        assert tags[0] == ("div", {"class": "quanli"}) and text.count("<div") == text.count("</div>")
        assert {tag for tag, _ in tags} & {"html", "head", "body", "script", "style", "link", "svg", "main", "h1", "h2"} == set()
        assert not any({"id", "style", "target"} & attributes.keys() or any(key.startswith("on") for key in attributes) for _, attributes in tags)
        assert all(name == "quanli" or name.startswith("quanli-") for _, attributes in tags for name in (attributes.get("class") or "").split())
        links = [attributes["href"] for tag, attributes in tags if tag == "a"]
        assert links and all(link.startswith(("https://", "tel:")) for link in links)
        for link in links:
            if link.startswith(HOME):
                name = re.split("[#?]", link.removeprefix(f"{HOME}/"))[0]
                assert (told / (f"{name}index.html" if name.endswith("/") else name)).is_file(), link


def test_pieces_of_the_twin_are_traditional_and_lead_there(told):
    """The Traditional piece is converted, and leads to Traditional pages."""
    text = (told / "hant/embed/YJ-XK-0001/fragment.html").read_text(encoding="utf-8")
    assert "煙花爆竹零售許可" in text and f'href="{HOME}/hant/powers/YJ-XK-0001/"' in text


@pytest.mark.parametrize(("html", "led"), [
    ('<a href="/a/">"href="/b/</a>', f'<a href="{HOME}/a/">"href="/b/</a>'),
    ('<a title="x > y" href="/a/">', f'<a title="x > y" href="{HOME}/a/">'),
    ('<a href="//b.example/">', '<a href="//b.example/">'),
    ('<form action="/search/"><img src="/a.png">', f'<form action="{HOME}/search/"><img src="{HOME}/a.png">'),
    ('<a title=" href=&quot;/" href="https://b.example/">', '<a title=" href=&quot;/" href="https://b.example/">'),
])  # fmt: skip
def test_links_from_the_root_are_led_home(html, led):
    """Attributes of elements that lead from the root get the site's address, words that look like one do not."""
    assert led_home(html, HOME) == led


def test_a_part_that_once_was_is_still_answered(told):
    """An item that is gone has a notice at every address that any text of it had; one that never had a part has no such address."""
    gone = {path.name for path in (told / "embed/YJ-NB-0005").iterdir()}
    assert gone == {"index.html", "fragment.html", "guide.html", "flow.html"}
    for name in gone:
        text = (told / "embed/YJ-NB-0005" / name).read_text(encoding="utf-8")
        assert "起，本事项已不在目录中" in text and "quanli-part" not in text
    assert not (told / "embed/YJ-XK-0001/discretion.html").exists()


def test_a_part_that_an_item_lost_says_so(tmp_path):
    """The piece of a part that today's text has no more says which, and leads to the item."""
    def tell(site, commit):
        text = (site / POWER).read_text(encoding="utf-8")
        put(site, **{POWER: re.sub(r"^materials:.*?(?=^[a-z])", "", text, flags=re.DOTALL | re.MULTILINE)})
        edit(site, POWER, "effective_on: 2026-12-01", "effective_on: 2026-06-02")
        commit("2026-06-02", "不再要材料\n\nChange-Reason: 减证便民")

    output = story(tmp_path, after=tell) / "output"
    text = (output / "embed/YJ-XK-0001/materials.html").read_text(encoding="utf-8")
    assert "本事项现在没有这部分内容：带什么" in text and f'href="{HOME}/powers/YJ-XK-0001/"' in text
    assert 'id="materials"' not in (output / "embed/YJ-XK-0001/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["YJ-XK-0001", "YJ-FW-0003", "YJ-NB-0005"])
def test_oembed_answers_as_the_standard_asks(told, code):
    """Type rich, with all that oEmbed 1.0 requires of it, for items that are there, abolished or gone; the frame is the only markup."""
    answer = json.loads((told / f"powers/{code}/oembed.json").read_bytes())
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert isinstance(answer["width"], int) and isinstance(answer["height"], int)
    assert [tag for tag, _ in Tags(answer["html"]).found] == ["iframe"]
    assert Tags(answer["html"]).found[0][1]["src"] == f"{HOME}/embed/{code}/" and answer["title"] == Tags(answer["html"]).found[0][1]["title"]


def test_a_name_with_markup_stays_words(tmp_path):
    """Whatever an item is called, page, pieces, code to copy and oEmbed say it as words."""
    site = make_site(tmp_path)
    edit(site, POWER, "name: 烟花爆竹经营（零售）许可\n", RISKY)
    assert build(site) == 0
    output = site / "output"
    code = next(output.glob("embed/YJ-*")).name
    for name in (f"embed/{code}/index.html", f"embed/{code}/fragment.html", f"powers/{code}/index.html", f"powers/{code}/oembed.json"):
        text = (output / name).read_text(encoding="utf-8")
        assert "<script>alert" not in text and "alert(1)" in text, name
    shown = Tags((output / f"powers/{code}/index.html").read_text(encoding="utf-8")).found
    assert not [tag for tag, _ in shown if tag in {"iframe", "quanli-item"}]
    frame = Tags(json.loads((output / f"powers/{code}/oembed.json").read_bytes())["html"]).found
    assert frame[0][1]["title"] == '甲<script>alert(1)</script>"乙' and len(frame) == 1


def test_a_site_may_publish_nothing_to_embed(tmp_path):
    """Without ``embed`` among the formats there is no page to embed, no script, no oEmbed and no code to copy; put back, there is."""
    site = make_site(tmp_path)
    plain = (site / "content/site.yaml").read_text(encoding="utf-8")
    assert build(put(site, **{"content/site.yaml": plain + "formats: [jsonld]\n"})) == 0
    assert not [path for path in (site / "output").rglob("*") if "embed" in path.relative_to(site / "output").as_posix() and "static" not in path.parts]
    assert "oembed" not in (site / "output" / POWER.replace("content/", "").replace("xxj/", "").replace(".yaml", "/index.html")).read_text(encoding="utf-8")
    assert build(put(site, **{"content/site.yaml": plain})) == 0
    assert (site / "output/embed/quanli.js").is_file() and (site / "output/embed/offices/xxj/index.html").is_file()


def test_an_items_view_is_made_once(tmp_path, monkeypatch):
    """The page to embed and its pieces show what the item's page made: nothing is put together, parsed or drawn for them again."""
    site, made = make_site(tmp_path), []
    original = power.power_view
    monkeypatch.setattr(power, "power_view", lambda *asked: made.append(asked[0].code) or original(*asked))
    assert build(site) == 0
    assert made and len(made) == len(set(made))
    assert "embed" in {kind.name for kind in ITEMS} and draw.ITEMS is ITEMS
