"""Several bodies' sites in one hub: built, served by real servers, one of them then gone, then hostile."""

import json
import re
import xml.etree.ElementTree as ET
from contextlib import ExitStack
from pathlib import Path

import pytest

from errors.hub_inputs import ROW, published
from quanli.build.digests import read_digests
from quanli.cli import main
from sites import build, edit, make_site, put
from web_servers import nginx, running

SECOND = "code: {code}\nname: 某项服务\ncategory: public_service\noffice: xxj\nsummary: 第二个机关的服务。\n"
MORE = {"content/powers/xxj/YJ-FW-0002.yaml": SECOND.format(code="YJ-FW-0002")}


class Bodies:
    """Two sites, each served by a server of its own, and the folder of a hub of both."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.hub, self.sites, self.servers = folder / "hub", [], []
        self.hub.mkdir()
        addresses = []
        for n, name in enumerate(("first", "second")):
            site, server = folder / name / "site", stack.enter_context(ExitStack())
            site.parent.mkdir()
            port = server.enter_context(running(nginx, f"server {{ listen 80; root {site}/output; }}", folder / f"server-{n}"))
            make_site(site.parent, **(MORE if n else {}))
            addresses.append(f"http://127.0.0.1:{port}")
            edit(site, "content/site.yaml", "https://example.gov.cn", addresses[-1])
            edit(site, "content/site.yaml", "body: 某某县人民政府", f"body: 第{n + 1}局")
            assert build(site) == 0
            self.sites.append(site)
            self.servers.append(server)
        self.addresses = addresses
        sites = "".join(f"  - {{id: b{n}, address: '{address}'}}\n" for n, address in enumerate(addresses, 1))
        (self.hub / "hub.yaml").write_text(f"name: 某市总目录\nbody: 某市人民政府\ndomain: https://city.example\nsites:\n{sites}", encoding="utf-8")

    def gather(self, capsys, day: str = "2026-06-01", *more: str) -> tuple[int, str]:
        """Make the hub; gives exit status and what was said."""
        capsys.readouterr()
        status = main(["hub", str(self.hub), "--day", day, "--lang", "en", "--quiet", *more])
        return status, capsys.readouterr().err

    def page(self, name: str) -> str:
        return (self.hub / "output" / name).read_text(encoding="utf-8")


@pytest.fixture
def bodies(tmp_path):
    with ExitStack() as stack:
        yield Bodies(tmp_path, stack)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_hub_gathers_reads_nothing_twice_and_outlives_its_sites(bodies, capsys):
    """A hub has every item of every body, linked at its own site, in lists, data and feed; unchanged sites are not read again; of one that is gone it shows what was last read, with the day."""
    status, said = bodies.gather(capsys)
    assert (status, "HUB_SAME_CODE several bodies have the code YJ-XK-0001: 第1局（示例）、第2局（示例）" in said) == (0, True)
    assert re.search(r"done: 2 sites, 3 items, 4 changed files read, \d+ files written, 0 removed", said)
    home = bodies.page("index.html")
    assert '<a href="/bodies/b1/">第1局（示例）</a> <b>1</b>' in home
    assert '<a href="/categories/public_service/">公共服务</a> <b>1</b>' in home
    first, second = bodies.addresses
    assert f'href="{first}/powers/YJ-XK-0001/"' in bodies.page("bodies/b1/index.html")
    permits = bodies.page("categories/permit/index.html")
    assert f'href="{first}/powers/YJ-XK-0001/"' in permits
    assert f'href="{second}/powers/YJ-XK-0001/"' in permits
    sources = bodies.page("sources/index.html")
    assert "2026 年 6 月 1 日" in sources
    assert "<h3>YJ-XK-0001</h3>" in sources
    rows = json.loads(bodies.page("data/catalogue.json"))
    assert [(row["code"], row["body"], row["url"]) for row in rows] == [
        ("YJ-FW-0002", "b2", f"{second}/powers/YJ-FW-0002/"), ("YJ-XK-0001", "b1", f"{first}/powers/YJ-XK-0001/"), ("YJ-XK-0001", "b2", f"{second}/powers/YJ-XK-0001/"),
    ]  # fmt: skip
    assert json.loads(bodies.page("data/index.json"))["parts"] == [{"name": "data/catalogue", "first": "YJ-FW-0002~b2"}]
    assert ET.fromstring(bodies.page("feed.xml")).findtext("{http://www.w3.org/2005/Atom}title") == "某市总目录：各机关的变更"

    before = tree(bodies.hub / "output")
    status, said = bodies.gather(capsys)
    assert (status, re.findall(r"3 items, 0 changed files read, 0 files written, 0 removed", said)) == (0, ["3 items, 0 changed files read, 0 files written, 0 removed"])
    assert tree(bodies.hub / "output") == before

    edit(bodies.sites[1], "content/powers/xxj/YJ-FW-0002.yaml", "某项服务", "改了名的服务")
    assert build(bodies.sites[1]) == 0
    assert bodies.gather(capsys)[0] == 0
    assert "改了名的服务" in bodies.page("bodies/b2/index.html")

    bodies.servers[1].close()
    status, said = bodies.gather(capsys, "2026-06-05")
    assert status == 1
    assert f"hub.yaml: warning HUB_UNREACHABLE b2 was not gathered: {second}/data/index.json cannot be reached" in said
    assert "what is shown is of 2026-06-01" in said
    assert "改了名的服务" in bodies.page("bodies/b2/index.html")
    for name in ("index.html", "bodies/b2/index.html", "sources/index.html"):
        assert "这次没有连上，显示的是 2026 年 6 月 1 日 的内容" in bodies.page(name)
    assert "2026 年 6 月 5 日" in bodies.page("sources/index.html")


def test_what_a_site_cannot_say_is_not_taken(bodies, capsys):
    """A site that answers with a link to another host keeps what it had, and all pages say so; when it is mended it is taken again."""
    bodies.gather(capsys)
    data = bodies.sites[1] / "output/data/catalogue.json"
    good = data.read_bytes()
    data.write_bytes(good.replace(bodies.addresses[1].encode(), b"https://evil.example"))
    status, said = bodies.gather(capsys, "2026-06-02")
    assert status == 1
    assert "HUB_DATA the data of b2 were not taken: the link of YJ-FW-0002 does not lead to the site itself: https://evil.example/powers/YJ-FW-0002/" in said
    assert not [path for path, data in tree(bodies.hub / "output").items() if b"evil" in data]
    assert "取到的数据不对，没有采用，显示的是 2026 年 6 月 1 日 的内容" in bodies.page("bodies/b2/index.html")
    data.write_bytes(good)
    assert bodies.gather(capsys, "2026-06-03")[0] == 0
    assert "没有采用" not in bodies.page("index.html")


HOSTILE = {
    "no JSON": b"{",
    "no list": b"{}",
    "deep": b"[" * 100_000,
    "not text": b"\xff\xfe",
    "script": [{"url": "javascript:alert(1)//powers/A-1/"}],
    "another host": [{"url": "https://b.example/powers/A-1/"}],
    "another host that begins alike": [{"url": "https://a.example.evil/powers/A-1/"}],
    "a user before the host": [{"url": "https://a.example@evil.example/powers/A-1/"}],
    "another path": [{"url": "https://a.example/powers/B-1/"}],
    "climbing": [{"code": "../../etc", "url": "https://a.example/powers/../../etc/"}],
    "a long name": [{"name": "甲" * 500}],
    "a name of another type": [{"name": ["甲"]}],
    "a name that turns the text": [{"name": "甲\u202e乙"}],
    "a category of its own": [{"category": "x"}],
    "visits below nought": [{"visits": -1}],
    "keywords of another type": [{"keywords": [{"a": 1}]}],
    "a code twice": [{}, {}],
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_whole(tmp_path, capsys, case):
    """Nothing of a data file that is too large, of other types, or leads elsewhere gets into the hub, and no command ends in a traceback."""
    wrong = HOSTILE[case]
    published(tmp_path / "good", ROW | {"url": "https://good.example/powers/A-1/"})
    published(tmp_path / "bad")
    data = wrong if isinstance(wrong, bytes) else json.dumps([ROW | one for one in wrong]).encode()
    (tmp_path / "bad/data/catalogue.json").write_bytes(data)
    (tmp_path / "hub.yaml").write_text(f"sites:\n  - {{id: bad, address: 'https://a.example', data: bad}}\n  - {{id: good, address: 'https://good.example', data: {tmp_path}/good}}\n", encoding="utf-8")
    assert main(["hub", str(tmp_path), "--day", "2026-06-01", "--lang", "en", "--quiet"]) == 1
    assert "warning HUB_DATA the data of bad were not taken" in capsys.readouterr().err
    rows = json.loads((tmp_path / "output/data/catalogue.json").read_text(encoding="utf-8"))
    assert [row["body"] for row in rows] == ["good"]


def test_markup_in_data_stays_text(tmp_path):
    """A name with markup in it stands on pages and in data as text."""
    published(tmp_path / "a", ROW | {"name": "<script>alert(1)</script>", "summary": "</script><img src=x onerror=alert(1)>"})
    assert main(["hub", str(tmp_path), str(tmp_path / "a"), "--day", "2026-06-01", "--quiet"]) == 0
    for path, data in tree(tmp_path / "output").items():
        assert path.startswith("static/") or path.endswith(".csv") or (b"<script>alert" not in data and b"<img src=x" not in data), path


def test_a_sample_is_called_one(tmp_path):
    """Items of a site that is a sample are named so wherever their body is."""
    published(tmp_path / "a", ROW)
    index = tmp_path / "a/data/index.json"
    index.write_text(json.dumps(json.loads(index.read_text(encoding="utf-8")) | {"sample": True}), encoding="utf-8")
    assert main(["hub", str(tmp_path), str(tmp_path / "a"), "--day", "2026-06-01", "--quiet"]) == 0
    (row,) = json.loads((tmp_path / "output/data/catalogue.json").read_text(encoding="utf-8"))
    assert row["body_name"] == "某局（示例）"
    assert "某局（示例）" in (tmp_path / "output/index.html").read_text(encoding="utf-8")


def test_a_feed_with_declarations_or_links_elsewhere_is_refused(tmp_path, capsys):
    """A feed that declares entities, or leads to another host, is refused with its site."""
    story = '<entry><title>甲</title><id>x</id><updated>2026-01-01T00:00:00+08:00</updated><link href="{}"/></entry>'
    head = '<feed xmlns="http://www.w3.org/2005/Atom">'
    for n, feed in enumerate(('<!DOCTYPE feed [<!ENTITY a "b">]>' + head + "</feed>", head + story.format("https://evil.example/") + "</feed>", head)):
        site = tmp_path / f"s{n}"
        published(site, ROW)
        (site / "changes").mkdir()
        (site / "changes/feed.xml").write_text(feed, encoding="utf-8")
        hub = tmp_path / f"h{n}"
        hub.mkdir()
        assert main(["hub", str(hub), str(site), "--lang", "en", "--quiet"]) == 1
        assert "HUB_DATA" in capsys.readouterr().err
        assert not (hub / "output").exists()


def test_feeds_are_one_feed_newest_first(tmp_path):
    """The entries of all sites stand in one feed, the newest first, each with the name of its body."""
    for name, moment in (("a", "2026-01-01T00:00:00+08:00"), ("b", "2026-03-01T00:00:00+08:00")):
        site = tmp_path / name
        published(site, ROW | {"url": f"https://{name}.example/powers/A-1/"})
        put(site, **{"changes/feed.xml": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>变更</title><id>tag:{name}</id><updated>{moment}</updated><link href="https://{name}.example/changes/"/></entry></feed>'})
        edit(site, "data/index.json", json.dumps("某局"), json.dumps(f"{name}局", ensure_ascii=False))
    assert main(["hub", str(tmp_path), str(tmp_path / "a"), str(tmp_path / "b"), "--day", "2026-06-01", "--quiet"]) == 0
    feed = ET.fromstring((tmp_path / "output/feed.xml").read_text(encoding="utf-8"))
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.findtext(f"{atom}title") for entry in feed.findall(f"{atom}entry")] == ["b局：变更", "a局：变更"]
    assert feed.findtext(f"{atom}updated") == "2026-03-01T00:00:00+08:00"


def test_another_place_of_the_same_site_is_read_anew(tmp_path, capsys):
    """What was read from one place is not taken for what another place says."""
    published(tmp_path / "a", ROW)
    assert main(["hub", str(tmp_path), str(tmp_path / "a"), "--day", "2026-06-01", "--lang", "en", "--quiet"]) == 0
    (tmp_path / "hub.yaml").write_text("sites: [{id: a, address: 'https://b.example', data: a}]\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["hub", str(tmp_path), "--day", "2026-06-02", "--lang", "en", "--quiet"]) == 1
    assert "HUB_NOTHING" in capsys.readouterr().err
    assert "a.example" in (tmp_path / "output/bodies/a/index.html").read_text(encoding="utf-8")


def test_a_hub_writes_over_nothing_of_others(tmp_path, capsys):
    """A folder with other files in it, or of another site, is not written into."""
    published(tmp_path / "a", ROW)
    put(tmp_path, **{"other/mine.txt": "x"})
    words = ["hub", str(tmp_path), str(tmp_path / "a"), "--lang", "en", "--quiet"]
    assert main([*words, "--output", str(tmp_path / "other")]) == 1
    assert "OUTPUT_FOREIGN" in capsys.readouterr().err
    assert main(words) == 0
    listed = dict(read_digests(tmp_path / "output"))
    assert listed.keys() == tree(tmp_path / "output").keys() - {"digests.json"} - {name for name in tree(tmp_path / "output") if name.startswith("digests/")}


def test_what_is_lost_or_changed_in_the_output_is_made_again(tmp_path, capsys):
    """A page that somebody changed or took away stands as it was after the next run."""
    published(tmp_path / "a", ROW)
    words = ["hub", str(tmp_path), str(tmp_path / "a"), "--day", "2026-06-01", "--lang", "en", "--quiet"]
    assert main(words) == 0
    before = tree(tmp_path / "output")
    put(tmp_path / "output", **{"index.html": "x", "sources/index.html": None})
    assert main(words) == 0
    assert tree(tmp_path / "output") == before


def test_a_run_that_comes_to_grief_leaves_the_old_hub(tmp_path, monkeypatch):
    """Where a page cannot be made nothing of the output changes, and the next run makes all of it."""
    published(tmp_path / "a", ROW)
    words = ["hub", str(tmp_path), str(tmp_path / "a"), "--day", "2026-06-01", "--quiet"]
    assert main(words) == 0
    before = tree(tmp_path / "output")
    published(tmp_path / "a", ROW | {"name": "乙"})
    with monkeypatch.context() as broken:
        broken.setattr("quanli.hub.building.data_parts", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device", "x")))
        assert main(words) != 0
    assert tree(tmp_path / "output") == before
    assert main(words) == 0
    assert "乙" in (tmp_path / "output/bodies/a/index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".quanli", "a", "output"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: x\nsites: []\n", "there are 0 sites"),
        ("sites: [{id: a, address: 'mailto:a@b.example'}]\n", "is no address of a site"),
        ("sites: [{id: a, address: 'https://a.example'}, {id: a, address: 'https://b.example'}]\n", "the id a stands twice"),
        ("domain: https://city.example/hub\nsites: [{id: a, address: 'https://a.example'}]\n", "a hub stands at the root of its address"),
        ("sites: [{id: a}]\n", "a has no address"),
        ("sites: [\n", "YAML"),
    ],
)
def test_settings_that_are_wrong_are_named(tmp_path, capsys, text, said):
    """What is wrong with the settings is said in one sentence, before anything is read or written."""
    (tmp_path / "hub.yaml").write_text(text, encoding="utf-8")
    assert main(["hub", str(tmp_path), "--lang", "en", "--quiet"]) == 1
    assert said in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hub.yaml"]


