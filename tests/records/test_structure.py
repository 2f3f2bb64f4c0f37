"""How a file is built: what is said of lists, fields and names that are not what the model has, each at its place."""

import pytest

from quanli.catalogue.power import Power
from quanli.records.json_schema import json_schema
from quanli.records.read import read_record
from quanli.records.strict_yaml import parse
from quanli.records.write import dump

HEAD = "code: A-1\nname: 甲\ncategory: permit\noffice: xxj\n"
LIST = ("应为列表", "must be a list", "每项以“- ”开头，各占一行", 'start each entry with "- " on a line of its own')
ONE = ("应为一个值", "must be a single value", "这里不能再分层", "it cannot hold further levels")
PAIRS = ("应为“名称: 值”的对应", "must be pairs of name: value", "写成 {是: 下一步, 否: 下一步} 这样", "write it like {yes: step, no: step}")


def fields(*names):
    return ("应为一组字段", "must be fields", "可用字段：" + "、".join(names), "fields: " + ", ".join(names))


def said(data, code=None):
    """Give what is said of a file: code, column, both messages, both hints."""
    data = data if isinstance(data, bytes) else data.encode()
    found = [p for p in read_record(data, "f.yaml", Power)[1] if p.code != "REQUIRED" and code in {None, p.code}]
    return [(p.code, p.place.line, p.place.column, p.message("zh"), p.message("en"), p.hint("zh"), p.hint("en")) for p in found]


@pytest.mark.parametrize(
    ("text", "key", "column", "words"),
    [
        ("basis: 甲", "basis", 8, LIST),
        ("basis: {law: a}", "basis", 1, LIST),
        ("basis: [甲]", "basis", 9, fields("law", "version", "article", "paragraph", "item", "role", "text")),
        ("contact: 甲", "contact", 10, fields("phone", "email", "address", "hours", "url", "note")),
        ("contact: [甲]", "contact", 1, fields("phone", "email", "address", "hours", "url", "note")),
        ("flows: {external: [{id: a, name: x, branches: 甲}]}", "branches", 47, PAIRS),
        ("flows: {external: [{id: a, name: x, branches: {是: [b]}}]}", "branches", 48, ONE),
        ("discretion: {tiers: [{grade: 甲, when: {x: 3}}]}", "x", 43, fields("from", "to")),
        ("keywords: 甲", "keywords", 11, LIST),
        ("keywords: [甲, [乙]]", "keywords", 15, ONE),
        ("keywords: [甲, {乙: 丙}]", "keywords", 15, ONE),
        ("summary: [甲]", "summary", 1, ONE),
        ("internal: 甲", "internal", 11, PAIRS),
    ],
)
def test_value_of_another_shape_is_named_with_the_shape_that_is_wanted(text, key, column, words):
    """A list where one value belongs, text where fields belong and the like are told by the field's name, in both languages."""
    assert said(HEAD + text + "\n") == [("BAD_TYPE", 5, column, f"“{key}”{words[0]}", f'"{key}" {words[1]}', *words[2:])]


def test_entry_of_another_shape_leaves_the_others_as_they_are():
    """What cannot be read is left out of the record; the rest of its list stays."""
    power, _ = read_record((HEAD + "basis: [甲, {law: a}]\nkeywords: [甲, [乙], 丙]\nsummary: [丁]\nbasis2: x\n").encode(), "f.yaml", Power)
    assert [one.law for one in power.basis] == ["a"]
    assert power.keywords == ("甲", "丙")
    assert power.summary == ""


def test_required_fields_are_asked_for_where_they_belong():
    """A required field that is missing, empty, or a list without entries is asked for, at the nearest place above it."""
    def asked(text):
        return [(p.place.line, p.place.column, p.field) for p in read_record((HEAD + text).encode(), "f.yaml", Power)[1] if p.code == "REQUIRED"]

    assert asked("choices: [{id: a, question: b}]\n") == [(5, 11, "choices.0.options")]
    assert asked("choices: [{id: a, question: b, options: []}]\n") == [(5, 32, "choices.0.options")]
    assert asked("choices: [{id: a, question: b, options: }]\n") == [(5, 32, "choices.0.options")]
    assert asked("faq:\n  - {q: 问}\n  - {q: '', a: 答}\n") == [(6, 5, "faq.0.a"), (7, 6, "faq.1.q")]
    assert asked("keywords: [甲, ~]\n") == [(5, 15, "keywords.1")]
    assert asked("flows: {external: [{id: a, name: x, branches: {是: }}]}\n") == [(5, 48, "flows.external.0.branches.是")]
    assert asked("keywords: []\nkeywords2: ''\nsummary:\nbasis: ~\n") == []


def test_unknown_field_names_the_known_ones():
    """A field that the model does not have is told with those that it has; one of the staff belongs elsewhere."""
    (found,) = said(HEAD + "staff_name: 张三\n")
    assert found == ("UNKNOWN_FIELD", 5, 13, "没有“staff_name”这个字段", 'unknown field "staff_name"', "“staff_name”属于 internal: 之下，放在内部目录", "staff_name belongs under internal: in the internal tree")
    (found,) = said(HEAD + "faq: [{q: 问, a: 答, c: x}]\n")
    assert found == ("UNKNOWN_FIELD", 5, 23, "没有“c”这个字段", 'unknown field "c"', "可用字段：q、a", "fields: q, a")
    (found,) = said(HEAD + "faq: [{q: 问, a: 答, 问: x}]\n")
    assert found[3] == "没有“问”这个字段；是不是“q”？"


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("０１", ["FULLWIDTH_DIGIT"]),
        ("２０２４年", []),
        ("2024/1/5", ["BAD_DATE"]),
        ("'2024/1/5'", []),
        ("2024-01-05", []),
        ("0123", ["NEEDS_QUOTES"]),
        ("'0123'", []),
        ("12", []),
        ("1.50", ["NEEDS_QUOTES"]),
        ("1.5", []),
        ("123456789012", []),
        ("1234567890123", ["NEEDS_QUOTES"]),
        ("yes", ["NEEDS_QUOTES"]),
        ("'javascript:1'", ["BAD_LINK"]),
        ("' JavaScript:1'", ["BAD_LINK"]),
        ("'https://gоv.cn'", ["MIXED_SCRIPT"]),
        ("'见[这里](javascript:1)'", ["BAD_LINK"]),
        ("'见[这里](//evil.example)'", ["BAD_LINK"]),
        ("<b>x</b>", ["RAW_HTML"]),
        ("[[０１], {a: 2024/1/5}]", ["FULLWIDTH_DIGIT", "BAD_DATE"]),
        ("长" * 8_000, []),
        ("长" * 8_001, ["TEXT_TOO_LONG"]),
    ],
)
def test_what_stands_in_an_unknown_field_is_judged_by_its_looks(value, codes):
    """A misspelt field hides nothing: what is wrong with its value however the field is called is said at once."""
    assert [one[0] for one in said(HEAD + f"extra: {value}\n")] == ["UNKNOWN_FIELD", *codes]


@pytest.mark.parametrize("key", ["1", "0123", "~", "null", "yes", "2024-01-05", "1.5", "[a]", "{a: b}", "? {a: {b: c}}\n"])
def test_name_of_a_field_is_text(key):
    """A number, a truth value, a date, nothing, a list or fields cannot name a field; what is below is read all the same."""
    found = said(f"{key}: [x]\nnmae: 甲\n")
    assert found[0][0] == "BAD_KEY"
    assert [one[3] for one in found if "nmae" in one[3]] == ["没有“nmae”这个字段；是不是“name”？"]


@pytest.mark.parametrize("key", ["'1'", '"yes"', "'~'", "是"])
def test_name_in_quotes_is_text(key):
    """In quotes anything names a field; Chinese needs none."""
    assert [one[0] for one in said(f"discretion: {{tiers: [{{grade: 甲, when: {{{key}: {{from: 1}}}}}}]}}\n")] == []


def test_list_as_a_name_moves_no_other_place():
    """After a name that is no text the places of what follows are still their own."""
    found = said("[a, {b: c}]: x\nfaq:\n  - {q: 问, c: 1}\n")
    assert [one[:3] for one in found] == [("BAD_KEY", 1, 1), ("UNKNOWN_FIELD", 3, 15), ("UNKNOWN_FIELD", 1, 14)]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("&a name: 甲\n", "YAML_ALIAS", 1, 1),
        ("!x name: 甲\n", "YAML_TAG", 1, 1),
        ("&a {name: 甲}\n", "YAML_ALIAS", 1, 1),
        ("!x {name: 甲}\n", "YAML_TAG", 1, 1),
        ("!x [甲]\n", "YAML_TAG", 1, 1),
        ("contact: &a {phone: '12345'}\n", "YAML_ALIAS", 1, 10),
        ("basis: !x []\n", "YAML_TAG", 1, 8),
        ("*a : 甲\n", "YAML_ALIAS", 1, 1),
        ("name: !!str 甲\n", "YAML_TAG", 1, 7),
    ],
)
def test_anchors_tags_and_aliases_are_refused_wherever_they_stand(text, code, line, column):
    """On the file, on fields, on a list, on a name or on a value: none is taken, each is told at its place."""
    assert [(one[0], one[1], one[2]) for one in said(text, code)] == [(code, line, column)]


@pytest.mark.parametrize(
    ("text", "field"),
    [("contact: {phone: &a '12345'}\n", "contact.phone"), ("contact: {phone: *a}\n", "contact.phone"), ("faq: [{q: !x 问}]\n", "faq.0.q"), ("faq: [&a {q: 问}]\n", "faq.0"), ("faq: !x []\n", "faq"), ("name: 甲 #乙\n", "name"), ('note: "\\u200b"\n', "note"), ("faq: [{q: 问, q: 问}]\n", "faq.0.q")],
)
def test_what_is_refused_in_the_text_names_its_field(text, field):
    """A sign of YAML that is not taken is told with the field that holds it, as every other fault is."""
    _, problems = read_record(text.encode(), "f.yaml", Power)
    assert problems[0].field == field


@pytest.mark.parametrize(
    ("text", "line", "column", "zh", "en", "hint_zh", "hint_en"),
    [
        ("name：甲\n", 1, 1, "第 1 行用了全角冒号“：”", "line 1 uses a full-width colon ：", "改为半角冒号加空格“: ”", 'use ": "'),
        ("code: A\nname：甲\noffice: x\n", 2, 1, "第 2 行用了全角冒号“：”", "line 2 uses a full-width colon ：", "改为半角冒号加空格“: ”", 'use ": "'),
        ("faq:\n  - q：问\n    a: 答\n", 2, 1, "第 2 行用了全角冒号“：”", "line 2 uses a full-width colon ：", "改为半角冒号加空格“: ”", 'use ": "'),
        ("name:\n\t- a\n", 2, 1, "第 2 行以制表符（TAB）缩进", "line 2 starts with a TAB", "改用空格缩进", "use spaces"),
        ("name: a\n---\nname: b\n", 2, 1, "一个文件只能有一份内容（出现了“---”）", "a file holds one document (there is a ---)", "删去“---”，或分成两个文件", "remove the ---, or use two files"),
        ("name: a: b\n", 1, 8, "这里读不懂", "mapping values are not allowed in this context", "检查缩进、引号和冒号后的空格；含“: ”或以符号开头的文字请加引号", "check indentation, quotes and the blank after colons; quote text that holds ': ' or starts with a sign"),
    ],
)
def test_what_cannot_be_read_is_said_in_words_that_help(text, line, column, zh, en, hint_zh, hint_en):
    """The usual slips (a full-width colon, a TAB, a second document) are called by their name; anything else by its place."""
    assert said(text, "YAML_SYNTAX") == [("YAML_SYNTAX", line, column, f"YAML 语法有误：{zh}", f"YAML syntax: {en}", hint_zh, hint_en)]


@pytest.mark.parametrize(
    ("data", "code", "line", "column", "zh"),
    [
        (b"", "EMPTY_FILE", 1, 1, "文件是空的"),
        (b" \n\t\n", "EMPTY_FILE", 1, 1, "文件是空的"),
        (b"# nothing\n", "EMPTY_FILE", 1, 1, "文件是空的"),
        (b"\xff\xfen\0", "NOT_UTF8", 1, 1, "文件不是 UTF-8 编码（看来是 UTF-16）"),
        (b"\xfe\xff\0n", "NOT_UTF8", 1, 1, "文件不是 UTF-8 编码（看来是 UTF-16）"),
        ("code: A\nname: 甲\n".encode("gb18030"), "NOT_UTF8", 2, 1, "文件不是 UTF-8 编码（看来是 GB18030）"),
        (b"name: \xff\n", "NOT_UTF8", 1, 1, "文件不是 UTF-8 编码（看来是 ?）"),
        ("name: 甲\n<<<<<<< HEAD\n".encode(), "CONFLICT_MARKER", 2, 1, "文件里还有合并冲突标记“<<<<<<<”"),
        ("name: 甲\n>>>>>>> x\n".encode(), "CONFLICT_MARKER", 2, 1, "文件里还有合并冲突标记“>>>>>>>”"),
        ("name: 甲\n=======\n>>>>>>> x\n".encode(), "CONFLICT_MARKER", 2, 1, "文件里还有合并冲突标记“=======”"),
        ("name: a\u202eb\n".encode(), "BIDI_CHAR", 1, 8, "有改变文字方向的隐藏字符 U+202E"),
        ("code: A\nname: a\u200bb\n".encode(), "INVISIBLE_CHAR", 2, 8, "有看不见的字符 U+200B"),
        ("name: ⼀\n".encode(), "COMPAT_CHAR", 1, 7, "U+2F00 只是看起来像“一”（U+4E00）"),
        ("name: \ufffd\n".encode(), "REPLACEMENT_CHAR", 1, 7, "有 U+FFFD：文字在转换时损坏"),
        (b'name: "\\ud800"\n', "BAD_UNICODE", 1, 8, "有残缺的字符 U+D800"),
        (b"not fields\n", "NOT_A_MAPPING", 1, 1, "文件开头不是字段"),
        (b"- a\n", "NOT_A_MAPPING", 1, 1, "文件开头不是字段"),
    ],
)
def test_file_that_is_no_text_of_fields_is_told_what_it_is(data, code, line, column, zh):
    """An empty file, another encoding, a merge left open, a hidden or broken character: each at its line and column."""
    assert [one[:4] for one in said(data, code)] == [(code, line, column, zh)]


def test_byte_order_mark_and_rules_of_text_are_taken():
    """A byte order mark at the beginning, and a line of equals signs inside a text, are no fault."""
    assert said("\ufeff" + HEAD + "note: |\n  甲\n  =======\n  乙\n") == []


def test_file_may_be_as_long_as_its_limit():
    """A file of 192 KiB is read; one byte more is refused with both figures, before anything else is looked at."""
    data = (HEAD + "# ").encode()
    full = data + b"x" * (192 * 1024 - len(data))
    assert said(full) == []
    (found,) = said(full + b"x")
    assert found[:4] == ("TOO_BIG", 1, 1, "文件有 196609 字节，上限 196608 字节")


@pytest.mark.parametrize("text", ["甲\n乙", "甲\n\n乙\n", "甲 \n乙", " 甲\n乙", "甲\t\n乙", "- 甲\n- 乙", "\n甲", "甲\n"])
def test_text_of_several_lines_survives_writing_and_reading(text):
    """Lines, blanks at their ends and empty lines come back as they were written."""
    tree, problems = parse(dump({"note": text, "list": [{"a": text}]}).encode(), "f.yaml")
    assert problems == []
    assert tree == {"note": text, "list": [{"a": text}]}


def test_what_is_written_reads_well():
    """Written YAML is in blocks and in order, lists are indented, several lines stand as a text, and only what needs quotes has them."""
    values = {"code": "0123", "name": "甲", "note": "一\n二\n", "list": [{"a": "x", "b": ["y"]}, {"a": "12"}]}
    assert dump(values) == 'code: "0123"\nname: 甲\nnote: |\n  一\n  二\nlist:\n  - a: x\n    b:\n      - y\n  - a: "12"\n'
    same = ["甲"]
    assert dump({"a": same, "b": same}) == "a:\n  - 甲\nb:\n  - 甲\n"


def test_schema_says_what_an_editor_needs():
    """The JSON Schema has of each field its names, its help in both languages, what must be there and what may stand in it."""
    schema = json_schema(Power, "power")
    assert (schema["title"], schema["type"], schema["additionalProperties"]) == ("Quanli power", "object", False)
    assert schema["required"] == ["code", "name", "category", "office"]
    found = schema["properties"]
    assert found["code"] == {
        "type": "string", "maxLength": 2_000, "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", "title": "权力编码",
        "description": "权力编码：与文件名相同，公布后不得更改\ncode: equals the file's name; never changes", "examples": ["XK-0001"],
    }
    assert found["reviewed_on"]["pattern"] == r"^\d{4}-\d{2}-\d{2}$"
    assert found["summary"]["maxLength"] == 1_000
    assert found["note"] == {"type": "string", "maxLength": 8_000, "title": "备注", "description": "备注\nnote"}
    assert found["level"]["enum"] == ["national", "province", "city", "county", "township", "village"][: len(found["level"]["enum"])]
    assert found["internal"]["type"] == "object"
    assert found["keywords"]["items"] == {"type": "string", "maxLength": 60}
    assert (found["basis"]["type"], found["basis"]["items"]) == ("array", {"$ref": "#/$defs/Basis"})
    assert found["contact"]["$ref"] == "#/$defs/Contact"
    parts = schema["$defs"]
    assert parts["Tier"]["properties"]["when"]["additionalProperties"] == {"$ref": "#/$defs/Interval"}
    assert parts["Step"]["properties"]["branches"]["additionalProperties"] == {"type": "string", "maxLength": 2_000}
    assert parts["Step"]["properties"]["collective"]["type"] == "boolean"
    assert parts["Quantity"]["properties"]["amount"]["type"] == "integer"
    assert parts["Fee"]["properties"]["amount"]["type"] == "number"
    assert parts["Channels"]["required"] == []
    assert parts["Question"]["required"] == ["q", "a"]
