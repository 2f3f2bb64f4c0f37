"""The records of the national tables that a site publishes: what stands in them, in files of one and of many."""

import json
import shutil

import pytest

from assemble.rich_site import DAY, GUIDE, LAWS, OFFICE, PERMIT, SECOND_OFFICE, SITE
from exchange.importing_sites import powers, run_import
from pipeline.incremental import cut_small, same_as_clean
from quanli.catalogue.national_table import UNSAID
from sites import POWER, build, edit, make_site, put

NATIONAL = "11450721MB155808114000104002000"
HANDLING = NATIONAL + "01"
RICH = PERMIT.replace('national_code: ""', f'national_code: "{NATIONAL}"').replace("form: lingshou-shenqing", "form: lingshou-shenqing, sample: yangben.pdf")


@pytest.fixture
def site(tmp_path):
    """Build a site with an item in which everything is said once."""
    made = put(make_site(tmp_path), **{POWER: RICH, "content/site.yaml": SITE.replace("sought: [YJ-XK-0001, YJ-FW-0003]", "").replace(", powers: [YJ-FW-0003]", "")})
    put(made, **{"content/laws.yaml": LAWS, "content/offices/xxj.yaml": OFFICE, "content/offices/yjj.yaml": SECOND_OFFICE, "content/forms/files/yangben.pdf": b"%PDF-1.4\n%%EOF\n"})
    edit(made, POWER, ", sample: yangben.pdf", "")
    edit(made, POWER, "related: [YJ-CF-0002]\n", "")
    put(made, **{"content/guides/lingshou.md": GUIDE.partition("Powers")[0] + "\n正文。\n"})
    assert build(made, "--as-of", DAY) == 0
    return made


def record(site, code="YJ-XK-0001"):
    return json.loads((site / f"output/powers/{code}.national.json").read_text(encoding="utf-8"))


def test_every_element_with_a_value_is_there(site):
    """A record has codes in national numbers, limits with their unit, materials, fees and windows with all that is said of them."""
    found = record(site)
    assert found.items() >= {
        "task_code": NATIONAL, "catalog_code": "000104002000", "local_code": "YJ-XK-0001", "task_type": "01", "task_state": "1", "use_level": "4",
        "power_source": "5", "entrust_name": "某市应急管理局", "dept_name": "某某应急管理局", "dept_type": "1", "plan_effective_date": "2026-02-01", "serve_type": "1,2",
        "accept_condition": "店面符合要求。\n由专人销售。", "project_type": "2", "anticipate_day": 20, "anticipate_type": "1", "anticipate_day_explain": "依据：条例第十九条",
        "promise_day": 5, "promise_day_explain": "从受理起算。", "is_fee": "1", "result_name": "零售许可证", "result_type": "10", "handle_type": "1,2",
        "online_handle_url": "https://a.example/", "online_handle_depth": "3", "limit_scene_num": 1, "link_way": "0000-5550200",
        "supervise_way": "电话：0000-5550101\n地址：公园路 3 号",
    }.items()
    assert found["special"] == [{"ordernum": 1, "special_name": "现场核查", "special_desc": "条例第二十条", "special_dept": "危化科", "special_date": 3, "special_date_type": "2"}]
    assert found["material"][0] == {
        "ordernum": 1, "material_name": "申请书", "is_need": "1", "original_amount": 1, "copy_amount": 2, "material_type": "1", "source_type": "10",
        "form_guid": "https://example.gov.cn/forms/lingshou-shenqing.html", "by_law": "条例第十九条", "source_explain": "盖章。",
    }  # fmt: skip
    assert [one.get("handle_case") for one in found["material"][1:]] == ["您是谁：企业", "委托他人的"]
    assert found["fee"] == [
        {"ordernum": 1, "fee_name": "工本费", "fee_stand": "20元/本", "by_law": "某文", "is_desc": "1", "desc_explain": "困难的免收。"},
        {"ordernum": 2, "fee_name": "检验费", "fee_stand": "按次计。", "is_desc": "0"},
    ]
    assert found["windows"] == [{"ordernum": 1, "window_name": "三号窗口", "transact_addr": "政务中心 1 楼", "transact_time": "上午", "window_tel": "0000-5550104", "traffic_info": "坐 3 路车", "map_url": "https://map.example/own"}]
    assert found["laws"][0] == {"ordernum": 1, "law_name": "《烟花爆竹安全管理条例》", "law_number": "国务院令第666号", "clause_number": "第十六条第二款", "clause_content": "经营布点应当经审批。"}
    assert found["reconsiderat"]
    assert found["litigation"]
    page = (site / "output/powers/YJ-XK-0001/index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" type="application/json" href="/powers/YJ-XK-0001.national.json" title="国家政务服务事项要素">' in page


def test_the_published_record_is_what_import_reads(site, tmp_path):
    """The file of an item as it is published gives the same values to a site with the same registers, but for what is listed as having no place."""
    other = tmp_path / "other"
    shutil.copytree(site / "content", other / "content", ignore=shutil.ignore_patterns("powers"))
    assert run_import(other, site / "output/powers/YJ-XK-0001.national.json", office="xxj") == 0
    before, after = (next(iter(powers(one).values())) for one in (site, other))
    assert after["materials"][1].pop("when") == "您是谁：企业"
    assert before["materials"][1].pop("for") == ["firm"]
    assert before["time_limits"].pop("correction")
    assert before["channels"].pop("mail")
    assert before["results"][0].pop("valid_for")
    assert {key: value for key, value in after.items() if key != "note"} == {key: value for key, value in before.items() if key not in UNSAID}


def test_a_handling_items_code_comes_back_whole(site, tmp_path):
    """A code of 33 characters stands in an element of its own beside the 31 of the item, and comes back."""
    edit(site, POWER, NATIONAL, HANDLING)
    assert build(site, "--as-of", DAY) == 0
    found = record(site)
    assert (found["task_code"], found["task_handle_item"]) == (NATIONAL, HANDLING)
    other = tmp_path / "other"
    shutil.copytree(site / "content", other / "content", ignore=shutil.ignore_patterns("powers"))
    assert run_import(other, site / "output/powers/YJ-XK-0001.national.json", office="xxj") == 0
    assert next(iter(powers(other).values()))["national_code"] == HANDLING


def test_what_has_no_national_code_or_category(tmp_path):
    """An item without a national code has a record under its own; one of a category that the national list does not number has none."""
    site = make_site(tmp_path)
    internal = "code: YJ-NB-0001\nname: 采购管理\ncategory: internal\noffice: xxj\nsummary: 采购。\n"
    assert build(put(site, **{"content/powers/xxj/YJ-NB-0001.yaml": internal})) == 0
    assert record(site)["local_code"] == "YJ-XK-0001"
    assert "task_code" not in record(site)
    assert not (site / "output/powers/YJ-NB-0001.national.json").exists()
    assert "national.json" not in (site / "output/powers/YJ-NB-0001/index.html").read_text(encoding="utf-8")


def test_a_site_may_do_without(tmp_path):
    """Where the settings' formats leave them out there are no records, neither of an item nor in bulk."""
    site = make_site(tmp_path)
    edit(site, "content/site.yaml", "name:", "formats: [embed]\nname:")
    assert build(site) == 0
    assert not list((site / "output").rglob("*national*"))


def codes(site, name):
    return [one["local_code"] for one in json.loads((site / f"output/{name}.json").read_text(encoding="utf-8"))]


def test_bulk_files_hold_every_record_once_and_stay_as_a_clean_build_makes_them(tmp_path, monkeypatch):
    """The files of many records are listed with the item that begins each; after items were added, reworded and removed they are those of a clean build, and others are not made again."""
    cut_small(monkeypatch)
    site = make_site(tmp_path)
    text = (site / POWER).read_text(encoding="utf-8")
    many = {f"content/powers/xxj/YJ-XK-1{n:03}.yaml": text.replace("YJ-XK-0001", f"YJ-XK-1{n:03}") for n in range(9)}
    assert build(put(site, **many)) == 0
    index = json.loads((site / "output/data/national/index.json").read_text(encoding="utf-8"))
    assert index.items() >= {"site": "某某县权力事项公开", "body": "某某县人民政府"}.items()
    assert len(index["parts"]) > 2
    assert [code for part in index["parts"] for code in codes(site, part["name"])] == ["YJ-XK-0001", *(f"YJ-XK-1{n:03}" for n in range(9))]
    assert [codes(site, part["name"])[0] for part in index["parts"]] == [part["first"] for part in index["parts"]]
    last = index["parts"][-1]["name"]
    before = (site / f"output/{last}.json").stat().st_mtime_ns
    edit(site, "content/powers/xxj/YJ-XK-1000.yaml", "在固定场所零售烟花爆竹", "在一处零售烟花爆竹")
    assert build(site) == 0
    assert "在一处零售" in (site / "output/data/national.json").read_text(encoding="utf-8") + (site / f"output/{index['parts'][1]['name']}.json").read_text(encoding="utf-8")
    assert (site / f"output/{last}.json").stat().st_mtime_ns == before
    put(site, **{"content/powers/xxj/YJ-XK-1002.yaml": None, "content/powers/xxj/YJ-XK-1004.yaml": None, "content/powers/xxj/YJ-XK-2000.yaml": text.replace("YJ-XK-0001", "YJ-XK-2000")})
    assert build(site) == 0
    same_as_clean(site, tmp_path)
