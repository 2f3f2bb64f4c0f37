"""What is written about the program is true: every command, option, field and problem code is described, and every one described exists."""

import importlib.util
import json
import re
import subprocess
import sys

import pytest

from conftest import ROOT
from quanli.assemble.edges import Lines
from quanli.assemble.kinds import KINDS as OUTPUTS
from quanli.catalogue.content_kinds import KINDS, RECORDS
from quanli.cli import parser
from quanli.errors.register import register
from quanli.records.fields import fields_of

DOCS = ROOT / "docs"
README, CHINESE = ROOT / "README.md", ROOT / "README.zh.md"
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (README, CHINESE, ROOT / "CHANGELOG.md", ROOT / "SECURITY.md", *DOCS.glob("*.md")))


def _generate():
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = _generate()
RULES = register()


def commands():
    """Give every command of the program with its options."""
    (found,) = (action for action in parser()._actions if hasattr(action, "choices") and isinstance(action.choices, dict))
    return {name: [spelling for action in command._actions for spelling in action.option_strings if spelling not in {"-h", "--help"}] for name, command in found.choices.items()}


@pytest.mark.parametrize("name", GENERATE.pages())
def test_generated_page_is_up_to_date(name):
    """The reference pages are what the program says of itself now (``make docs`` renews them)."""
    assert (DOCS / name).read_text(encoding="utf-8") == GENERATE.pages()[name]


def test_every_kind_of_file_and_of_output_has_a_row():
    """The table of what goes in and what comes out has one row a kind, in words that no two edges share."""
    _, files, outputs = re.split(r"^## .*$", (DOCS / "kinds.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert re.findall(r"^\| [^|]+ \| `(content/[^`]+)` \|", files, re.MULTILINE) == [kind.shown for kind in KINDS]
    assert re.findall(r"^\| `([a-z_-]+)` \|", outputs, re.MULTILINE) == [kind.name for kind in OUTPUTS]
    edges = {repr(edge).partition(", said=")[0]: str(edge) for kind in OUTPUTS for edge in kind.rests_on if not isinstance(edge, Lines)}
    assert len(set(edges.values())) == len(edges)


def test_every_command_and_option_is_described():
    """Every command stands in both READMEs and, with each of its options, in the reference; none that is described is missing."""
    reference = dict(re.findall(r"^## quanli (\S+)\n(.*?)(?=^## |\Z)", (DOCS / "commands.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
    assert reference.keys() == commands().keys()
    for name, options in commands().items():
        assert set(re.findall(r"`(--[a-z-]+)`", reference[name])) == set(options)
    for readme in (README, CHINESE):
        table = re.findall(r"^\| (`quanli .*?) \|", readme.read_text(encoding="utf-8"), re.MULTILINE)
        assert {name for row in table for name in re.findall(r"`quanli ([a-z-]+)`", row)} == commands().keys()


def test_every_option_named_in_prose_exists():
    """No page names an option that no command has, but for those said not to be there yet."""
    known = {option for options in commands().values() for option in options} | {"--audience"}
    others = {"--help", "--all"}
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for line in re.findall(r"quanli [a-z-]+[^`\n]*", text):
            assert set(re.findall(r"(?<!\S)(--[a-z][a-z-]*)", line)) <= known | others, (page, line)


def test_every_problem_code_is_described():
    """Every rule of the program stands in the reference with both wordings and hints; no other does."""
    text = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)$", text, re.MULTILINE) == list(RULES)
    for code, rule in RULES.items():
        part = text.partition(f"\n## {code}\n")[2].partition("\n## ")[0]
        for said in (rule.zh, rule.en, rule.hint_zh, rule.hint_en):
            assert " ".join(said.split()).replace("|", "\\|").replace("<", "&lt;") in part, code


@pytest.mark.parametrize("code", RULES)
def test_wordings_are_in_their_language(code):
    """Each wording of a code is in its own language and has a hint."""
    rule = RULES[code]
    assert re.search("[一-鿿]", rule.zh) or rule.zh == "{what_zh}"
    assert not re.search("[一-鿿]", re.sub(r"[“《「].*?[”》」]", "", rule.en))
    assert rule.hint_zh
    assert rule.hint_en


def test_every_field_is_described():
    """Every field of every record has a row, in its record's part."""
    text = (DOCS / "fields.md").read_text(encoding="utf-8")
    for kind in KINDS:
        part = text.partition(f"：`{kind.shown}`")[2]
        for key in fields_of(RECORDS[kind.name]) if kind.name in RECORDS else ():
            assert f"\n| `{key}`" in part, (kind.name, key)


@pytest.mark.parametrize("page", PAGES)
def test_links_of_the_documentation_lead_somewhere(page):
    """Every link and picture of a page is a file of the repository."""
    path = ROOT / page
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert link.startswith("https://") or (path.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES)
def test_modules_named_exist(page):
    """Every module, template and file of tests that a page names is there."""
    places = (ROOT, ROOT / "generator" / "quanli")
    for name in re.findall(r"`([a-z_./-]+/[a-z_-]+\.(?:py|html|json))`", (ROOT / page).read_text(encoding="utf-8")):
        assert name.startswith(("/", "output/")) or any((place / name).is_file() for place in places), name


def test_every_threat_is_tried():
    """Each line of the threat model names tests, and they are there."""
    lines = [line for line in (DOCS / "threats.md").read_text(encoding="utf-8").splitlines() if re.match(r"\| [^*-]", line)][1:]
    assert len(lines) > 20
    for line in lines:
        tests = re.findall(r"`(tests/[a-z_/]+\.py)(?:::(\w+))?`", line)
        assert tests, line
        for file, name in tests:
            assert f"def {name or 'test_'}" in (ROOT / file).read_text(encoding="utf-8"), (file, name)


def test_make_targets_named_exist():
    """Every ``make`` target that a page names is in the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        assert set(re.findall(r"(?:`|^)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)) <= targets


def test_every_dependency_has_a_reason():
    """The README says of each dependency of the program what it is for."""
    project = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[1]
    named = re.search(r"## What it rests on(.*?)^## ", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[1].lower()
    assert [name for name in re.findall(r'"([A-Za-z0-9-]+)', project) if name.lower() not in named] == []


def test_fragments_of_the_changelog_are_named_alike():
    """A change is a file of one name and kind, with a sentence in it."""
    for path in (ROOT / "changelog.d").glob("*.md"):
        assert path.name == "README.md" or re.fullmatch(r"[a-z-]+\.(added|changed|fixed)\.md", path.name), path.name
        assert path.read_text(encoding="utf-8").strip().endswith(".")


def test_pictures_are_small():
    """A picture of the documentation is at most 90 KB."""
    assert [path.name for path in (DOCS / "img").iterdir() if path.stat().st_size > 90_000] == []


def test_help_names_every_command(tmp_path):
    """``quanli --help`` of the installed program lists every command."""
    said = subprocess.run([sys.executable, "-m", "quanli", "--help"], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert [name for name in commands() if not re.search(rf"^    {name}\b", said, re.MULTILINE)] == []


def test_nothing_names_this_machine():
    """No file of the project names a path of the machine that it was written on, or a package registry's host."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    words = json.loads('["/wo" , "/ro"]')
    wrong = re.compile(rf"{words[0]}rk/main|{words[1]}ot/\.|/home/[a-z]+/|files\.pythonhosted|registry\.npmjs")
    found = []
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".md", ".py", ".toml", ".yaml", ".html", ".js", ".css", ".lock", ".json", ".txt", ""} and path.is_file():
            found += [(name, hit) for hit in wrong.findall(path.read_text(encoding="utf-8", errors="replace"))]
    assert found == []
