"""Each bad input gets the answer that it must get: one table, run through the command line on a whole site."""

import re
from html.parser import HTMLParser

import pytest
import yaml

from shared_data import SHARED
from sites import build, check, make_site

POWER = "content/powers/xxj/0101.yaml"
AREAS = ("yaml", "text", "template", "markdown", "graph", "privacy", "output")
ELSEWHERE = {
    "M22": "a rule for the theme, see tests/render",
    "P05": "an internal block in the public tree is refused, see test_internal_data",
    "P07": "publishing",
    "P08": "publishing",
    "O08": "the web server's headers",
    "O09": "the search page",
}
WHOLE = """\
code: "0101"
name: {name}
category: other
office: xxj
note: {note}
"""


def cases():
    path = SHARED / "bad-inputs.yaml"
    if not path.exists():
        return [pytest.param(None, marks=pytest.mark.skipif(True, reason="shared data is not on this machine"))]
    found = [case for case in yaml.safe_load(path.read_text(encoding="utf-8")) if case["area"] in AREAS and case["id"] not in ELSEWHERE]
    return [pytest.param(case, id=case["id"]) for case in found]


def quoted(text):
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=1_000_000).strip()


def flow_of(case):
    """Write a flow in the model's own words: a step's label is its name, an edge is the step's next."""
    given = yaml.safe_load(eval(case["py"]) if "py" in case else case["input"])
    if "attrs" in given:
        return "flows:\n  external:\n    - {id: a, name: x, attrs: {stylesheet: 'https://evil.example/x.css'}}\n"
    edges = given.get("edges", [])
    names = [step["id"] for step in given.get("steps", [])] or sorted({end for edge in edges for end in edge})
    steps = given.get("steps") or [{"id": name} for name in names]
    lines = ["flows:", "  external:"]
    for step in steps:
        more = {key: value for key, value in step.items() if key not in {"id", "label", "internal"}}
        to = [edge[1] for edge in edges if edge[0] == step["id"]]
        entry = {"id": step["id"], "name": step.get("label", step["id"]), **more}
        if len(to) == 1:
            entry["next"] = to[0]
        elif to:
            entry |= {"kind": "decision", "branches": {f"b{i}": target for i, target in enumerate(to)}}
        lines.append("    - " + yaml.safe_dump(entry, default_flow_style=True, allow_unicode=True, width=10**6).strip())
    return "\n".join(lines) + "\n"


def content_of(case):
    """Put the input where the case says: the whole file, its note, or its flow."""
    where = case["where"]
    given = eval(case["py"]) if "py" in case else case["input"]
    if case["id"] == "T13":
        return {"content/powers/xxj/A1.yaml": 'code: "A1"\n', "content/powers/xxj/a1.yaml": 'code: "a1"\n'}
    if case["id"] == "T12":
        return {POWER: given, "content/powers/xxj/0102.yaml": given}
    if "note" in where and case["area"] == "markdown":
        return {POWER: WHOLE.format(name="某事项", note=quoted(given))}
    if "flow" in where:
        return {POWER: WHOLE.format(name="某事项", note="无异常") + flow_of(case)}
    if case["id"] == "O02":
        return {POWER: WHOLE.format(name=quoted("=1+1"), note="无异常")}
    if case["id"] == "O06":
        return {POWER: WHOLE.format(name="教师资格", note="无异常")}
    if case["expect"] == "neutralise" or case["id"] == "O03":
        return {POWER: WHOLE.replace("name: {name}", given.strip()).format(note="无异常") if "{" not in given else WHOLE.format(name=given.strip().removeprefix("name: "), note="无异常")}
    return {POWER: given}


def expected_line(case):
    found = re.search(r"line (\d+)|yaml:(\d+)", case["message"])
    return int(found.group(1) or found.group(2)) if found and case["area"] in {"yaml", "text"} else None


@pytest.mark.parametrize("case", cases())
def test_a_bad_input_gets_its_answer(case, tmp_path, capsys):
    """A bad input is refused with its code at its line, and nothing is written; a hostile but lawful one is made harmless."""
    site = make_site(tmp_path, **content_of(case))
    status, problems = check(site, capsys)
    codes = {problem["code"] for problem in problems if problem["severity"] == "error"}
    if case["expect"].startswith("neutralise") or case["code"] == "-":
        assert codes == set()
        assert build(site) == 0
        harmless(site / "output")
        return
    wanted = set(case["code"].split(" / "))
    assert status == 1
    assert codes & wanted, problems
    line = expected_line(case)
    if line:
        assert line in {problem["line"] for problem in problems if problem["code"] in wanted}
    assert all(problem["message"] and problem["hint"] and problem["file"] for problem in problems)
    assert build(site) == 1
    assert not (site / "output").exists()


class Page(HTMLParser):
    """Collects what a browser would run."""

    def __init__(self, text):
        super().__init__()
        self.scripts, self.handlers, self.inside = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.handlers += [name for name, _ in attributes if name.startswith("on")]
        self.inside = tag == "script" and ("type", "application/ld+json") not in attributes

    def handle_data(self, data):
        if self.inside and data.strip():
            self.scripts.append(data)

    def handle_endtag(self, tag):
        self.inside = False


def harmless(output):
    """Nothing of the input runs: no script of its own, no handler, no evaluated template, no tag in data."""
    text = (output / "powers/0101/index.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.scripts == []
    assert page.handlers == []
    assert "<Config" not in text
    assert "<script" not in (output / "powers/0101.json").read_text(encoding="utf-8")
