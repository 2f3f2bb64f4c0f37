"""Numbers of persons in every corner of a real history: nothing that is published or said has one, however far back it was."""

import html
import io
import itertools
import json
import re
import shutil
import sqlite3
import unicodedata
import urllib.parse
import zipfile
import zlib
from contextlib import closing

import brotli
import pytest
import yaml

from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.cli import main
from quanli.records.fields import fields_of
from repositories import Story
from sites import POWER, build, check, make_site

CODE = "YJ-XK-0001"
OFFICE, SITE, LAWS, GUIDE = "content/offices/xxj.yaml", "content/site.yaml", "content/laws.yaml", "content/guides/lingshou.md"
FORM, GONE = "content/forms/lingshou-shenqing.yaml", "content/powers/xxj/OLD-1.yaml"
OLD = "code: {}\nname: 旧事项{}\ncategory: permit\noffice: xxj\nsummary: 一句话。\nkeywords: [甲乙丙, 丁戊己, 庚辛壬]\n"
DRESSES = (
    str,
    lambda number: f"{number[:6]} {number[6:]}" if len(number) == 18 else f"{number[:3]}-{number[3:7]}-{number[7:]}",
    lambda number: number.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")),
    lambda number: f"{number[:3]}\u200b{number[3:]}",
    lambda number: f"x{number}y" if len(number) == 18 else f"tel{number}转",
    lambda number: f"{number[:3]}**{number[3:]}**",
)


class Canaries:
    """Numbers that are each planted in one place only, in one dress after another."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def __call__(self, place: str, kind: str = "") -> str:
        """Give a number that nobody has, dressed for a place in the history."""
        n = len(self.planted) + 1
        body = f"3208{n % 90:02}19{50 + n % 50}0{n % 9 + 1}{n % 28 + 1:02}{n % 1000:03}"
        sum_ = sum(int(digit) * (1 << 17 - at) for at, digit in enumerate(body))
        card = body + "10X98765432"[sum_ % 11]
        number = card if (kind or ("card", "mobile")[n % 2]) == "card" else f"1{3 + n % 7}{n * 7_919_377 % 1_000_000_000:09}"
        self.planted[place] = number
        return DRESSES[0 if kind else n % len(DRESSES)](number)

    def seen_in(self, text: str) -> list[str]:
        """Name the places whose numbers can be read out of a text, whatever stands between their digits: in full, or most of it."""
        plain = unicodedata.normalize("NFKC", urllib.parse.unquote(html.unescape(text)))
        digits = re.sub(r"[^0-9]", "", plain)
        return [place for place, number in self.planted.items() if number[-12:-1] in digits] if len(digits) > 10 else []


def planted(record, tree, canary, path):
    """Put a number into every text of a record, in those parts that it has and in those that need nothing but texts."""
    tree = dict(tree)
    for key, field in fields_of(record).items():
        here = f"{path}.{key}"
        text = field.about.kind in {"text", "prose"} and key not in {"code", "id", "on"} and not field.about.choices
        if field.shape == "scalar" and text:
            tree[key] = f"{tree.get(key, '')}甲{canary(here)}"
        elif field.shape == "scalar" and field.about.kind == "phone":
            tree[key] = canary(here, "mobile")
        elif field.shape == "scalars" and text:
            tree[key] = [*tree.get(key, ()), f"乙{canary(here)}"]
        elif field.shape == "record" and isinstance(tree.get(key), dict):
            tree[key] = planted(field.element, tree[key], canary, here)
        elif field.shape == "records":
            filled = [planted(field.element, entry, canary, f"{here}.{n}") for n, entry in enumerate(tree.get(key) or ())]
            tree[key] = filled or ([planted(field.element, {}, canary, f"{here}.0")] if needs_texts_only(field.element) else [])
    return tree


def needs_texts_only(record):
    return all(field.about.kind in {"text", "prose"} for field in fields_of(record).values() if field.about.required)


def dumped(tree):
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=60).encode()


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    """Make a site of ten commits whose past is full of numbers, and whose present has none."""
    folder = tmp_path_factory.mktemp("past")
    site = make_site(folder)
    now = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    canary = Canaries()
    power, office = (yaml.safe_load(now[path]) for path in (POWER, OFFICE))
    old = {
        POWER: dumped(planted(Power, power, canary, "power")),
        OFFICE: dumped(planted(Office, office, canary, "office")),
        SITE: now[SITE] + f"# {canary('comment')}\n".encode(),
        LAWS: now[LAWS].replace("issuer: 国务院".encode(), f"issuer: 国务院{canary('laws')}".encode()),
        GUIDE: now[GUIDE] + f"\n找张三 {canary('guide')}。\n".encode(),
        FORM: now[FORM].replace(b"label: ", f"label: {canary('form')} ".encode(), 1),
        GONE: OLD.format("OLD-1", canary("removed")).encode(),
        f"content/powers/xxj/{canary('file name', 'card')}.yaml": OLD.format("x", "").encode(),
        f"content/powers/{canary('folder name', 'card')}/OLD-2.yaml": OLD.format("OLD-2", "").encode(),
        f"content/forms/files/{canary('attachment name', 'card')}.txt": canary("attachment").encode(),
    }
    gone = dict.fromkeys(old.keys() - now.keys())
    renamed = "content/powers/xxj/NEW-1.yaml"
    story = Story(folder)
    story.tell(now, (f"张三 {canary('subject')}\n\n找他：{canary('body')}\n\nChange-Reason: {canary('reason')}\n", {POWER: now[POWER].replace(b"visits: 1", b"visits: 2")}))
    story.tell(("旧\n\nChange-Reason: 旧\n", old))
    story.tell((f"改\n\nLegal-Basis: {canary('basis')}\nDocument: {canary('document')}\nApproved-By: 张{canary('approved')} <{canary('mail', 'mobile')}@139.com>\n", {**gone, GONE: None, renamed: OLD.format("NEW-1", "").encode()}))
    story.tell({path: data for path, data in now.items() if path in old})
    story.tell({POWER: now[POWER] + f"note: 找张三 {canary('note of a version', 'card')} 或 {canary('call of a version', 'mobile')}\n".encode()}, {POWER: now[POWER]})
    story.tell({POWER: now[POWER].replace(b"amount: 10,", b"amount: 12,")})
    author = canary("author", "mobile")
    header = f"author {author} <{author}@139.com> 1700000000 +0800\ncommitter {author} <{author}@139.com> 1700000000 +0800"
    story.raw_commit(header.encode(), b"x")
    story.git("checkout", "-q", "-b", f"b{canary('branch', 'mobile')}", "main")
    (story.folder / POWER).write_bytes(now[POWER].replace(b"amount: 10,", b"amount: 11,"))
    story.git("commit", "-qam", f"枝\n\nChange-Reason: 枝上{canary('branch trailer')}", "--date", "2024-01-01T00:00:00Z")
    story.git("checkout", "-q", "main")
    story.git("merge", "-q", "--no-ff", "-m", f"并 {canary('merge')}", "-")
    story.git("notes", "add", "-m", canary("note"), "HEAD")
    story.git("tag", "-a", f"t{canary('tag', 'mobile')}", "-m", canary("tag message"))
    return story, canary


def readings(folder):
    """Give every file of an output and whatever is packed in it, as text, by name."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        yield name, name
        if path.is_file():
            yield from unpacked(name, path.read_bytes())


def unpacked(name, data):
    """Unpack bytes as far as they go: gzip, Brotli, ZIP, deflated streams of PDF, SQLite."""
    if data[:2] == b"\x1f\x8b":
        yield from unpacked(f"{name}!", zlib.decompress(data, 31))
    elif name.endswith(".br"):
        yield from unpacked(f"{name}!", brotli.decompress(data))
    elif data[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for member in package.namelist():
                yield from unpacked(f"{name}!{member}", package.read(member))
    elif data[:5] == b"%PDF-":
        yield name, data.decode("latin-1")
        for found in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                yield f"{name}!", zlib.decompressobj().decompress(found[1]).decode("latin-1")
            except zlib.error:
                continue
    elif data[:6] == b"SQLite":
        with closing(sqlite3.connect(":memory:")) as db:
            db.deserialize(data)
            yield name, "\n".join(db.iterdump())
    else:
        yield name, data.decode("utf-8", "replace")


def leaks(folder, canary):
    return {name: seen for name, text in readings(folder) if (seen := canary.seen_in(text))}


def told(capsys, *arguments):
    """Run a command in both languages; give all that it says."""
    said = []
    for language in ("zh", "en"):
        capsys.readouterr()
        main([*map(str, arguments), "--lang", language])
        said += capsys.readouterr()
    return "\n".join(said)


def test_the_history_holds_what_is_looked_for(past):
    """Each number can be read in the repository itself, by the same eyes that find none in what is made of it."""
    story, canary = past
    whole = story.git("log", "--all", "-p", "-m", "--format=%an %ae %D %B %N", "--notes", "--text", "--stat=200")
    whole += story.git("for-each-ref", "--format=%(refname) %(contents)")
    assert set(canary.seen_in(whole)) == canary.planted.keys()
    assert len(canary.planted) > 80


def test_no_output_has_a_number(past, capsys):
    """Pages, versions, feeds, data, search and what is packed for servers: in no spelling, and not for the greater part."""
    story, canary = past
    assert build(story.folder) == 0
    output = story.folder / "output"
    assert leaks(output, canary) == {}
    names = {path.relative_to(output).as_posix() for path in output.rglob("*")}
    assert {"changes/feed.xml", f"powers/{CODE}/history/index.html", "powers/OLD-1/index.html"} <= names
    history = (output / f"powers/{CODE}/history/index.html").read_text(encoding="utf-8")
    assert "×××××" in history
    assert "枝上" in history
    versions = [name for name in names if re.fullmatch(rf"powers/{CODE}/\d{{4}}-\d\d-\d\d/index.html", name)]
    assert any("×××××" in (output / name).read_text(encoding="utf-8") for name in versions)


def test_no_day_of_the_past_has_a_number(past, tmp_path):
    """The catalogue as of each day: guides, halls, laws and forms as they stood, without the numbers that stood in them."""
    story, canary = past
    for day in ("2020-01-03", "2020-01-04", "2020-01-05"):
        build(story.folder, "--as-of", day, "--output", str(tmp_path / day))
        assert leaks(tmp_path / day, canary) == {}
    shown = (tmp_path / "2020-01-03/offices/xxj/index.html").read_text(encoding="utf-8")
    assert "×××××" in shown


def test_no_command_says_a_number(past, capsys, tmp_path):
    """On the terminal and in its JSON, in a review of any two commits, in a search, in a sheet, in what check says: none."""
    story, canary = past
    said = [told(capsys, "history", code, "--site", story.folder, "--format", form) for code in (CODE, "OLD-1", "NEW-1", "OLD-2") for form in ("text", "json", "markdown")]
    commits = story.git("rev-list", "--first-parent", "--reverse", "main").split()
    for base, head in itertools.pairwise(commits):
        said += [told(capsys, "review", base, head, "--site", story.folder, "--format", form) for form in ("json", "markdown")]
    said += [told(capsys, "check", "--site", story.folder, "--format", form) for form in ("text", "json", "github")]
    said.append(told(capsys, "search", "张三", "--site", story.folder))
    assert canary.seen_in("\n".join(said)) == []
    assert "×××××" in said[0]
    told(capsys, "export", tmp_path / "sheet.xlsx", "--site", story.folder)
    assert leaks(tmp_path, canary) == {}


def test_check_says_no_number_that_it_refuses(past, capsys):
    """A checkout of the days with numbers: each file is refused, and the log of the machine that refuses them is public."""
    story, canary = past
    commit = story.git("rev-list", "--first-parent", "--reverse", "main").split()[2]
    site = story.folder.parent / "then"
    story.git("worktree", "add", "-q", str(site), commit)
    try:
        status, problems = check(site, capsys)
        refused = {one["file"] for one in problems if one["code"] in {"PII_ID", "PII_MOBILE"}}
        assert status == 1
        assert {POWER, OFFICE, SITE, LAWS, FORM, GONE} <= refused
        assert sum("32××××××××××××××××" in file for file in refused) == 3
        said = [told(capsys, "check", "--site", site, "--format", form) for form in ("text", "json", "github")]
        said.append(told(capsys, "build", "--site", site, "--quiet"))
        assert canary.seen_in("\n".join(said)) == []
    finally:
        shutil.rmtree(site)
        story.git("worktree", "prune")


def test_a_name_holds_no_number(tmp_path, capsys):
    """A file or folder named after a person is refused; an item's code of eleven digits is none, whatever it begins with."""
    names = {"content/forms/files/张三13812345678.txt": "PII_MOBILE", "content/forms/files/11010519491231002X/a.txt": "PII_ID"}
    code = {"content/powers/xxj/13012345678.yaml": OLD.format('"13012345678"', "")}
    site = make_site(tmp_path, **dict.fromkeys(names, "x"), **code)
    found = [(one["file"], one["code"]) for one in check(site, capsys)[1] if one["code"].startswith("PII")]
    assert found == [("content/forms/files/11××××××××××××××××/a.txt", "PII_ID"), ("content/forms/files/张三13×××××××××.txt", "PII_MOBILE")]


def test_a_commit_with_numbers_is_named_once(past, capsys):
    """The warning names the commit that brought the numbers, its message or the file; the versions after it are not named again."""
    story, _ = past
    commits = story.git("rev-list", "--first-parent", "--reverse", "main").split()
    trailing = story.git("rev-parse", "main^2")
    found = [one for one in check(story.folder, capsys, every=True)[1] if one["code"] == "PII_IN_HISTORY"]
    named = {(one["file"], re.search(r"[0-9a-f]{12}", one["message"])[0]) for one in found}
    assert len(named) == len(found)
    messages = {commits[at][:12] for at in (1, 2, 3, -1)} | {trailing[:12]}
    assert named == {(".git", commit) for commit in messages} | {(POWER, commits[2][:12]), (POWER, commits[5][:12]), (GONE, commits[2][:12])}


def test_state_from_before_the_masks_is_not_believed(past, capsys):
    """A record that another version of the program kept, with the numbers in it, is read anew; edits and clean builds agree."""
    story, canary = past
    build(story.folder)
    before = dict(readings(story.folder / "output"))
    state = story.folder / ".quanli/history.sqlite"
    with closing(sqlite3.connect(state)) as db, db:
        db.execute("update meta set value = 'older' where key = 'judges'")
        db.execute("update line set subject = ?, trailers = ?", ("张三 13812345678", json.dumps([["Change-Reason", "13812345678"]])))
    for kept in (story.folder / ".quanli").glob("state.sqlite*"):
        kept.unlink()
    canary.planted["kept"] = "13812345678"
    assert canary.seen_in("".join(text for _, text in unpacked("x", state.read_bytes()))) == ["kept"]
    assert build(story.folder) == 0
    assert dict(readings(story.folder / "output")) == before
    assert leaks(story.folder / ".quanli", canary) == {}
    shutil.rmtree(story.folder / ".quanli")
    shutil.rmtree(story.folder / "output")
    build(story.folder)
    assert dict(readings(story.folder / "output")) == before
