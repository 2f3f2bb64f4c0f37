"""Pages by which one finds: shorter lists, letters, states, the hall; guides that name items."""

import html
import re

from sites import POWER, build, edit, make_site, put

SECOND = """\
code: YJ-CF-0002
name: 对无证销售烟花爆竹的处罚
category: penalty
office: xxj
summary: 没有许可证销售烟花爆竹的，依法处罚。
basis:
  - {law: fireworks-safety-regulation, version: 2016-02-06, article: 第三条}
states:
  - {state: suspended, on: 2024-01-01, document: 某文件}
"""
SUSPENDED = "content/powers/xxj/YJ-CF-0002.yaml"


def read(site, address):
    return html.unescape((site / "output" / address.strip("/") / "index.html").read_text(encoding="utf-8"))


def links(text):
    return re.findall(r'<a[^>]* href="([^"]+)"', text.partition("<main")[2])


def site_with_two(tmp_path):
    site = put(make_site(tmp_path), **{SUSPENDED: SECOND})
    assert build(site) == 0
    return site


def test_office_is_narrowed_by_category(tmp_path):
    """An office with powers of two categories links to a list of each, which holds only those."""
    site = site_with_two(tmp_path)
    assert {"/offices/xxj/permit/", "/offices/xxj/penalty/"} <= set(links(read(site, "/offices/xxj/")))
    assert "/powers/YJ-CF-0002/" in links(read(site, "/offices/xxj/penalty/"))
    assert "/powers/YJ-XK-0001/" not in links(read(site, "/offices/xxj/penalty/"))


def test_what_is_suspended_has_lists_of_its_own(tmp_path):
    """A suspended item stands in the list of its category's and of all suspended items; lists of what is in force are not doubled."""
    site = site_with_two(tmp_path)
    assert "/states/suspended/" in links(read(site, "/categories/"))
    for address in ("/states/suspended/", "/categories/penalty/suspended/"):
        assert [one for one in links(read(site, address)) if one.startswith("/powers/")] == ["/powers/YJ-CF-0002/"]
    assert not (site / "output/states/active").exists()


def test_lists_go_with_their_last_item(tmp_path):
    """When nothing is suspended any more, the lists of what is suspended are gone, and no page links to them."""
    site = site_with_two(tmp_path)
    edit(site, SUSPENDED, "states:\n  - {state: suspended, on: 2024-01-01, document: 某文件}\n", "")
    assert build(site) == 0
    assert not (site / "output/states/suspended/index.html").exists()
    assert "/states/suspended/" not in read(site, "/categories/")
    assert "/categories/penalty/suspended/" not in read(site, "/categories/penalty/")


def test_letters_lead_to_names(tmp_path):
    """A letter leads to the items whose names begin with it in pinyin."""
    site = site_with_two(tmp_path)
    assert "/names/d/" in links(read(site, "/names/"))
    assert "/powers/YJ-CF-0002/" in links(read(site, "/names/d/"))


MEANINGS = {
    "permit": ("行政许可", "您提出申请，机关依法审查后准予从事某项活动。"),
    "penalty": ("行政处罚", "违反行政管理秩序的，依法给予的惩戒。"),
    "coercion": ("行政强制", "查封、扣押、强制执行等措施，须依法定程序实施。"),
    "levy": ("行政征收", "依法向您收取的税费等款项。"),
    "payment": ("行政给付", "依法发给您的款项或者实物。"),
    "inspection": ("行政检查", "机关依法对守法情况的检查。"),
    "confirmation": ("行政确认", "对身份、权利、事实的认定和登记。"),
    "reward": ("行政奖励", "对作出贡献的人给予的奖励。"),
    "adjudication": ("行政裁决", "机关依法裁决当事人之间的特定纠纷。"),
    "other": ("其他行政权力", "法律规定的其他职权，如备案。"),
    "approval": ("非行政许可审批", "2015 年起国家不再保留的类别，只存历史。"),
    "requisition": ("行政征用", "应急等情形下依法征用财产，用后返还并补偿。"),
    "public_service": ("公共服务", "向您提供的服务，不涉及审批。"),
    "internal": ("内部管理", "机关用人、采购、支出、资产处置等内部权力的公开。"),
}
"""Every category, its name and its sentence, in the order of the vocabulary."""
GONE = "states:\n  - {state: abolished, on: 2015-05-14, document: 国发〔2015〕27号}\n"
"""What an item of the class that was abolished in 2015 must say."""


def test_every_category_is_explained(tmp_path):
    """Each category that has items stands in the order of the vocabulary, with its number and a sentence for those who do not know the word."""
    items = {f"content/powers/xxj/T-{n:02}.yaml": f"code: T-{n:02}\nname: {n}号事项\ncategory: {key}\noffice: xxj\n{GONE * (key == 'approval')}" for n, key in enumerate(MEANINGS)}
    site = put(make_site(tmp_path), **items)
    assert build(site) == 0
    text = re.sub(r"<[^>]+>", "", read(site, "/categories/").replace("<li", "\n<li"))
    said = [line.strip() for line in text.splitlines() if line.strip()]
    for key, (name, meaning) in MEANINGS.items():
        assert any(line.startswith(f"{name} {2 if key == 'permit' else 1}") and line.endswith(meaning) for line in said), key
        assert f"{name}：{meaning}" in read(site, f"/categories/{key}/")
    assert [one for one in links(read(site, "/categories/")) if one.removeprefix("/categories/").strip("/") in MEANINGS] == [f"/categories/{key}/" for key in MEANINGS]
    assert re.search(r"<title>其他开头的事项 - ", read(site, "/names/other/"))
    assert [one for one in links(read(site, "/names/")) if re.fullmatch("/names/[a-z]+/", one)][-1] == "/names/other/"


def test_what_people_apply_for_says_where(tmp_path):
    """Another power, or a reward, is applied for where it says so by its visits or online; only then it stands in the list of whoever may apply."""
    item = "code: {0}\nname: {0}\ncategory: {1}\noffice: xxj\napplicants: [institution]\n"
    where = ("", "channels: {visits: 0}\n", "channels: {online: {url: 'https://a.example/', depth: full}}\n")
    items = {f"T-{key[0]}{n}": item.format(f"T-{key[0]}{n}", key) + more for key in ("other", "reward", "inspection", "payment") for n, more in enumerate(where)}
    site = put(make_site(tmp_path), **{f"content/powers/xxj/{code}.yaml": text for code, text in items.items()})
    assert build(site) == 0
    found = {one.split("/")[2] for one in links(read(site, "/audiences/institution/")) if one.startswith("/powers/")}
    assert found == {"T-o1", "T-o2", "T-r1", "T-r2", "T-p0", "T-p1", "T-p2"}


def test_hall_has_three_desks_without_settings(tmp_path):
    """Without settings there are pages to apply for disclosure, to ask and to complain; to register only where settings say what."""
    site = site_with_two(tmp_path)
    for address in ("/disclosure/", "/consultation/", "/complaints/", "/about/", "/accessibility/"):
        assert "<h1>" in read(site, address)
    assert not (site / "output/registration").exists()


def test_settings_name_unknown_item(tmp_path, capsys):
    """An item that the hall names and that is not there is a problem with its line."""
    site = make_site(tmp_path)
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("hall:\n  complaint:\n    entrances:\n      - {name: 举报, powers: [NO-SUCH-1]}\n")
    assert build(site) == 1
    assert "NO-SUCH-1" in capsys.readouterr().err


def test_guide_says_how_long_an_item_takes(tmp_path):
    """A link to an item in a guide has its limit beside it, once; an item on a line of its own has more; headings can be led to."""
    site = make_site(tmp_path)
    guide = next((site / "content/guides").glob("*.md"))
    body = "## 先办证\n\n先办[许可](/powers/YJ-XK-0001/)，再说[一遍](/powers/YJ-XK-0001/)。\n"
    guide.write_text(guide.read_text(encoding="utf-8").partition("\n\n")[0] + "\n\n" + body, encoding="utf-8")
    assert build(site) == 0
    text = read(site, f"/guides/{guide.stem}/")
    assert text.count('class="item-note"') == 1
    assert '<h2 id="part-1">先办证</h2>' in text
    assert 'href="#part-1"' in text


def test_guide_names_unknown_item(tmp_path, capsys):
    """A link in a guide to an item that is not there is a problem, with the line of the link."""
    site = make_site(tmp_path)
    guide = next((site / "content/guides").glob("*.md"))
    with guide.open("a", encoding="utf-8") as file:
        file.write("\n看[这里](/powers/NO-SUCH-2/)。\n")
    line = guide.read_text(encoding="utf-8").split("\n").index("看[这里](/powers/NO-SUCH-2/)。") + 1
    assert build(site) == 1
    assert f"{guide.relative_to(site).as_posix()}:{line}:" in capsys.readouterr().err


def test_statistics_compare_promise_and_statute(tmp_path):
    """The statistics add up working days by statute and as promised, follow an edit, and leave out limits in other units."""
    site = make_site(tmp_path)
    assert build(site) == 0
    assert "承诺时限与法定时限" not in read(site, "/statistics/")
    edit(site, POWER, "statutory: {amount: 20, unit: day", "statutory: {amount: 20, unit: workday")
    assert build(site) == 0
    assert "少 10 个工作日" in read(site, "/statistics/")
    edit(site, POWER, "promised: {amount: 10", "promised: {amount: 12")
    assert build(site) == 0
    assert "少 8 个工作日" in read(site, "/statistics/")


def test_form_of_very_many_items_lists_some_and_leads_to_the_search(tmp_path):
    """A form that everybody hands in does not list the whole catalogue: its page names fifty items and leads to the search."""
    site = make_site(tmp_path)
    text = (site / POWER).read_text(encoding="utf-8")
    more = {f"content/powers/xxj/YJ-XK-1{n:03}.yaml": text.replace("YJ-XK-0001", f"YJ-XK-1{n:03}") for n in range(50)}
    assert build(site) == 0
    few = links(read_file(site, "forms/lingshou-shenqing.html"))
    assert "/powers/YJ-XK-0001/" in few
    assert "/search/" not in few
    assert build(put(site, **more)) == 0
    many = links(read_file(site, "forms/lingshou-shenqing.html"))
    assert len([one for one in many if one.startswith("/powers/")]) == 50
    assert "/search/" in many


def read_file(site, name):
    return html.unescape((site / "output" / name).read_text(encoding="utf-8"))
