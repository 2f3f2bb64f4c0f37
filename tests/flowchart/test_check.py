"""What is said of a flow that is wrong: through ``quanli check``, an item a case."""

import json

import pytest

from quanli.cli import main
from sites import make_site

ITEM = "code: {code}\nname: 某事项\ncategory: other\noffice: xxj\nsummary: 一句话。\n"
LONG = "是" * 61
CASES = {
    "unreached": ("""\
  external:
    - {id: a, name: 申请, next: c}
    - {id: b, name: 补正}
    - {id: c, name: 送达}
""", [("flows.external.1", "没有路径通到环节“补正”", 'step "补正" cannot be reached')]),
    "another-start": ("""\
  external:
    - {id: a, name: 申请, kind: start, next: c}
    - {id: b, name: 依职权启动, kind: start}
    - {id: c, name: 送达, kind: end}
""", []),
    "first-step": ("""\
  external:
    - {id: a, name: 申请}
    - {id: c, name: 送达, kind: end}
""", []),
    "loop": ("""\
  external:
    - {id: a, name: 申请, kind: decision, branches: {是: b, 否: d}}
    - {id: b, name: 审查}
    - {id: c, name: 补正, next: b}
    - {id: d, name: 送达, kind: end}
""", [("flows.external.1", "从环节“审查”走不到结束", 'no end can be reached from step "审查"'),
      ("flows.external.2", "从环节“补正”走不到结束", 'no end can be reached from step "补正"')]),
    "unknown": ("""\
  external:
    - {id: apply, name: 申请, next: reviev}
    - {id: review, name: 审查, kind: decision, branches: {是: done, 否: zzz}}
    - {id: done, name: 送达, kind: end}
""", [("flows.external.0.next", "没有环节“reviev”；是不是“review”？", 'there is no step "reviev"; did you mean "review"?'),
      ("flows.external.1.branches.否", "没有环节“zzz”", 'there is no step "zzz"')]),
    "twice": ("""\
  external:
    - {id: x, name: 申请}
    - {id: a, name: 受理}
    - {id: a, name: 送达}
""", [("flows.external.2.id", "环节“a”定义了两次（先在第 2 个环节）", 'step "a" is defined twice (first as step 2)')]),
    "one-branch": ("""\
  external:
    - {id: a, name: 判断, kind: decision, branches: {是: b}}
    - {id: b, name: 又判断, kind: decision}
    - {id: c, name: 再判断, kind: decision, branches: {是: d, 否: d}}
    - {id: d, name: 送达, kind: end}
""", [("flows.external.0", "判断“判断”至少要有两个分支", 'the decision "判断" needs at least two branches'),
      ("flows.external.1", "判断“又判断”至少要有两个分支", 'the decision "又判断" needs at least two branches')]),
    "end-leads-on": ("""\
  external:
    - {id: a, name: 申请, branches: {是: b, 否: c}}
    - {id: b, name: 不予受理, kind: end, next: c}
    - {id: c, name: 送达, kind: end, branches: {是: d}}
    - {id: d, name: 归档, kind: end}
""", [("flows.external.1.next", "结束环节“不予受理”不能再有下一步", 'the end "不予受理" cannot lead on'),
      ("flows.external.2.branches", "结束环节“送达”不能再有下一步", 'the end "送达" cannot lead on')]),
    "both": ("""\
  external:
    - {id: a, name: 申请, next: b, branches: {是: b, 否: c}}
    - {id: b, name: 审查}
    - {id: c, name: 送达, kind: end}
""", [("flows.external.0.next", "环节“申请”同时写了 next 和 branches", 'step "申请" has both next and branches')]),
    "outcome": (f"""\
  external:
    - {{id: a, name: 申请, branches: {{" ": b, {LONG}: b, {LONG[1:]}: b}}}}
    - {{id: b, name: 送达, kind: end}}
""", [("flows.external.0.branches. ", "环节“申请”有一个分支没有写结果", 'a branch of step "申请" names no outcome'),
      (f"flows.external.0.branches.{LONG}", None, None)]),
    "too-big": ("  external:\n" + "".join(f"    - {{id: s{number}, name: 第{number}步}}\n" for number in range(121)) + """\
  internal:
    - {id: a, name: 审查, post: 岗, limit: {amount: 1, unit: day}, documents: [表]}
    - {id: b, name: 归档, kind: end}
""", [("flows.external", "121 个环节，上限 120", "121 steps, the limit is 120")]),
    "big-enough": ("  external:\n" + "".join(f"    - {{id: s{number}, name: 第{number}步}}\n" for number in range(120)), []),
    "too-many-arrows": ("  external:\n    - {id: s0, name: 判断, branches: {" + ", ".join(f"果{number}: s1" for number in range(301)) + "}}\n    - {id: s1, name: 终, kind: end}\n", [
        ("flows.external", "301 个箭头，上限 300", "301 arrows, the limit is 300")]),
    "arrows-enough": ("  external:\n    - {id: s0, name: 判断, branches: {" + ", ".join(f"果{number}: s1" for number in range(300)) + "}}\n    - {id: s1, name: 终, kind: end}\n", []),
    "inside": ("""\
  internal:
    - {id: a, name: 收到, kind: start}
    - {id: b, name: 审查, post: 审查岗, limit: {amount: 1, unit: day}}
    - {id: c, name: 核查, documents: [记录]}
    - {id: d, name: 判断, kind: decision, branches: {是: e, 否: b}}
    - {id: e, name: 决定, post: 决定岗, limit: {amount: 1, unit: day}, documents: [决定书]}
    - {id: f, name: 归档, kind: end}
""", [("flows.internal.1", "“审查”缺少文书", '"审查" lacks documents'),
      ("flows.internal.2", "“核查”缺少岗位、时限", '"核查" lacks post, limit')]),
    "two-flows": ("""\
  external:
    - {id: apply, name: 申请, kind: start}
    - {id: accept, name: 受理}
    - {id: review, name: 审查}
    - {id: decide, name: 决定}
    - {id: done, name: 送达, kind: end}
  internal:
    - {id: accept, name: 受理, post: 岗, limit: {amount: 1, unit: day}, documents: [表]}
    - {id: read, name: 阅卷, post: 岗, limit: {amount: 1, unit: day}, documents: [表], seen_as: review}
    - {id: sign, name: 签发, post: 岗, limit: {amount: 1, unit: day}, documents: [表], seen_as: decid}
    - {id: close, name: 归档, kind: end}
""", [("flows.external.3", "外部环节“决定”在内部流程中没有对应", 'the external step "决定" has no counterpart in the internal flow'),
      ("flows.internal.2.seen_as", "外部流程里没有环节“decid”；是不是“decide”？", 'the external flow has no step "decid"; did you mean "decide"?')]),
    "unreached-inside": ("""\
  internal:
    - {id: a, name: 审查, kind: start, next: c}
    - {id: b, name: 判断, kind: decision, branches: {是: c, 否: a}}
    - {id: c, name: 归档, kind: end}
""", [("flows.internal.1", "没有路径通到环节“判断”", 'step "判断" cannot be reached')]),
    "only-inside": ("""\
  internal:
    - {id: a, name: 审查, post: 岗, limit: {amount: 1, unit: day}, documents: [表], seen_as: b}
    - {id: b, name: 归档, kind: end}
""", []),
}


HINTS = {
    "没有路径通到": ("让前面某个环节的 next 或 branches 指向它，或删去它", "let an earlier step lead to it, or delete it"),
    "走不到结束": ("给循环加一个出口，或加一个 kind: end 的环节", "give the loop a way out, or add a step of kind end"),
    "有误：没有环节": ("写本流程中某个环节的 id", "give the id of a step of this flow"),
    "定义了两次": ("给其中一个换 id", "give one of them another id"),
    "至少要有两个分支": ("用 branches 写明每种结果的下一步", "say under branches where each outcome leads"),
    "不能再有下一步": ("删去下一步，或把类型改为 step", "remove what it leads to, or make it a step"),
    "同时写了": ("只留一个：有几种结果用 branches，否则用 next", "keep one: branches for several outcomes, else next"),
    "没有写结果": ("写明结果，如“是”“否”", "name the outcome, such as yes or no"),
    "外部流程里没有": ("写外部流程中某个环节的 id", "give the id of a step of the external flow"),
}


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    """Check a site with an item for each case, in both languages, and give the problems by item."""
    files = {f"content/powers/xxj/{code}.yaml": ITEM.format(code=code) + "flows:\n" + flow for code, (flow, _) in CASES.items()}
    site = make_site(tmp_path_factory.mktemp("flows"), **files)
    said = {}
    for lang in ("zh", "en"):
        report = site.parent / f"{lang}.json"
        with pytest.MonkeyPatch.context() as patch, report.open("w", encoding="utf-8") as out:
            patch.setattr("sys.stdout", out)
            main(["check", "--site", str(site), "--format", "json", "--lang", lang, "--jobs", "1"])
        said[lang] = json.loads(report.read_text(encoding="utf-8"))
    found = {}
    for zh, en in zip(said["zh"], said["en"], strict=True):
        if zh["code"].startswith("FLOW_") or ".branches." in zh["field"]:
            found.setdefault(zh["file"].rpartition("/")[2].removesuffix(".yaml"), []).append((zh, en))
    return found


@pytest.mark.parametrize("code", CASES)
def test_says_what_is_wrong_with_a_flow_and_where(problems, code):
    """Each fault of a flow is said once, in both languages, at the step that has it, with what to do; a flow without one is left in peace."""
    _, expected = CASES[code]
    found = problems.get(code, [])
    assert [zh["field"] for zh, _ in found] == [field for field, _, _ in expected]
    for (zh, en), (_, said_zh, said_en) in zip(found, expected, strict=True):
        assert said_zh is None or said_zh in zh["message"]
        assert said_en is None or said_en in en["message"]
        assert zh["hint"]
        assert en["hint"]
        assert all(hints == (zh["hint"], en["hint"]) for part, hints in HINTS.items() if part in zh["message"])
