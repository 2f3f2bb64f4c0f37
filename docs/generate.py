"""Writes the reference pages from the program itself: ``make docs``. A test holds them against it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from quanli.assemble.kinds import DATA, FILES, ITEMS, LISTS, PAGES
from quanli.assemble.page_kind import AnyKind
from quanli.catalogue.content_kinds import KINDS as KINDS_OF_FILE
from quanli.catalogue.content_kinds import RECORDS
from quanli.cli import COMMANDS, parser
from quanli.errors.register import register
from quanli.history.kinds import KINDS as KINDS_OF_CHANGE
from quanli.records.fields import Field, Term, fields_of

HERE = Path(__file__).parent
BREAKING = HERE.parent / "tests/breaking/lines.yaml"
"""A line of the sample for each rule that would break it; a test tries them all."""
KINDS = {
    "text": "文字 text",
    "prose": "Markdown",
    "id": "编号 id",
    "code": "编码 code",
    "date": "日期 YYYY-MM-DD",
    "integer": "整数 integer",
    "number": "数 number",
    "flag": "true / false",
    "phone": "电话 phone",
    "link": "网址 link",
    "path": "文件 file",
    "article": "第…条 article",
    "credit_code": "统一社会信用代码 credit code",
    "national_code": "实施编码 national code",
    "open": "任意 open",
}


def pages() -> Mapping[str, str]:
    """Give the text of each generated page by its file's name."""
    return {"commands.md": _page(_commands()), "fields.md": _page(_fields()), "kinds.md": _page(_kinds()), "law-checks.md": _page(_law_checks()), "problems.md": _page(_problems())}


def _page(lines: Iterator[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _row(*cells: str) -> str:
    return _line(*map(_cell, cells))


def _line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _head(*cells: str) -> Iterator[str]:
    yield ""
    yield _row(*cells)
    yield "|" + " --- |" * len(cells)


def _commands() -> Iterator[str]:
    yield "# 命令 Commands"
    yield ""
    yield "由程序生成（`make docs`）。Made from the program. 退出状态 exit status: 0 正常 fine, 1 有问题 problems, 2 用法不对 wrong usage, 75 另一个构建正在进行 another build holds the lock."
    top = parser()
    (commands,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    helps = {action.dest: action.help or "" for action in commands._choices_actions}  # noqa: SLF001
    for name, command in commands.choices.items():
        yield f"\n## quanli {name}\n"
        yield helps[name]
        yield from _head("参数 argument", "说明 meaning", "默认 default")
        for action in command._actions:  # noqa: SLF001
            if not isinstance(action, argparse._HelpAction):  # noqa: SLF001
                yield _row(_spelled(action), action.help or "", _default(action))
    assert len(commands.choices) == len(COMMANDS)  # noqa: S101


def _spelled(action: argparse.Action) -> str:
    values = " \\| ".join(map(str, action.choices)) if action.choices else ""
    value = "" if action.nargs == 0 else values or str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return f"`{value}`".replace(" \\| ", "` `")
    names = [name for name in action.option_strings if name.startswith("--")]
    return " ".join(f"`{part}`" for part in (*names, *value.split(" \\| ")) if part)


def _default(action: argparse.Action) -> str:
    plain = action.default is None or isinstance(action.default, (bool, Path)) or action.default == ""
    return "" if plain or action.required else f"`{action.default}`"


def _fields() -> Iterator[str]:
    yield "# 字段 Fields"
    yield ""
    yield "由程序生成（`make docs`）。Made from the program. 带 * 的必须填写。Fields with * are required. `quanli new` 写出带说明的空文件，`quanli schema` 给编辑器用。"
    yield ""
    yield "`content/` 之下可以有 files that may lie under `content/`："
    yield ""
    for kind in KINDS_OF_FILE:
        yield f"- `{kind.shown}`：{kind.zh} {kind.en}"
    for kind in KINDS_OF_FILE:
        record = RECORDS.get(kind.name)
        if record is None:
            continue
        yield f"\n## {kind.zh}：`{kind.shown}`"
        seen: dict[type, str] = {}
        yield from _record(record, seen)
        for inner, name in _inner(record, seen):
            yield f"\n### {name}"
            yield from _record(inner, seen)


def _inner(record: type, seen: dict[type, str]) -> Iterator[tuple[type, str]]:
    done: set[type] = {record}
    while len(done) <= len(seen):
        following = next(one for one in seen if one not in done)
        done.add(following)
        yield following, seen[following]


def _record(record: type, seen: dict[type, str]) -> Iterator[str]:
    yield from _head("字段 field", "中文 Chinese", "类型 type", "说明 meaning", "表格中也叫 headings", "国家表 national", "CPSV-AP")
    for key, field in fields_of(record).items():
        about = field.about
        if hasattr(field.element, "__dataclass_fields__"):
            seen.setdefault(field.element, f"{about.zh} {about.en}（{field.element.__name__}）")
        meaning = "；".join(filter(None, (about.help_zh, about.help_en, f"例 e.g. `{about.example}`" if about.example else "")))
        yield _row(f"`{key}`{'*' if about.required else ''}", f"{about.zh} {about.en}", _type(field), meaning, "、".join(about.headings), about.national, about.cpsv)


def _type(field: Field) -> str:
    if field.about.choices:
        one = "、".join(_term(key, term) for key, term in field.about.choices.items())
    elif hasattr(field.element, "__dataclass_fields__"):
        one = field.element.__name__
    else:
        one = KINDS[field.about.kind]
    return {"records": f"列表 list: {one}", "scalars": f"列表 list: {one}", "mapping": f"对照 mapping: {one}"}.get(field.shape, one)


def _term(key: str, term: Term) -> str:
    return f"`{key}` {term.zh} {term.en}" if term.en != key else f"`{key}` {term.zh}"


APPROVERS = {"office": "机关 the office", "items": "同改事项的机关 the offices of the items changed with it", "site": "全站 the whole site"}
OUTPUTS: tuple[tuple[str, tuple[AnyKind, ...]], ...] = (
    ("每个事项 of an item", ITEMS),
    ("列表 lists, page by page", LISTS),
    ("各有一键，或全站一个 with a key each, or one a site", PAGES),
    ("大批数据 bulk data", DATA),
    ("另行制作的文件 files made by hands of their own", FILES),
)
SORTS = {"home": "首页", "column": "栏目页 · {}", "article": "内容页 · {}", "": ""}
KEYS = {"office_category": "<office>/<category>", "category_state": "<category>/<state>"}
"""What keys look like that have two parts."""


def _kinds() -> Iterator[str]:
    yield "# 进来什么，出去什么 What goes in, what comes out"
    yield ""
    yield "由程序生成（`make docs`）。Made from the program."
    yield "\n## 文件 Kinds of file\n"
    yield "一种文件一行，见 one row a kind of file, in `catalogue/content_kinds.py`."
    yield from _head("种类 kind", "路径 path", "读成 read into", "变更种类 kind of change", "谁同意 who agrees")
    for file in KINDS_OF_FILE:
        change = "" if file.change == "data" else KINDS_OF_CHANGE[file.change].zh
        yield _line(f"{file.zh} {file.en}", f"`{file.shown}`", f"`{file.record.__name__}`" if file.record else "", f"`{file.change}` {change}", APPROVERS[file.approver])
    yield "\n## 产出 Kinds of output\n"
    yield "一种产出一行，写在它的视图旁，汇总在 one row a kind of output, declared beside its view and collected in `assemble/kinds.py`. Made again when what it rests on differs, or a template of it."
    for title, kinds in OUTPUTS:
        yield f"\n### {title}"
        yield from _head("种类 kind", "地址 address", "模板 template", "网页 page", "依据 rests on")
        yield from (_output(kind) for kind in kinds)


def _output(kind: AnyKind) -> str:
    address = kind.url(KEYS.get(kind.name, "<key>")).format(day="<day>")
    return _line(f"`{kind.name}`", f"`{address}`", " ".join(f"`{name}`" for name in kind.templates), SORTS[kind.sort.type].format(kind.sort.category), "; ".join(map(str, kind.rests_on)))


def _problems() -> Iterator[str]:
    yield "# 问题代码 Problem codes"
    yield ""
    yield "由程序生成（`make docs`）。Made from the program. 代码永久不变。Codes are permanent. 错误使构建停止，提醒只在 `check --strict` 时算错误。An error stops a build; a warning does so under `check --strict` only."
    for code, rule in register().items():
        severity = {"error": "错误 error", "warning": "提醒 warning"}[rule.severity]
        yield f"\n## {code}\n"
        yield f"{severity}\n"
        for message, hint in ((rule.zh, rule.hint_zh), (rule.en, rule.hint_en)):
            yield f"- {_cell(message)}" + (f" → {_cell(hint)}" if hint else "")
        if rule.follows:
            yield f"- 依据 follows：{_cell(rule.follows)}"


def _law_checks() -> Iterator[str]:
    yield "# 依据什么检查，样例的哪一行会违反 What each check follows, and a line of the sample that breaks it"
    yield ""
    yield "由程序生成（`make docs`）。Made from the program and from `tests/breaking/lines.yaml`; `tests/breaking/test_lines.py` changes each line and asks for the code at its place."
    yield "改在一行的，“→”前是样例现在的写法。A dash: no single line of the sample can break it; the cell says what does."
    yield from _head("代码 code", "依据 follows", "样例的一行 line of the sample", "说什么 what is said")
    rows = yaml.safe_load(BREAKING.read_text(encoding="utf-8"))
    for code, rule in register().items():
        if rule.follows:
            yield _line(f"[{code}](problems.md#{code.lower()})", _cell(rule.follows), _broken(rows.get(code, {})), _cell(rule.zh))


def _broken(row: Mapping[str, Any]) -> str:
    """Tell which words of which file become which."""
    edits = [(row["file"], row["old"], row["new"]), *row.get("more", ())] if "file" in row else []
    told = f"（在 `{row['told'][0]}` 指出）" if edits and row.get("told", edits[0])[0] != edits[0][0] else ""
    return "；".join(f"`{file}`：{_words(old)} → {_words(new) or '（删去）'}" for file, old, new in edits) + told or f"— {_cell(row.get('elsewhere', ''))}"


def _words(text: str) -> str:
    """Give some lines of YAML as one cell."""
    shown = _cell(" ⏎ ".join(filter(None, map(str.strip, text.splitlines()))))
    return f"`{shown}`" if shown else ""


def main() -> int:
    """Write the pages; tells which changed."""
    for name, text in pages().items():
        path = HERE / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
