"""A law that is registered by its title only, as an import does it."""

from exchange.importing_sites import run_import, sheet
from sites import check, make_site

SHEET = "权力编码,权力名称,权力类别,实施依据\nA-1,甲处罚,行政处罚,《某市某条例》第一条；《某规定》第二条；《某法》（2020-01-01）第三条\n"


def test_it_is_a_warning_of_the_register(tmp_path, capsys):
    """A law without versions is no error: one warning says that what is cited cannot be checked."""
    site = make_site(tmp_path)
    assert run_import(site, sheet(tmp_path, SHEET)) == 0
    _, found = check(site, capsys)
    assert [one["code"] for one in found if one["severity"] == "error"] == []
    said = [one["message"] for one in found if one["code"] == "LAW_NO_VERSION"]
    assert said == [f"{title} has no version on record: whether what is cited is in force cannot be checked" for title in ("某市某条例", "某规定", "某法")]


def test_its_kind_is_told_from_its_title(tmp_path):
    """法 is a law, 条例 a regulation or, with a place's name, a local one, 规定 a rule, 通知 a normative document."""
    from quanli.exchange.registers import law_kind

    assert {title: law_kind(title) for title in (
        "安全生产法", "民法典", "危险化学品安全管理条例", "江苏省安全生产条例", "国务院关于预防煤矿生产安全事故的特别规定",
        "安全生产违法行为行政处罚办法", "关于加强安全生产工作的通知", "北京市房屋租赁管理若干规定",
    )} == {
        "安全生产法": "law", "民法典": "law", "危险化学品安全管理条例": "regulation", "江苏省安全生产条例": "local-regulation",
        "国务院关于预防煤矿生产安全事故的特别规定": "regulation", "安全生产违法行为行政处罚办法": "rule",
        "关于加强安全生产工作的通知": "normative", "北京市房屋租赁管理若干规定": "rule",
    }  # fmt: skip
