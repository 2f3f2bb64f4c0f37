"""Rules stand beside their checks, each under its own code, and problems carry them wherever they go."""

import ast
import pickle
import sys

import pytest

from conftest import ROOT
from quanli.errors import ProblemsFoundError, Rule
from quanli.errors import register as module
from quanli.errors.register import register

RULE = Rule("LIMIT", "warning", zh="“{text}”超过 {limit}", en='"{text}" is over {limit}', hint_zh="减到 {limit}", hint_en="make it {limit}")


def test_every_rule_of_the_sources_is_collected():
    """No rule of any module is missing from the register, and none in it stands nowhere."""
    written = [
        call.args[0].value
        for path in (ROOT / "generator/quanli").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Rule"
    ]
    assert sorted(written) == list(register())


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ('A = Rule("A", "error", "", "", "", "")', 'A = Rule("A", "error", "", "", "", "")', "the rule A is declared twice"),
        ('A = Rule("A", "error", "", "", "", "")', 'B = Rule("A", "error", "", "", "", "")', "the rule A is called B"),
    ],
)
def test_a_code_is_declared_once_under_its_name(first, second, said, tmp_path, monkeypatch):
    """A code that two modules declare, and a rule under another name than its code, are refused."""
    package = tmp_path / "ruled"
    package.mkdir()
    for name, text in (("__init__", ""), ("first", first), ("second", second)):
        (package / f"{name}.py").write_text(f"from quanli.errors import Rule\n{text}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(module, "PROGRAM", "ruled")
    with pytest.raises(ValueError, match=said):
        register()
    for name in ("ruled", "ruled.first", "ruled.second"):
        sys.modules.pop(name, None)


def test_a_rule_that_another_module_imports_counts_once(tmp_path, monkeypatch):
    """A rule may be used in many modules; it is declared in one."""
    package = tmp_path / "shared_rules"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "home.py").write_text('from quanli.errors import Rule\nA = Rule("A", "error", "", "", "", "")\n', encoding="utf-8")
    (package / "other.py").write_text("from shared_rules.home import A\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(module, "PROGRAM", "shared_rules")
    assert list(register()) == ["A"]


def test_a_problem_says_where_and_what_to_do_in_both_languages():
    """A problem tells its code, place and field, and its wording with everything filled in."""
    found = RULE.at("content/a.yaml", ("materials", 2, "name"), line=3, column=5, text="很长", limit=8)
    assert (found.code, found.severity, str(found.place), found.field) == ("LIMIT", "warning", "content/a.yaml:3:5", "materials.2.name")
    assert (found.message("zh"), found.hint("zh")) == ("“很长”超过 8", "减到 8")
    assert (found.message("en"), found.hint("en")) == ('"很长" is over 8', "make it 8")


def test_problems_travel_between_processes():
    """What comes out of a pickle is equal and can be told; a hundred problems of a rule carry its wording once."""
    problems = [RULE.at(f"content/{number}.yaml", text=str(number), limit=8) for number in range(100)]
    sent = pickle.dumps(problems, protocol=5)
    assert pickle.loads(sent) == problems
    assert pickle.loads(sent)[7].message("en") == '"7" is over 8'
    assert sent.count("减到".encode()) == 1
    assert pickle.loads(pickle.dumps(ProblemsFoundError(problems))).problems == tuple(problems)
