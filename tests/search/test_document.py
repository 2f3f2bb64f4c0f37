"""What of an item can be found and what a result shows of it; what the terminal says."""

import argparse
import xml.etree.ElementTree as ET

import pytest

from quanli.catalogue.office import Office, Unit
from quanli.catalogue.power import Power
from quanli.cli import search
from quanli.cli.voice import Voice
from quanli.records.read import read_record
from quanli.search.document import search_document
from quanli.search.opensearch import opensearch
from sites import make_site

OFFICES = {"xxj": Office("xxj", "应急局", units=(Unit("weihua", "危化科"), Unit("other", "别科")))}
WHOLE = """\
code: A-1
national_code: N-1
name: 甲事项
category: permit
office: xxj
unit: weihua
keywords: [俗称]
life_events: [开店]
applicants: [citizen]
summary: 简介**一**句，见[这里](/guides/a/)。
basis: [{law: a, text: 法条}]
conditions: [条件]
materials: [{name: 材料, when: 情形, note: 注明}]
channels: {online: {url: 'https://a.example/'}}
results: [{name: 证书}]
faq: [{q: 问题, a: 答案}]
flows: {external: [{id: a, name: 外部}], internal: [{id: b, name: 内部环节}]}
discretion: {tiers: [{grade: 一般, circumstances: 情节}]}
responsibilities: [责任]
note: 备注
internal: {staff: 张三}
"""


def document(text=WHOLE, state="active", offices=OFFICES):
    power, _ = read_record(text.encode(), "f.yaml", Power)
    return search_document(power, state, offices)


def test_every_public_word_can_be_found():
    """Names, codes and everyday words lead first; where, what to bring and every other public text are searched too, what is internal never."""
    found = document()
    assert (found.code, found.national_code, found.name, found.keywords, found.topics) == ("A-1", "N-1", "甲事项", ("俗称",), ("开店",))
    assert (found.office, found.category, found.state, found.applicants, found.online) == ("xxj", "permit", "active", ("citizen",), True)
    assert found.places == "应急局\n危化科\n行政许可"
    assert found.materials == "材料"
    assert found.summary == "简介 一 句，见这里。"
    assert found.body == "简介 一 句，见这里。 证书 问题 答案 条件 法条 情形 注明 外部 情节 责任 备注"


def test_item_that_says_little_is_found_by_what_it_says():
    """What is not said is left out, and no office, unit or channel is invented."""
    found = document("code: A-1\nname: 甲事项\ncategory: permit\noffice: nowhere\nunit: weihua\nchannels: {visits: 1}\n", "suspended")
    assert (found.places, found.materials, found.body, found.summary, found.online, found.state) == ("行政许可", "", "", "", False, "suspended")


def test_excerpt_of_a_long_summary_is_cut():
    """A result shows at most ninety characters, the last of them a sign that more follows; very long texts are searched in part."""
    text = "code: A-1\nname: 甲\ncategory: permit\noffice: xxj\nsummary: {}\n"
    assert document(text.format("长" * 90)).summary == "长" * 90
    assert document(text.format("长" * 91)).summary == "长" * 89 + "…"
    note = text.format("短") + f"note: {'长' * 7000}\n"
    assert len(document(note).body) == 6000


def test_browsers_can_add_the_search():
    """The description for browsers names the site in at most sixteen characters and leads to its search page, whatever the name holds."""
    root = ET.fromstring(opensearch("某县<权力>&事项公开的一个很长很长的名字", "https://a.example"))
    parts = {part.tag.rpartition("}")[2]: part for part in root}
    assert root.tag == "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription"
    assert parts["ShortName"].text == "某县<权力>&事项公开的一个很长"
    assert parts["Description"].text == "某县<权力>&事项公开的一个很长很长的名字"
    assert parts["InputEncoding"].text == "UTF-8"
    assert parts["Url"].attrib == {"type": "text/html", "template": "https://a.example/search/?q={searchTerms}"}


@pytest.mark.parametrize(
    ("language", "full", "near", "nothing"),
    [("zh", "找到 1 个事项\n", "没有完全符合的，最接近的有 1 个\n", "没有找到\n"), ("en", "1 items\n", "none fits exactly; 1 are near\n", "nothing found\n")],
)
def test_terminal_says_how_well_it_found(tmp_path, capsys, language, full, near, nothing):
    """A line an item, then whether they fit, are only near, or there are none; not more items than were asked for."""
    site = make_site(tmp_path)

    def ask(words, limit=10):
        capsys.readouterr()
        arguments = argparse.Namespace(site=site, words=words.split(), limit=limit, format="text")
        assert search.run(arguments, Voice(language)) == 0
        return capsys.readouterr()

    line = "YJ-XK-0001  烟花爆竹经营（零售）许可\n"
    assert ask("烟花爆竹 零售") == (line, full)
    assert ask("烟花爆竹 运输船舶") == (line, near)
    assert ask("飞机") == ("", nothing)
    assert ask("烟花爆竹", 0) == ask("烟花爆竹", -1) == ("", full)
