"""An incremental build gives what a clean build gives, makes only what changed, and can say why."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.incremental import cut_small, same_as_clean, tree
from sites import POWER, build, edit, make_site, picture

ITEM = """\
code: {code}
name: {name}
category: {category}
office: {office}
summary: {summary}
basis:
  - {{law: fireworks-safety-regulation, version: 2016-02-06, article: {article}}}
related: [{related}]
life_events: [{event}]
"""
OFFICE = "id: {id}\nname: {name}\nphones: [{{name: 总机, phone: '12345'}}]\n"
CATEGORIES = ("permit", "penalty", "other")
EVENTS = ("开店", "退休")


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch):
    """Let lists of a few items go over several pages."""
    cut_small(monkeypatch)


def item(code: str, *, office="xxj", name="事项", category="permit", summary="一句话。", article="第三条", related="", event="开店") -> str:
    return ITEM.format(code=code, office=office, name=name, category=category, summary=summary, article=article, related=related, event=event)


def write(site: Path, code: str, **fields) -> None:
    folder = site / "content/powers" / fields.get("office", "xxj")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{code}.yaml").write_text(item(code, **fields), encoding="utf-8")


def site_with_items(folder: Path, count: int = 7) -> Path:
    site = make_site(folder)
    (site / "content/offices/second.yaml").write_text(OFFICE.format(id="second", name="第二局"), encoding="utf-8")
    for n in range(count):
        write(site, f"T-{n:03}", category=CATEGORIES[n % 3], event=EVENTS[n % 2], related=f"T-{(n + 1) % count:03}" if n % 3 == 0 else "")
    return site


EDITS = st.lists(
    st.tuples(st.sampled_from(("text", "name", "category", "office", "add", "remove", "event", "office-name", "law", "template", "state")), st.integers(0, 9)),
    min_size=1,
    max_size=4,
)


def apply(site: Path, kind: str, number: int) -> None:
    """Make one edit that leaves the catalogue free of errors."""
    code = f"T-{number:03}"
    found = list((site / "content/powers").glob(f"*/{code}.yaml"))
    if kind == "add" or not found:
        for old in found:
            old.unlink()
        write(site, code, category=CATEGORIES[number % 3], event=EVENTS[number % 2])
    elif kind == "remove":
        text = "".join(path.read_text(encoding="utf-8") for path in (site / "content/powers").glob("*/*.yaml"))
        if f"[{code}]" not in text:
            found[0].unlink()
    elif kind == "office":
        found[0].unlink()
        write(site, code, office="second" if found[0].parent.name == "xxj" else "xxj", event=EVENTS[number % 2])
    elif kind == "office-name":
        path = site / "content/offices/second.yaml"
        path.write_text(OFFICE.format(id="second", name=f"第{number}局"), encoding="utf-8")
    elif kind == "law":
        edit(site, "content/laws.yaml", "issuer: 国务院", f"issuer: 国务院{number}")
    elif kind == "template":
        theme = site / "theme"
        if not theme.exists():
            shutil.copytree(Path(__file__).resolve().parents[2] / "theme", theme)
        page = theme / "templates/pages" / ("topic.html", "category.html", "statistics.html", "guide.html")[number % 4]
        page.write_text(page.read_text(encoding="utf-8") + f"{{# {number} #}}", encoding="utf-8")
    else:
        office = found[0].parent.name
        changes = {
            "text": {"summary": f"第 {number} 种说法。"},
            "name": {"name": f"事项之{number}"},
            "category": {"category": CATEGORIES[(number + 1) % 3]},
            "event": {"event": EVENTS[(number + 1) % 2]},
            "state": {},
        }[kind]
        write(site, code, office=office, **changes)
        if kind == "state":
            with found[0].open("a", encoding="utf-8") as file:
                file.write("states:\n  - {state: suspended, on: 2024-01-01, document: 某文件}\n")


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(rounds=st.lists(EDITS, min_size=1, max_size=2))
def test_any_sequence_of_edits_gives_the_bytes_of_a_clean_build(rounds, tmp_path_factory):
    """Whatever is edited, added, moved or removed, the output is that of a clean build, byte for byte."""
    folder = tmp_path_factory.mktemp("edits")
    site = site_with_items(folder)
    assert build(site) == 0
    for edits in rounds:
        for kind, number in edits:
            apply(site, kind, number)
        assert build(site) == 0
    same_as_clean(site, folder)
    shutil.rmtree(folder)


def reasons(site, capsys) -> dict[str, str]:
    capsys.readouterr()
    assert build(site, "--explain") == 0
    said = capsys.readouterr().err
    return dict(line.split("  <- ") for line in said.splitlines() if "  <- " in line)


def test_text_of_one_item_remakes_its_own_files(tmp_path, capsys):
    """An edit of what no list shows makes the item's page, its data and what embeds it, the parts that tell of these, and the shards of the words that changed, and says why."""
    site = make_site(tmp_path)
    assert build(site) == 0
    edit(site, POWER, "由专人销售", "由专人负责销售")
    why = f"{POWER} changed"
    made = reasons(site, capsys)
    assert {path for path, reason in made.items() if reason == why} == {
        "powers/YJ-XK-0001/index.html",
        *(f"powers/YJ-XK-0001.{form}" for form in ("json", "national.json", "ttl", "cpsv.jsonld")),
        *(f"embed/YJ-XK-0001/{part}.html" for part in ("fragment", "guide", "index")),
    }
    told = {"data/changed/from-YJ-XK-0001.json", "data/changed/index.json", "data/national.json"}
    assert {path for path, reason in made.items() if reason != why and not path.startswith("search/index/2/b/")} == told
    assert {reason for path, reason in made.items() if path.startswith("search/")} == {"words for finding changed"}


def test_nothing_changed_makes_nothing(tmp_path, capsys):
    """A build without any change writes no file and does not import the host or the templates."""
    site = make_site(tmp_path)
    assert build(site) == 0
    before = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")}
    assert reasons(site, capsys) == {}
    assert {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")} == before


def test_name_of_an_item_remakes_the_pages_that_show_it(tmp_path, capsys):
    """A new name reaches every page that links to the item, and its neighbours' pages only where they name it."""
    site = site_with_items(tmp_path, 4)
    assert build(site) == 0
    edit(site, "content/powers/xxj/T-001.yaml", "name: 事项", "name: 别名")
    made = reasons(site, capsys)
    assert made["powers/T-000/index.html"] == "the power T-001 that it links to changed"
    assert "powers/T-002/index.html" not in made
    assert "categories/permit/index.html" not in made
    assert made["categories/penalty/index.html"] == "a power in the list changed"


def test_damaged_state_gives_a_cold_build(tmp_path, capsys):
    """A state file that cannot be read is said in one line, and the output is right all the same."""
    site = make_site(tmp_path)
    assert build(site) == 0
    before = tree(site / "output")
    (site / ".quanli/state.sqlite").write_bytes(b"not a database")
    capsys.readouterr()
    assert build(site, "--explain") == 0
    assert "everything was made: the build state is damaged, half-written or of another version" in capsys.readouterr().err
    assert tree(site / "output") == before


def test_removed_item_takes_its_files_with_it(tmp_path):
    """What an item no longer has is pruned, with the folders that it leaves empty."""
    site = site_with_items(tmp_path, 4)
    assert build(site) == 0
    (site / "content/powers/xxj/T-002.yaml").unlink()
    assert build(site) == 0
    assert not (site / "output/powers/T-002").exists()
    assert not (site / "output/powers/T-002.json").exists()
    same_as_clean(site, tmp_path)


def test_foreign_files_stay(tmp_path):
    """Files in the output that this program did not make are left alone, by cold builds too."""
    site = make_site(tmp_path)
    assert build(site) == 0
    (site / "output/foreign.txt").write_text("x")
    (site / ".quanli/state.sqlite").unlink()
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert build(site) == 0
    assert (site / "output/foreign.txt").read_text() == "x"


def test_cold_build_prunes_what_a_forgotten_build_left(tmp_path):
    """The list of digests in the output tells which files are ours when the state is gone."""
    site = site_with_items(tmp_path, 4)
    assert build(site) == 0
    (site / ".quanli/state.sqlite").unlink()
    (site / "content/powers/xxj/T-002.yaml").unlink()
    assert build(site) == 0
    assert not (site / "output/powers/T-002").exists()
    same_as_clean(site, tmp_path)


def test_error_in_an_edit_leaves_output_and_state_as_they_were(tmp_path, capsys):
    """A build that finds an error writes nothing, and the next good build makes up for it."""
    site = make_site(tmp_path)
    assert build(site) == 0
    before = tree(site / "output")
    edit(site, POWER, "category: permit", "category: permi")
    assert build(site) == 1
    assert tree(site / "output") == before
    edit(site, POWER, "category: permi", "category: permit")
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert build(site) == 0
    same_as_clean(site, tmp_path)


def test_reference_to_a_removed_item_is_found(tmp_path, capsys):
    """Removing an item that another one names is an error, though the other file did not change."""
    site = site_with_items(tmp_path, 4)
    assert build(site) == 0
    (site / "content/powers/xxj/T-001.yaml").unlink()
    capsys.readouterr()
    assert build(site) == 1
    assert 'content/powers/xxj/T-000.yaml:8:11: error UNKNOWN_REFERENCE there is no item "T-001"' in capsys.readouterr().err


def test_state_turns_with_the_day(tmp_path):
    """A state that takes effect between two builds is shown by the second, as a clean build would."""
    site = make_site(tmp_path)
    with (site / POWER).open("a", encoding="utf-8") as file:
        file.write("states:\n  - {state: active, on: 2020-01-01}\n  - {state: suspended, on: 2026-06-01, document: 某文件}\n")
    assert build(site, "--as-of", "2026-05-31") == 0
    assert "暂停" not in (site / "output/categories/permit/index.html").read_text(encoding="utf-8")
    assert build(site, "--as-of", "2026-06-01") == 0
    assert "暂停" in (site / "output/categories/permit/index.html").read_text(encoding="utf-8")


def test_committed_build_asks_for_the_commit_alone(tmp_path, capsys):
    """With --committed an edit counts when it is committed, not before, and the output is then that of a clean build."""
    site = make_site(tmp_path)

    def git(*words):
        subprocess.run(["git", "-C", site, "-c", "user.name=a", "-c", "user.email=a@example.com", *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "begin")
    assert build(site) == 0
    edit(site, POWER, "由专人销售", "由专人负责销售")
    capsys.readouterr()
    assert build(site, "--explain", "--committed") == 0
    assert "<-" not in capsys.readouterr().err
    git("commit", "-qam", "edit")
    assert build(site, "--explain", "--committed") == 0
    assert f"powers/YJ-XK-0001/index.html  <- {POWER} changed" in capsys.readouterr().err


@pytest.mark.parametrize("field", ["blank", "sample"])
def test_file_of_a_form_reaches_the_items_that_ask_for_the_form(tmp_path, capsys, field):
    """When a form's blank or filled file changes, the items that ask for the form show its new size and digest."""
    site = make_site(tmp_path)
    file = site / "content/forms/files/a.png"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(picture())
    edit(site, "content/forms/lingshou-shenqing.yaml", "id: lingshou-shenqing\n", f"id: lingshou-shenqing\n{field}: a.png\n")
    assert build(site) == 0
    file.write_bytes(picture(bytes(5000)))
    made = reasons(site, capsys)
    assert made["powers/YJ-XK-0001/index.html"] == made["forms/lingshou-shenqing.html"] == "content/forms/files/a.png changed"
    same_as_clean(site, tmp_path)
