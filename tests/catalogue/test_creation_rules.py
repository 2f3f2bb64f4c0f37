"""Who may create what, through ``quanli check``: a tiny power for each source of law, good and bad."""

import pytest

from law_sites import found, law_files

DETENTION = "discretion:\n  bounds: lower-inclusive\n  statutory: [{sanction: detention, min: 5, max: 10, unit: day}]\n"
LICENCE = "discretion:\n  bounds: lower-inclusive\n  statutory: [{sanction: revoke-licence, name: 吊销营业执照}]\n"
TAKING = "discretion:\n  bounds: lower-inclusive\n  statutory: [{sanction: confiscate-gains}]\n"
TEXT = "第十条 违反规定的，没收违法所得，处五日以上十日以下拘留，吊销营业执照。"


@pytest.mark.parametrize(
    ("category", "name", "kind", "title", "issuer", "code"),
    [
        ("permit", "开店审批", "law", "某法", "", ""),
        ("permit", "开店审批", "regulation", "某条例", "", ""),
        ("permit", "开店审批", "local-regulation", "某省某条例", "", ""),
        ("permit", "开店审批", "rule", "某省某办法", "某省人民政府", ""),
        ("permit", "开店审批", "normative", "国务院对确需保留的行政审批项目设定行政许可的决定", "国务院", ""),
        ("permit", "开店审批", "rule", "某管理办法", "某部", "PERMIT_BASIS"),
        ("permit", "开店审批", "rule", "某市某办法", "某市人民政府", "PERMIT_BASIS"),
        ("permit", "开店审批", "normative", "关于加强管理的通知", "", "PERMIT_BASIS"),
        ("coercion", "查封场所", "law", "某法", "", ""),
        ("coercion", "查封场所", "regulation", "某条例", "", ""),
        ("coercion", "扣押物品", "local-regulation", "某省某条例", "", ""),
        ("coercion", "查封场所", "rule", "某管理办法", "某部", "COERCION_BASIS"),
        ("coercion", "查封场所", "normative", "关于加强管理的通知", "", "COERCION_BASIS"),
        ("coercion", "冻结存款", "regulation", "某条例", "", "COERCION_RESERVED"),
        ("coercion", "加处罚款", "regulation", "某条例", "", "COERCION_RESERVED"),
        ("coercion", "申请人民法院强制执行", "regulation", "某条例", "", ""),
        ("coercion", "先行登记保存", "local-regulation", "某省某条例", "", "COERCION_RESERVED"),
        ("penalty", "对某行为的处罚", "rule", "某办法", "某部", ""),
        ("penalty", "对某行为的处罚", "normative", "关于加强管理的通知", "", "PENALTY_BASIS"),
        ("other", "某备案", "normative", "关于加强管理的通知", "", ""),
    ],
)  # fmt: skip
def test_each_power_rests_on_a_source_that_may_create_it(category, name, kind, title, issuer, code, tmp_path, capsys):
    """Permits, coercion and penalties pass on what may create them, and are refused on anything lower."""
    files = law_files("", category=category, name=name, kind=kind, title=title, issuer=issuer, place="article: 第十条")
    assert [each[0] for each in found(tmp_path, capsys, files)] == ([code] if code else [])


@pytest.mark.parametrize(("role", "codes"), [("establishes", []), ("sanction", []), ("procedure", ["PENALTY_BASIS"])])
def test_a_law_on_the_procedure_creates_no_penalty(role, codes, tmp_path, capsys):
    """Beside a normative document a law is enough where it creates the penalty, not where it only orders the procedure."""
    place = f"article: 第十条}}\n  - {{law: penalty-law, article: 第四十四条, role: {role}"
    files = law_files("", kind="normative", title="关于加强管理的通知", place=place)
    assert [each[0] for each in found(tmp_path, capsys, files)] == codes


@pytest.mark.parametrize(
    ("kind", "table", "code"),
    [
        ("law", DETENTION, ""),
        ("regulation", DETENTION, "PENALTY_RESERVED"),
        ("regulation", LICENCE, ""),
        ("local-regulation", LICENCE, "PENALTY_RESERVED"),
        ("local-regulation", TAKING, ""),
        ("rule", TAKING, "PENALTY_ABOVE_RULE"),
    ],
)
def test_each_sanction_has_a_source_that_may_create_it(kind, table, code, tmp_path, capsys):
    """Detention is a law's, the business licence a law's or regulation's, and more than fines no rule's own."""
    files = law_files(table, TEXT, kind=kind)
    assert [each[0] for each in found(tmp_path, capsys, files) if each[0].startswith("PENALTY")] == ([code] if code else [])


@pytest.mark.parametrize(
    ("category", "place", "kind", "title", "codes"),
    [
        ("permit", "", "law", "某法", ["POWER_WITHOUT_ARTICLE"]),
        ("inspection", "", "rule", "某办法", ["POWER_WITHOUT_ARTICLE"]),
        ("permit", "article: 第十条", "law", "某法", []),
        ("permit", "article: 第十条}\n  - {law: penalty-law", "law", "某法", ["BASIS_WITHOUT_ARTICLE"]),
        ("public_service", "", "law", "某法", ["BASIS_WITHOUT_ARTICLE"]),
        ("other", "", "normative", "关于加强管理的通知", []),
        ("other", "", "law", "全国人民代表大会常务委员会关于某事的决定", []),
    ],
)
def test_a_basis_names_its_article(category, place, kind, title, codes, tmp_path, capsys):
    """A power that no article creates is refused; one citation more without an article is a warning; what has no articles needs none."""
    files = law_files("", category=category, kind=kind, title=title, place=place)
    assert [each[0] for each in found(tmp_path, capsys, files)] == codes


def test_what_an_import_left_unread_is_not_said_again(tmp_path, capsys):
    """A cell of legal bases that an import could not read stands in the note, with its articles."""
    files = law_files("note: 〔导入时未识别〕实施依据：《某法》第十条\n", category="permit", place="")
    assert found(tmp_path, capsys, files) == []


def test_an_abolished_power_needs_no_ground(tmp_path, capsys):
    """A power that is abolished is not asked who created it."""
    states = "states: [{state: active, on: 2020-01-01}, {state: abolished, on: 2021-01-01}]\n"
    files = law_files(states, category="permit", kind="normative", title="关于加强管理的通知", place="article: 第十条")
    assert found(tmp_path, capsys, files) == []
