"""The JSON of an item: names beside ids, since when it holds, and of what is gone what became of it."""

import json

import pytest
from jsonschema import Draft202012Validator

from pipeline.test_history_pages import CODE, ITEM, commit, git, repository
from quanli.assemble.names_beside import with_names
from quanli.assemble.power_schemas import published_schema
from quanli.catalogue.power import Power
from sites import POWER, build, edit

GONE = "content/powers/xxj/T-gone.yaml"


def data(site, name):
    return json.loads((site / "output" / name).read_text(encoding="utf-8"))


def item(site, code=CODE):
    return data(site, f"powers/{code}.json")


def listed(site):
    """Give the entries of the list of changes by code."""
    parts = data(site, "data/changed/index.json")["parts"]
    return {one["code"]: one for part in parts for one in data(site, f"data/changed/from-{part['first']}.json")["items"]}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build a site in git of which one item was changed, one renamed and one removed."""
    site = repository(tmp_path_factory.mktemp("repository"))
    for code in ("T-gone", "T-old"):
        (site / f"content/powers/xxj/{code}.yaml").write_text(ITEM.format(code=code, name=f"事项 {code}", category="penalty", office="xxj", summary="一句话。", related=CODE), encoding="utf-8")
    commit(site, "2021-01-01")
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-05-02", Effective_On="2021-06-01", Change_Reason="改", Document="某文件")
    (site / GONE).unlink()
    commit(site, "2022-03-04", Change_Reason="不再办理", Legal_Basis="某条例第一条", Document="某政发〔2022〕3号", Effective_On="2022-04-01")
    (site / "content/powers/xxj/T-old.yaml").rename(site / "content/powers/xxj/T-new.yaml")
    edit(site, "content/powers/xxj/T-new.yaml", "T-old", "T-new")
    commit(site, "2022-05-06")
    assert build(site, "--day", "2026-06-01") == 0
    return site


def test_names_stand_beside_ids(site):
    """Of office, unit, category, law, form, window and every word of a vocabulary the name is there too, lists in their order."""
    found = item(site)
    assert [key for key, value in {
        "category": "permit", "category_name": "行政许可", "office": "xxj", "office_name": "某某县应急管理局", "unit_name": "危险化学品和烟花爆竹科",
        "applicants": ["citizen", "enterprise"], "applicants_name": ["个人", "企业"],
    }.items() if found[key] != value] == []  # fmt: skip
    assert (found["basis"][0]["law_name"], found["basis"][1]["role_name"]) == ("烟花爆竹安全管理条例", "时限依据")
    assert (found["materials"][0]["required_name"], found["materials"][0]["form_name"]) == ("必要", "烟花爆竹零售经营许可申请书")
    assert found["time_limits"]["promised"] == {"amount": 10, "unit": "workday", "unit_name": "个工作日", "text": "10 个工作日"}
    assert [one["name"] for one in found["places"]] == found["channels"]["windows_name"]
    assert item(site, "T-new")["related_name"] == [found["name"]]


def test_text_is_dated_and_its_commit_named(site):
    """``since`` is the legal day of the text in force, ``commit`` the commit that brought it."""
    change = git(site, "log", "--format=%H", "--grep", "Effective-On: 2021-06-01").strip()
    assert (item(site)["since"], item(site)["commit"], item(site)["gone"]) == ("2021-06-01", change, False)


def test_what_is_gone_says_so_at_its_address(site):
    """Of a removed item the JSON says since when, why, on which basis and by which document, and leads to its last text."""
    gone, base = item(site, "T-gone"), "https://example.gov.cn/powers/T-gone"
    assert gone == {
        "$schema": "https://example.gov.cn/data/schemas/gone-1.json", "version": 1, "gone": True, "code": "T-gone", "name": "事项 T-gone",
        "office": "xxj", "office_name": "某某县应急管理局", "since": "2022-04-01", "commit": git(site, "log", "--format=%H", "--", GONE).split()[0],
        "reason": "不再办理", "legal_basis": "某条例第一条", "document": "某政发〔2022〕3号", "successor": None, "successor_name": None, "successor_url": None,
        "url": f"{base}/", "last_url": f"{base}/2021-01-01/", "history_url": f"{base}/history/",
        "license": None, "site": {"name": "某某县权力事项公开", "body": "某某县人民政府", "url": "https://example.gov.cn/"},
    }  # fmt: skip
    assert list(Draft202012Validator(published_schema("gone-1")).iter_errors(gone)) == []


def test_item_under_a_new_code_is_led_to(site):
    """The JSON under the old code names the new one and its data."""
    old = item(site, "T-old")
    assert (old["gone"], old["successor"], old["successor_name"], old["successor_url"]) == (True, "T-new", "事项 T-old", "https://example.gov.cn/powers/T-new.json")
    assert (old["since"], list(Draft202012Validator(published_schema("gone-1")).iter_errors(old))) == ("2022-05-06", [])


def test_list_of_changes_has_what_is_there_and_what_is_gone(site):
    """Every item with data is listed with the SHA-256 of that, since when it is so, and whether it is gone."""
    import hashlib

    assert {code: (one["gone"], one["since"]) for code, one in listed(site).items()} == {
        CODE: (False, "2021-06-01"), "T-gone": (True, "2022-04-01"), "T-new": (False, item(site, "T-new")["since"]), "T-old": (True, "2022-05-06"),
    }  # fmt: skip
    for code, one in listed(site).items():
        assert one["sha256"] == hashlib.sha256((site / f"output/powers/{code}.json").read_bytes()).hexdigest()
        assert one["url"] == f"https://example.gov.cn/powers/{code}.json"


def test_text_that_is_not_committed_has_no_commit(tmp_path):
    """An edit that lies there uncommitted is no commit's, and nobody knows since when it holds; a removed item that git never knew has no data."""
    site = repository(tmp_path)
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    (site / "content/powers/xxj/T-1.yaml").write_text(ITEM.format(code="T-1", name="新的事项", category="penalty", office="xxj", summary="一句话。", related=""), encoding="utf-8")
    assert build(site) == 0
    assert [(item(site, code)["since"], item(site, code)["commit"]) for code in (CODE, "T-1")] == [(None, None)] * 2
    (site / "content/powers/xxj/T-1.yaml").unlink()
    assert build(site) == 0
    assert not (site / "output/powers/T-1.json").exists()
    assert listed(site).keys() == {CODE}


def test_nothing_internal_leaves_the_house():
    """A field that is only for the internal tree is in no data and in no schema, even where its value gets that far."""
    made = with_names({"code": "T-1", "name": "事项", "internal": {"口径": "内部"}}, Power, lambda _, key: key)
    assert made == {"code": "T-1", "name": "事项"}
    assert "internal" not in published_schema("power-1")["properties"]
