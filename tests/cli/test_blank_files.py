"""The commented files that ``quanli new`` makes: what an editor reads in them, and that what is shown can be written."""

import pytest
import yaml

from quanli.catalogue.power import Power
from quanli.cli import main
from quanli.records.fields import fields_of
from sites import make_site

FORM = """\
# 编号（id）：与文件名相同
id: abc
# 名称（name）
name: （名称）
# 版本（version）：如：2026-01
version: 2026-01
# 表号（form number）：印在表格上的编号
# number:
# 填表说明（notes）
# notes: []
# 部分（sections）
# sections:
#   - title:  # 标题
#     note:  # 说明
#     fields: []  # 栏目
# 空白表（blank file）：forms/files/ 中的空白表
# blank:
# 示范文本（filled sample）：forms/files/ 中填好的示范
# sample:
"""


@pytest.fixture
def made(tmp_path, capsys):
    """Make files in a new site; gives their text."""
    site = make_site(tmp_path)

    def text(kind, name, *more):
        assert main(["new", kind, name, *more, "--site", str(site)]) == 0
        return next((site / "content").rglob(f"{name}.yaml")).read_text(encoding="utf-8")

    return text


def test_every_field_is_explained_and_shown(made):
    """What is known is filled in; every other field stands as a comment, with its names, its help and its shape."""
    assert made("form", "abc") == FORM


def test_item_is_shown_two_levels_deep(made):
    """Lists, parts and mappings of an item are shown as they are written, words of a vocabulary with their meaning."""
    text = made("power", "A-1", "--office", "xxj", "--category", "penalty")
    for passage in (
        "# 行使层级（level）；可用 national 国家级、province 省级、city 市级、county 县级、township 乡级\n# level:\n",
        "# time_limits:\n#   statutory:\n#     amount:  # 数量\n#     unit:  # 单位\n#     basis:  # 依据\n#     note:  # 说明\n#   promised:\n",
        "#   tiers:\n#     - grade:  # 档次\n#       when: {}  # 量化情节\n#       circumstances:  # 情节\n#       sanctions: []  # 处罚\n",
        "# special_steps:\n#   - name:  # 名称\n#     limit: {}  # 时限\n#     basis:  # 依据\n#     unit:  # 实施单位\n",
        "# applicants: []\n",
        "# note:\n",
    ):
        assert passage in text
    assert "internal" not in text.replace("internal 内部管理", "").replace("#   internal:\n#     - id:  # 编号\n", "")


@pytest.mark.parametrize(
    ("category", "asked"),
    [("penalty", ["简介", "实施依据", "受理条件", "裁量基准", "流程", "责任事项"]),
        ("other", ["简介", "实施依据", "受理条件", "流程", "责任事项"]),
        ("public_service", ["简介", "服务对象", "受理条件", "申报材料", "时限", "收费", "办理结果", "办理方式", "流程"]),
    ],
)
def test_what_the_category_asks_for_is_marked(made, category, asked):
    """An editor sees which fields a power of this category must have, and no mark at those that are filled in."""
    text = made("power", "A-1", "--office", "xxj", "--category", category)
    marked = [line.removeprefix("# ").partition("（")[0] for line in text.splitlines() if line.endswith("【本类别应填】")]
    assert marked == asked


def test_what_is_shown_can_be_written(made):
    """Without the signs of comment, what is shown is YAML with the fields of the model, each once, in their order."""
    text = made("power", "A-1", "--office", "xxj", "--category", "permit")
    keys = [key for key, field in fields_of(Power).items() if field.about.public]
    shown = [line.removeprefix("# ") for line in text.splitlines() if line.removeprefix("# ").partition(":")[0].strip(" -").isidentifier()]
    assert list(yaml.safe_load("\n".join(shown))) == keys
