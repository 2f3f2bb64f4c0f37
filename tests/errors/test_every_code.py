"""Every problem code that the documentation lists is brought about by some input, through the command line."""

import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable

import jinja2
import pytest

import quanli.build.cluster as cluster_module
import quanli.plugin.settings as plugin_settings
from agreeing import Key, approval, papers, stated
from conftest import ROOT
from content_files import KEY
from errors.audit_inputs import AUDITS
from errors.hub_inputs import HUBS
from errors.law_inputs import WITHIN_LAW
from errors.release_inputs import RELEASES
from errors.target_inputs import TARGETS
from forms import attachments as make
from quanli.approval.statement import change_id, digest_of, read_statement, text_of
from quanli.catalogue.tree import FolderTree
from quanli.cli import main
from quanli.errors.register import register
from repositories import FILE, Story, item, message
from review.repository import ROLES, Repository
from signing import PLAIN, Keys
from sites import POWER, make_site, put

RULES = register()
A1 = "content/powers/xxj/A1.yaml"
HEAD = "code: A1\nname: 某事项\ncategory: other\noffice: xxj\n"
FILES = "content/forms/files"


def power(more: str | bytes) -> dict[str, str | bytes]:
    """Give a power's file: a head that is right, and some lines that are not."""
    return {A1: HEAD + more if isinstance(more, str) else HEAD.encode() + more}


def cited(law: str, more: str = "") -> dict[str, str]:
    """Give a power that cites an article of a law, beside the starter's own."""
    return power(f"basis:\n  - {{law: fund, article: 第三十七条, role: sanction{law}}}\n{more}") | {"content/laws.yaml": LAWS, "content/laws/fund-2019-03-24.md": TEXT}


STATEMENT = text_of(PLAIN)
CHANGE = f"content/approvals/{change_id(STATEMENT)}"


def unsigned(change: str) -> str:
    """Word an approval of a change, by its digest, with what is no signature."""
    armour = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"
    return f"审批意见\n环节：legal-review@xxj\n签署人：法规科\n日期：2026-01-05\n变更：{change}\n前一环节：（无）\n{armour}"


APPROVED = "title: 权力清单\nnumber: 某政发〔2026〕1号\ndate: 2026-01-05\n"
NATIONAL = "national_code: 11450721MB155808114001004002000\n"
LAWS = """\
laws:
  - {id: fireworks-safety-regulation, title: 烟花爆竹安全管理条例, kind: regulation, versions: [{date: 2016-02-06, in_force_from: 2016-02-06}]}
  - id: fund
    title: 住房公积金管理条例
    kind: regulation
    versions:
      - {date: 2002-03-24, in_force_from: 2002-03-24}
      - {date: 2019-03-24, in_force_from: 2019-03-24}
"""
FIREWORKS = "# 烟花爆竹安全管理条例\n\n第一条 为了安全，制定本条例。\n\n第二条 本条例自2016年2月6日起施行。\n"
TEXT = "第三十七条 违反本条例的规定，逾期不办理的，处1万元以上5万元以下的罚款。\n"
OFFICE = """\
id: xxj
name: 某某县应急管理局
address: 某某县公园路 18 号
contact: {phone: "0000-5550100", address: 某某县公园路 81 号}
windows: [{id: zhengwu-3, name: 政务服务中心三号窗口, address: 某某县公园路 18 号}]
units: [{id: weihua, name: 危险化学品和烟花爆竹科}]
posts: [{id: a, name: 受理岗}, {id: b, name: 审查岗}, {id: c, name: 决定岗}]
"""
GUIDE = "Title: 怎么办\nSlug: lingshou\nSummary: 怎么办\nPowers: YJ-XK-0001\n\n"
SEEN = "flows: {{external: [{{id: a, name: 受理, limit: {{amount: {}, unit: day}}}}], internal: [{{id: a, name: 受理, limit: {{amount: 5, unit: day}}}}]}}\n"
ORDERED = """\
flows:
  external:
    - {id: a, name: 发现, kind: start}
    - {id: p, name: 是否到场, kind: decision, branches: {是: n, 否: d}}
    - {id: n, name: 告知拟处罚内容}
    - {id: d, name: 作出决定}
    - {id: e, name: 结案, kind: end}
"""
TABLE = """\
discretion:
  bounds: lower-inclusive
  statutory: [{sanction: fine, min: 10000, max: 50000, unit: yuan}]
  factors: [{id: years, name: 年限, unit: 年}]
  tiers:
    - {grade: 轻微, when: {years: {to: 2}}, sanctions: [{sanction: fine, min: 10000, max: 20000, unit: yuan}]}
    - {grade: 严重, when: {years: {from: 2}}, sanctions: [{sanction: fine, min: 20000, max: 50000, unit: yuan}]}
"""


def table(old: str, new: str) -> dict[str, str]:
    """Give a power whose discretion table is wrong in one place."""
    assert old in TABLE
    return power(TABLE.replace(old, new, 1))


def flow(*steps: str, inside: str = "") -> dict[str, str]:
    """Give a power with a flow."""
    return power("".join(("flows:\n  external:\n", *(f"    - {{{step}}}\n" for step in steps), inside)))


CHECKED: dict[str, dict[str, str | bytes | None]] = {
    **WITHIN_LAW,
    "DUP_KEY": power("note: 甲\nnote: 乙\n"),
    "NEEDS_QUOTES": power("note: 0890\n"),
    "BAD_DATE": power("reviewed_on: 2024-1-5\n"),
    "YAML_TAG": power("note: !include /etc/passwd\n"),
    "YAML_ALIAS": power("note: &a 甲\nsummary: *a\n"),
    "TOO_DEEP": power("internal: " + "[" * 30 + "]" * 30 + "\n"),
    "TOO_BIG": power("# " + "x" * 200_000 + "\n"),
    "YAML_SYNTAX": power("note: '甲\n"),
    "COMMENT_IN_TEXT": power("note: 甲 #乙\n"),
    "CONFLICT_MARKER": power("<<<<<<< HEAD\nnote: 甲\n=======\nnote: 乙\n>>>>>>> other\n"),
    "EMPTY_FILE": {A1: "\n"},
    "NOT_A_MAPPING": {A1: "- 甲\n"},
    "NOT_UTF8": power("note: 权力事项\n".encode("gb18030")),
    "BAD_UNICODE": power('note: "\\ud800"\n'),
    "BAD_KEY": power("2024: 甲\n"),
    "INVISIBLE_CHAR": power("note: 甲\u200b乙\n"),
    "BIDI_CHAR": power("note: 甲\u202e乙\n"),
    "CONTROL_CHAR": power("note: 甲\x07乙\n"),
    "COMPAT_CHAR": power("note: 甲\u2f08乙\n"),
    "REPLACEMENT_CHAR": power("note: 甲\ufffd乙\n"),
    "MIXED_SCRIPT": power("note: '[甲](https://ex\u0430mple.gov.cn/)'\n"),
    "FULLWIDTH_DIGIT": power("contact: {phone: '０５１７-85910001'}\n"),
    "TEXT_TOO_LONG": power(f"level: county\nkeywords: [{'字' * 61}]\n"),
    "PII_ID": power("note: 张三 11010519491231002X\n"),
    "PII_MOBILE": power("note: 张三 13812345678\n"),
    "UNKNOWN_FIELD": power("nota: 甲\n"),
    "REQUIRED": {A1: "code: A1\ncategory: other\noffice: xxj\n"},
    "BAD_TYPE": power("materials: 申请书\n"),
    "BAD_VALUE": power("level: town\n"),
    "BAD_NUMBER": power("time_limits: {promised: {amount: 十, unit: day}}\n"),
    "BAD_ID": power("unit: a b\n"),
    "BAD_PHONE": power("contact: {phone: 见门口}\n"),
    "BAD_LINK": power("note: '[甲](javascript:alert)'\n"),
    "BAD_NATIONAL_CODE": power('national_code: "123"\n'),
    "BAD_CREDIT_CODE": {"content/offices/yyj.yaml": 'id: yyj\nname: 甲局\ncredit_code: "123"\n'},
    "CODE_MISMATCH": {A1: HEAD.replace("A1", "A2")},
    "OFFICE_MISMATCH": {"content/powers/yyj/A1.yaml": HEAD},
    "DUP_CODE": {A1: HEAD, "content/powers/yyj/A1.yaml": HEAD},
    "DUP_ID": power("choices:\n  - {id: a, question: 您是谁, options: [{id: a, label: 个人}]}\n"),
    "DUP_URL": {A1: HEAD, "content/powers/xxj/a1.yaml": HEAD.replace("A1", "a1")},
    "UNKNOWN_REFERENCE": power("related: [B9]\n"),
    "CHOICE_UNUSED": power("choices:\n  - {id: who, question: 您是谁, options: [{id: a, label: 个人}]}\n"),
    "TERM_TWICE": {"content/terms.yaml": "terms:\n  - {text: 于谦}\n  - {text: 于谦}\n"},
    "TERM_LENGTH": {"content/terms.yaml": "terms:\n  - {text: 于谦, traditional: 于謙先生}\n"},
    "INTERNAL_IN_PUBLIC": power("internal: {staff: 张三}\n"),
    "STATE_LOG": power("states:\n  - {state: active, on: 2024-01-05, document: 甲}\n  - {state: suspended, on: 2023-01-05, document: 乙}\n"),
    "STATE_DOCUMENT": power("states:\n  - {state: active, on: 2020-01-05}\n  - {state: suspended, on: 2024-01-05}\n"),
    "MISSING_ELEMENT": {A1: HEAD.replace("other", "permit")},
    "NAME_WORDING": {A1: HEAD.replace("某事项", "某事项。")},
    "APPROVED_LIST": {"content/approved/a.yaml": APPROVED},
    "APPROVED_ROW": {"content/approved/a.yaml": APPROVED, "content/approved/a.csv": "名称,类别\n甲,乙\n"},
    "APPROVED_UNREAD": {"content/approved/a.csv": "名称,类别\n甲,行政许可\n"},
    "APPROVED_GONE": {"content/approved/a.yaml": f"{APPROVED}offices: [xxj]\nitems: [{{name: 甲}}]\n"},
    "APPROVED_NEW": {"content/approved/a.yaml": f"{APPROVED}offices: [xxj]\nitems: [{{name: 甲}}]\n"},
    "APPROVED_CHANGED": {"content/approved/a.yaml": f"{APPROVED}offices: [xxj]\nitems: [{{name: 甲, code: YJ-XK-0001}}]\n"},
    "APPROVED_COUNT": {"content/approved/a.yaml": f"{APPROVED}offices: [xxj]\ncounts: [{{category: permit, count: 8}}]\n"},
    "DIRECTORY_UNKNOWN": power(NATIONAL) | {"content/directory/1.csv": "基本编码,名称\n000101001000,甲\n"},
    "DIRECTORY_RENAMED": power(NATIONAL) | {"content/directory/1.csv": "基本编码,名称\n001004002000,甲\n"},
    "DIRECTORY_NEWER": {"content/site.yaml": "name: a\nbody: b\ndirectory: '1'\n", "content/directory/1.csv": "基本编码,名称\n000101001000,甲\n", "content/directory/2.csv": "基本编码,名称\n000101001000,甲\n"},
    "OFFICE_ELEMENT": power("") | {"content/offices/xxj.yaml": "id: xxj\nname: 某局\n"},
    "OUT_OF_SCOPE": power("") | {"content/site.yaml": "name: a\nbody: b\nscope: [{office: xxj, categories: [permit]}]\n"},
    "CLASS_ABOLISHED": {A1: HEAD.replace("other", "approval")},
    "PLACEHOLDER": power("note: 待定\n"),
    "LIMITS_DISAGREE": power("time_limits: {statutory: {amount: 5, unit: day}, promised: {amount: 9, unit: day}}\n"),
    "LIMIT_NUMBER": power("time_limits: {promised: {amount: 9, unit: workday}}\nnote: 7 个工作日内办结。\n"),
    "REDRESS_BODY": power("redress: 六十日内向样例市林业局申请行政复议，六个月内起诉。\n"),
    "REDRESS_DAYS": power("redress: 三十日内申请行政复议，六个月内起诉。\n"),
    "REDRESS_WAY_MISSING": power("redress: 六十日内申请行政复议。\n"),
    "REDRESS_FIRST": {A1: HEAD.replace("other", "permit") + "redress: 六十日内申请行政复议，六个月内起诉。逾期不答复的，可以直接起诉。\n"},
    "REDRESS_NONE": power("disputes: [contract]\nredress: 六十日内申请行政复议。\n"),
    "REDRESS_FACT": power("power_source: entrusted-above\n"),
    "DISPUTES_CONTRADICT": {A1: HEAD.replace("other", "penalty") + "disputes: [none]\n"},
    "OFFICE_RECONSIDERATION": {"content/offices/yyj.yaml": "id: yyj\nname: 某某县甲局\nreconsideration: 样例市甲局\n"},
    "OFFICE_COURT": {"content/offices/yyj.yaml": "id: yyj\nname: 某某县人民政府\nlevel: county\ncourt: 某某县人民法院\n"},
    "OFFICE_REMEDIES": {"content/offices/yyj.yaml": "id: yyj\nname: 某某县甲局\n"},
    "SITE_MISSING": {"content/site.yaml": None},
    "LIMIT_SAID": power("time_limits: {promised: {amount: 9, unit: workday}}\nsummary: 承诺时限 7 个工作日。\n"),
    "SAID_TWICE": power("conditions: [您连续缴存住房公积金满 6 个月。]\nsummary: 连续缴存住房公积金满 9 个月可以申请。\n"),
    "SANCTION_SAID": power("summary: 处 7 万元以下罚款。\n" + TABLE),
    "TIER_SAID": power("faq: [{q: 罚多少, a: 属于“严重”，罚 7 万元以下。}]\n" + TABLE),
    "FEE_SAID": power("fees: []\nsummary: 办证收取工本费 10 元。\n"),
    "FREE_SAID": power("fees: [{name: 工本费, amount: 10}]\nsummary: 当天办好，不收费。\n"),
    "VISITS_SAID": power("channels: {visits: 1}\nsummary: 要跑三次。\n"),
    "AT_ONCE_SAID": power("time_limits: {promised: {amount: 9, unit: workday}}\nsummary: 材料齐全当场办结。\n"),
    "MATERIALS_SAID": power("materials: [{name: 申请表}]\nsummary: 材料共 3 项。\n"),
    "MATERIAL_TWICE": power("materials: [{name: 申请表}, {name: 申请表}]\n"),
    "MATERIAL_NEED": power("materials: [{name: 申请表, required: always, when: 首次申请}]\n"),
    "COPIES_SAID": power("materials: [{name: 申请表, originals: 1, note: 一式三份。}]\n"),
    "VISITS_NEEDED": {A1: HEAD.replace("other", "permit") + "channels: {windows: [zhengwu-3], visits: 0}\n"},
    "VISITS_ONLINE": power("channels: {online: {url: 'https://a.example/', depth: full}, visits: 2}\n"),
    "PHONE_UNKNOWN": power("summary: 先打 0000-5559999 预约。\n"),
    "PHONE_OTHER": power("summary: 打 0000-5559999 问政务服务中心三号窗口。\n"),
    "ADDRESS_OTHER": {"content/offices/xxj.yaml": OFFICE} | power("summary: 寄到公园路 44 号。\n"),
    "ADDRESS_UNKNOWN": {"content/offices/xxj.yaml": OFFICE} | power("summary: 寄到人民路 5 号。\n"),
    "HOURS_OTHER": power("summary: 工作日 9:00–18:00 办理。\n"),
    "OFFICE_DISAGREES": {"content/offices/xxj.yaml": OFFICE},
    "PERSON_NAMED": power("flows: {internal: [{id: a, name: 受理, post: 王科长}]}\n"),
    "ACTOR_UNKNOWN": power("flows: {external: [{id: a, name: 受理, actor: 市场监管科}]}\n"),
    "GUIDE_LIMIT": {"content/guides/lingshou.md": GUIDE + "[33 个工作日](/powers/YJ-XK-0001/)拿证。\n"},
    "GUIDE_SAYS": {"content/guides/lingshou.md": GUIDE + "受理后 33 个工作日内决定。\n"},
    "FLOW_ORDER": {A1: HEAD.replace("other", "penalty") + ORDERED},
    "FLOW_TOO_LATE": {A1: HEAD.replace("other", "penalty") + "flows: {external: [{id: a, name: 告知拟处罚内容}, {id: d, name: 作出决定}, {id: h, name: 听证}, {id: e, name: 结案, kind: end}]}\n"},
    "FLOW_SEEN_SHORT": power(SEEN.format(2)),
    "FLOW_SEEN_LONG": power(SEEN.format(8)),
    "SPECIAL_LIMIT": power("special_steps: [{name: 听证, limit: {amount: 20, unit: day}}]\nflows: {external: [{id: a, name: 听证, limit: {amount: 9, unit: day}}]}\n"),
    "TIERS_END": power(TABLE.replace("{from: 2}", "{from: 2, to: 9}")),
    "TIERS_BEGIN": power(TABLE.replace("{to: 2}", "{from: 2, to: 3}").replace("{from: 2}}", "{from: 3}}")),
    "TIERS_SHORT": power(TABLE.replace("max: 50000, unit: yuan}]}", "max: 40000, unit: yuan}]}")),
    "FACTOR_UNUSED": power(TABLE.replace("unit: 年}]", "unit: 年}, {id: people, name: 人数, unit: 人}]")),
    "LAW_UNKNOWN": power("basis:\n  - {law: no-such-law}\n"),
    "LAW_VERSION": cited(", version: 2010-01-01"),
    "LAW_NOT_IN_FORCE": cited(", version: 2002-03-24"),
    "LAW_NO_VERSION": {"content/laws.yaml": LAWS + "  - {id: other, title: 某法, kind: law}\n"},
    "LAW_ARTICLE": cited("") | power("basis:\n  - {law: fund, article: 第三十八条}\n"),
    "LAW_TEXT": cited(", text: 处二万元罚款"),
    "LAW_PUNCTUATION": cited(", text: 违反本条例的规定、逾期不办理的"),
    "CITED_TITLE": cited("", "summary: 依照住房公积金管理条列第三十七条处理。\n"),
    "CITED_NOT_IN_FORCE": cited("", "summary: 依照《住房公积金管理条例》（2002年修订）第三十七条处理。\n"),
    "CITED_RANGE": cited("", "summary: 依照《住房公积金管理条例》第三十七条至第三十六条处理。\n"),
    "LAW_CHANGED": cited("", "reviewed_on: 2018-01-01\n"),
    "LAW_REGISTER": {"content/laws.yaml": LAWS.replace("date: 2019-03-24", "date: 2001-03-24")},
    "TIER_OVERLAP": table("lower-inclusive", "both-inclusive"),
    "TIER_GAP": table("{from: 2}", "{from: 3}"),
    "TIER_OUTSIDE": table("max: 50000, unit: yuan}]}", "max: 60000, unit: yuan}]}"),
    "TIER_ORDER": table("min: 20000, max: 50000", "min: 10000, max: 15000"),
    "TIER_UNIT": table("max: 20000, unit: yuan", "max: 20000, unit: times"),
    "TIER_EMPTY": table("{from: 2}", "{from: 2, to: 2}"),
    "SANCTION_UNKNOWN": table("sanctions: [{sanction: fine, min: 10000, max: 20000, unit: yuan}]", "sanctions: [{sanction: warning}]"),
    "FACTOR_UNKNOWN": table("when: {years: {to: 2}}", "when: {year: {to: 2}}"),
    "RANGE_REVERSED": table("{from: 2}", "{from: 4, to: 2}"),
    "PUBLISHED_OVERLAP": {
        "content/benchmarks/fund-37.yaml": "benchmarks:\n  - city: 甲市\n    factor: 年限\n    tiers:\n      - {to_years: 2, fine: [1, 2]}\n      - {from_years: 2, fine: [3, 4]}\n"
    },
    "FLOW_TOO_BIG": flow(*(f"id: s{n}, name: 环节{n}" for n in range(121))),
    "FLOW_SHAPE": flow("id: a, name: 申请, next: b"),
    "FLOW_LIMIT": power(
        "time_limits: {promised: {amount: 3, unit: workday}}\n"
        "flows:\n  external:\n    - {id: a, name: 审查, limit: {amount: 9, unit: workday}}\n    - {id: z, name: 完, kind: end}\n"
    ),
    "FLOW_STEP_INCOMPLETE": power("flows:\n  internal:\n    - {id: a, name: 审查}\n    - {id: z, name: 完, kind: end}\n"),
    "FLOW_MAPPING": flow(
        "id: a, name: 审查", "id: z, name: 完, kind: end",
        inside="  internal:\n    - {id: b, name: 核查, post: 岗, limit: {amount: 1, unit: day}, documents: [表]}\n    - {id: z, name: 完, kind: end}\n",
    ),
    "BAD_PATH": power("attachments: [{name: 甲, file: ../甲.pdf}]\n"),
    "MISSING_FILE": power("attachments: [{name: 甲, file: 甲.pdf}]\n"),
    "MACRO": {f"{FILES}/a.doc": make.compound("_VBA_PROJECT")},
    "EXTERNAL_LINK": {f"{FILES}/a.docx": make.docx(**{"word/_rels/settings.xml.rels": make.RELATION.format("attachedTemplate", "http://evil/t.dotm")})},
    "ACTIVE_CONTENT": {f"{FILES}/a.doc": make.compound("\x01Ole10Native")},
    "TYPE_MISMATCH": {f"{FILES}/a.pdf": b"MZ\x90\0"},
    "NOT_EXAMINED": {f"{FILES}/a.pdf": make.pdf_of("<< >>", trailer="/Encrypt 1 0 R")},
    "LINK_TARGET": {f"{FILES}/a.pdf": make.pdf_of("<< /S /URI /URI (file:///c:/a.exe) >>")},
    "HIDDEN_CONTENT": {f"{FILES}/a.docx": make.docx(**{"word/document.xml": make.word("<w:r><w:rPr><w:vanish/></w:rPr><w:t>内情</w:t></w:r>")})},
    "TYPE_NOT_ALLOWED": {f"{FILES}/a.exe": b"MZ\x90\0"},
    "DOC_METADATA": {f"{FILES}/a.doc": make.compound(author="张三")},
    "NAME_COLLISION": {f"{FILES}/甲a.pdf": make.pdf(), f"{FILES}/甲A.pdf": make.pdf()},
    "NAME_TOO_LONG": {f"{FILES}/{'a' * 220}.pdf": make.pdf()},
    "LFS_POINTER": {f"{FILES}/a.pdf": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"},
    "FILE_TOO_BIG": {f"{FILES}/a.pdf": make.pdf() + bytes(50 << 20)},
    "FORM_EMPTY": {"content/forms/b.yaml": 'id: b\nname: 乙表\nversion: "2026-01"\n'},
    "FORM_FIELD": {"content/forms/b.yaml": 'id: b\nname: 乙表\nversion: "2026-01"\nsections: [{title: 一, fields: [{id: a, label: 甲, kind: choice}]}]\n'},
    "RAW_HTML": power("note: <b>甲</b>\n"),
    "RENDER_TIMEOUT": power(f"note: '{'[' * 1001}'\n"),
    "GUIDE_HEAD": {"content/guides/a.md": "---\ntitle: 甲\nslug: a\nsummary: 乙\n---\n\n文\n"},
    "PICTURE_IN_TEXT": power("note: 见![平面图](https://example.gov.cn/a.png)\n"),
    "GUIDE_ORIGINAL": {"content/guides/a.md": "Title: A\nSlug: a\nSummary: b\nLang: en\n\nText.\n"},
    "HANDBOOK_LANGUAGE": {f"content/guides/{one}.md": f"Title: A\nSlug: {slug}\nSummary: b\nAudience: staff\nLang: {lang}\n\nText.\n" for one, slug, lang in (("a", "a", "zh"), ("a-en", "a", "en"), ("b", "b", "zh"))},
    "GUIDE_META": {"content/guides/a.md": "Title: 甲\n\n文\n"},
    "NO_HISTORY": {},
    "STRAY_FILE": {"content/powers/xxj/A1.yml": HEAD},
    "UNREAD_FILE": {"content/powers/notes.txt": "甲\n"},
    "APPROVERS_INVALID": {"content/approvers": "somebody ssh-ed25519 AAAA\n"},
    "DOMAIN_UNFIT": {"content/site.yaml": "name: 甲\nbody: 某县人民政府\ndomain: https://example.gov.cn/\n"},
    "SECURITY_EXPIRY": {"content/site.yaml": "name: 甲\nbody: 某县人民政府\ndomain: https://example.gov.cn\nsecurity: {contact: ['mailto:a@example.gov.cn'], expires: 2019-12-31}\n"},
    "SECURITY_CONTACT": {"content/site.yaml": "name: 甲\nbody: 某县人民政府\ndomain: https://example.gov.cn\nsecurity: {contact: [a@example.gov.cn], expires: 2019-12-31}\n"},
    "PORTAL_NO_ORIGIN": {"content/site.yaml": "name: 甲\nbody: 某县人民政府\ndomain: https://example.gov.cn\nportals: [https://www.example.gov.cn/embed]\n"},
    "APPROVERS_NAMELESS": {"content/approvers": f"legal-review@xxj {KEY}\n"},
    "APPROVERS_SHARED": {"content/approvers": f"legal-review@xxj {KEY} 法规科\napproved-by@xxj {KEY} 局长\n"},
    "APPROVERS_OPTION": {"content/approvers": f"legal-review@xxj cert-authority {KEY} 法规科\n"},
    "KEY_BROKEN": {"content/approvers": f"legal-review@xxj {KEY[:-4]} 法规科\n"},
    "REVOKED_INVALID": {"content/revoked-keys": f"{KEY} 遗失\n"},
    "APPROVAL_PLACE": {f"{CHANGE}/change.txt": STATEMENT, f"{CHANGE}/notes.txt": "甲\n"},
    "APPROVAL_FILE": {f"{CHANGE}/change.txt": STATEMENT, f"{CHANGE}/legal-review@xxj.txt": "同意\n"},
    "APPROVAL_OF_ANOTHER": {f"{CHANGE}/change.txt": STATEMENT, f"{CHANGE}/legal-review@xxj.txt": unsigned("f" * 64)},
    "APPROVAL_UNPROVED": {f"{CHANGE}/change.txt": STATEMENT, f"{CHANGE}/legal-review@xxj.txt": unsigned(digest_of(STATEMENT))},
    "PROCEDURE_CHAIN": {"content/site.yaml": "name: 甲\nbody: 某县人民政府\ndomain: https://example.gov.cn\nprocedure: {chains: {post: {approve: []}}}\n"},
    "PROCEDURE_INVALID": {"content/site.yaml": "name: 甲\nbody: 某县人民政府\ndomain: https://example.gov.cn\nprocedure: {forge: {accounts: nobody}, whatever: 1}\n"},
}
"""Code → what lies in the starter's site for ``quanli check`` to find it; None takes a file away."""

OTHERWISE: dict[str, Callable[..., str]] = {**RELEASES, **TARGETS, **AUDITS, **HUBS}
"""Code → what brings it about by other commands, or in a site that needs more than files; gives what was said."""


def brings(*codes: str) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Enter a function into the table."""

    def entered(function: Callable[..., str]) -> Callable[..., str]:
        OTHERWISE.update(dict.fromkeys(codes, function))
        return function

    return entered


class Desk:
    """Where a command is run: a folder, and what may be put in the place of the machine's own."""

    def __init__(self, folder, monkeypatch, capsys) -> None:
        self.folder, self.monkeypatch, self.capsys = folder, monkeypatch, capsys

    def site(self, **files):
        return make_site(self.folder, **files)

    def run(self, *arguments: object, languages=("zh", "en")) -> str:
        """Run a command in both languages; give all that it says."""
        said = []
        for language in languages:
            self.capsys.readouterr()
            main([*map(str, arguments), "--lang", language])
            said += self.capsys.readouterr()
        return "\n".join(said)

    def sheet(self, name: str, data: str | bytes, *more: object, office: str = "ajj") -> str:
        """Import a file into a site of nothing but settings."""
        site = self.folder / "empty"
        put(site, **{"content/site.yaml": "name: 测试\nbody: 测试区人民政府\n"})
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return self.run("import", path, "--office", office, "--site", site, "--quiet", *more)


@brings("STATUTE_UNREAD")
def no_title(desk):
    put(desk.folder / "laws", **{"某条例(2020-01-01).md": "第一条 没有名称。\n"})
    return desk.run("laws", "update", desk.folder / "laws", "--site", desk.site())


@brings("SYMLINK")
def link(desk):
    site = desk.site()
    (site / A1).symlink_to("/etc/passwd")
    return desk.run("check", "--site", site)


@brings("UNREADABLE")
def vanished(desk):
    site = desk.site()
    real = FolderTree.read

    def gone(tree, path, limit):
        if path.endswith("xxj.yaml"):
            (site / path).unlink(missing_ok=True)
        return real(tree, path, limit)

    desk.monkeypatch.setattr(FolderTree, "read", gone)
    return desk.run("check", "--site", site)


@brings("SHALLOW_CLONE")
def shallow(desk):
    story = Story(desk.folder).tell({**tree_of(desk.site()), FILE: item()}, {FILE: item(days=10)})
    clone = desk.folder / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{story.folder}", clone], check=True)
    return desk.run("check", "--site", clone)


@brings("BAD_COMMIT", "HISTORY_GAP")
def bad_history(desk):
    story = Story(desk.folder).tell({**tree_of(desk.site()), FILE: item()}, {FILE: b"\xff\xfe\x00"}, {FILE: item(days=10)})
    story.raw_commit(b"author x <x@y> 0 +0800\ncommitter x <x@y> 0 +0800", b"x")
    story.git("reset", "--hard", "--quiet", "main")
    return desk.run("check", "--site", story.folder)


@brings("COMMIT_MISDATED")
def dated_after_today(desk):
    story = Story(desk.folder).tell({**tree_of(desk.site()), FILE: item()})
    story.raw_commit(b"author x <x@y> 32503651199 +0800\ncommitter x <x@y> 32503651199 +0800", b"x")
    story.git("reset", "--hard", "--quiet", "main")
    return desk.run("check", "--site", story.folder)


@brings("APPROVALS_UNPROVABLE")
def approved_but_nothing_to_prove_it_with(desk):
    text = stated("a" * 40, [(FILE, "", "1" * 40)])
    key = Key(desk.folder, "法规科")
    files = {"content/approvers": key.line("legal-review@xxj").encode(), **papers(text, approval(text, key, "legal-review", "xxj", "2020-01-01"))}
    story = Story(desk.folder).tell({**tree_of(desk.site()), **files})
    story.git("reset", "--hard", "--quiet", "main")
    tools = desk.folder / "tools"
    tools.mkdir()
    for name in ("git", "dot"):
        (tools / name).symlink_to(shutil.which(name))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(tools))
        return desk.run("check", "--site", story.folder)


@brings("BACKDATED")
def decided_after_its_day(desk):
    story = Story(desk.folder).tell({**tree_of(desk.site()), FILE: item()}, (message(Effective_On="2019-01-01"), {FILE: item(days=10)}))
    story.git("reset", "--hard", "--quiet", "main")
    return desk.run("check", "--site", story.folder)


@brings("TEXT_UNKNOWN")
def to_come_outside_git(desk):
    return desk.run("check", "--site", desk.site(**power("effective_on: 2999-01-01\n")))


@brings("NEEDED_UNTIL")
def office_gone_too_soon(desk):
    before = item().replace(b"office: xxj", b"office: second")
    office = b"id: second\nname: \xe7\xac\xac\xe4\xba\x8c\xe5\xb1\x80\nphones: [{name: \xe6\x80\xbb\xe6\x9c\xba, phone: '12345'}]\n"
    other = {"content/powers/second/A-1.yaml": before, "content/offices/second.yaml": office}
    story = Story(desk.folder).tell({**tree_of(desk.site()), **other}, (message(Effective_On="2999-01-01"), {**dict.fromkeys(other), FILE: item()}))
    story.git("reset", "--hard", "--quiet", "main")
    return desk.run("check", "--site", story.folder)


@brings("PII_IN_HISTORY")
def a_number_in_the_past(desk):
    story = Story(desk.folder).tell({**tree_of(desk.site()), FILE: item(note="张三 13812345678")}, {FILE: item()})
    story.git("reset", "--hard", "--quiet", "main")
    return desk.run("check", "--site", story.folder)


@brings("GIT_FAILED")
def broken_repository(desk):
    story = Story(desk.folder).tell({**tree_of(desk.site()), FILE: item()})
    story.git("reset", "--hard", "--quiet", "main")
    blob = story.git("rev-parse", "main^{tree}")
    path = story.folder / ".git/objects" / blob[:2] / blob[2:]
    packs = list((story.folder / ".git/objects/pack").glob("*.pack"))
    for pack in packs:
        pack.chmod(0o600)
        pack.write_bytes(pack.read_bytes()[:-40] + bytes(40))
    if path.exists():
        path.chmod(0o600)
        path.write_bytes(b"broken")
    return desk.run("check", "--site", story.folder)


def tree_of(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in (site / "content").rglob("*") if path.is_file()}


@brings("TEMPLATE_ERROR")
def template(desk):
    return with_template(desk, "{% if %}")


@brings("TEMPLATE_UNSAFE")
def template_that_reaches_out(desk):
    return with_template(desk, "{{ page.__class__ }}")


@brings("TEMPLATE_BOUNDS")
def template_without_end(desk):
    return with_template(desk, "{{ 10 ** 99999 }}")


def with_template(desk, text):
    site = desk.site()
    shutil.copytree(ROOT / "theme", site / "theme")
    with (site / "theme/templates/base.html").open("a", encoding="utf-8") as file:
        file.write(text)
    return desk.run("build", "--site", site, "--quiet", "--jobs", "1")


@brings("MARK_UNDRAWABLE")
def theme_with_a_mark_of_words(desk):
    site = desk.site()
    shutil.copytree(ROOT / "theme", site / "theme")
    (site / "theme/static/img/mark.svg").write_text("权", encoding="utf-8")
    return desk.run("build", "--site", site, "--quiet", "--jobs", "1")


@brings("LIBRARY_UNFIT")
def other_jinja(desk):
    desk.monkeypatch.setattr(jinja2.Environment, "_parse", lambda self, source: None)
    return desk.run("build", "--site", desk.site(), "--quiet", "--jobs", "1")


@brings("TOOL_MISSING")
def no_graphviz(desk):
    return with_dot(desk, None)


@brings("DOT_FAILED")
def dot_fails(desk):
    return with_dot(desk, "echo broken >&2; exit 1")


def with_dot(desk, script):
    """Build a site whose flow branches, on a machine whose ``dot`` is missing or broken."""
    programs = desk.folder / "bin"
    programs.mkdir()
    for name in ("git", "sh"):
        (programs / name).symlink_to(shutil.which(name))
    if script:
        (programs / "dot").write_text(f"#!/bin/sh\n{script}\n")
        (programs / "dot").chmod(0o755)
    desk.monkeypatch.setenv("PATH", str(programs))
    steps = ("id: a, name: 审查, kind: decision, branches: {是: b, 否: c}", "id: b, name: 核查, next: a", "id: c, name: 完, kind: end")
    return desk.run("build", "--site", desk.site(**flow(*steps)), "--quiet", "--jobs", "1")


@brings("OUTPUT_FOREIGN")
def foreign_output(desk):
    return desk.run("build", "--site", desk.site(**{"output/page.html": "x"}), "--quiet", "--jobs", "1")


@brings("OUTPUT_PLACE")
def output_among_sources(desk):
    site = desk.site()
    return desk.run("build", "--site", site, "--output", site / "content/www", "--quiet", "--jobs", "1")


@brings("OUTPUT_TAKEN")
def output_of_another(desk):
    other = json.dumps({"format": 2, "generator": "quanli", "audience": "public", "site": "甲县 https://a.cn", "parts": []})
    return desk.run("build", "--site", desk.site(**{"output/digests.json": other}), "--quiet", "--jobs", "1")


@brings("UNLISTED_FILE")
def copied_by_the_host(desk):
    settings = plugin_settings.pelican_settings
    desk.monkeypatch.setattr(plugin_settings, "pelican_settings", lambda root: settings(root) | {"STATIC_PATHS": ["laws.yaml"]})
    return desk.run("build", "--site", desk.site(), "--quiet", "--jobs", "1")


@brings("STATE_TRACKED")
def state_from_a_commit(desk):
    site = desk.site(**{".quanli/templates/x": "x"})
    subprocess.run(["git", "-C", site, "init", "--quiet"], check=True)
    subprocess.run(["git", "-C", site, "add", "--force", ".quanli"], check=True)
    return desk.run("check", "--site", site)


@brings("CLUSTER_MISSING")
def no_dask(desk):
    desk.monkeypatch.setitem(sys.modules, "distributed", None)
    return desk.run("build", "--site", desk.site(), "--quiet", "--executor", "tcp://127.0.0.1:1")


@brings("CLUSTER_UNREACHABLE")
def no_scheduler(desk):
    pytest.importorskip("distributed")
    desk.monkeypatch.setattr(cluster_module, "CONNECT_SECONDS", 0.3)
    return desk.run("build", "--site", desk.site(), "--quiet", "--executor", "tcp://127.0.0.1:1")


@brings("CLUSTER_UNFIT")
def other_program(desk):
    pytest.importorskip("distributed")
    from clusters import a_cluster, large_site

    desk.monkeypatch.setattr(cluster_module, "program_digest", lambda: "another version")
    with a_cluster(desk.folder, 1) as (url, _):
        return desk.run("build", "--site", large_site(desk.folder), "--quiet", "--executor", url)


@brings("CLUSTER_LOST")
def workers_gone(desk):
    pytest.importorskip("distributed")
    from clusters import a_cluster, large_site

    desk.monkeypatch.setattr(cluster_module, "PATIENCE_SECONDS", 0.2)
    answer = cluster_module.Cluster._answer
    with a_cluster(desk.folder, 1) as (url, (worker,)):

        def dies_first(executor, future):
            worker.kill()
            worker.wait(10)
            return answer(executor, future)

        desk.monkeypatch.setattr(cluster_module.Cluster, "_answer", dies_first)
        return desk.run("build", "--site", large_site(desk.folder), "--quiet", "--executor", url, languages=("zh",))


@brings("LAW_NEWER", "LAW_FALLEN", "LAW_DAYS")
def newer_law(desk):
    register = LAWS.replace("2016-02-06, in_force_from: 2016-02-06", "2016-02-06, in_force_from: 2016-02-07")
    return of_the_library(desk, register, **{"烟花爆竹安全管理条例(2020-02-06).md": FIREWORKS.replace("2016年2月6日", "2020年3月1日")})


@brings("LAW_ENDED")
def ended_law(desk):
    return of_the_library(desk, LAWS, **{"某法(2020-02-06).md": "# 某法\n\n第一条 本法自2020年3月1日起施行。《烟花爆竹安全管理条例》同时废止。\n"})


def of_the_library(desk, register, **texts):
    """Check a site whose law library has more than its register."""
    desk.monkeypatch.setattr("quanli.pipeline.law_library.installed", lambda: "")
    site = desk.site(**{"content/laws.yaml": register})
    put(desk.folder / "laws", **{"烟花爆竹安全管理条例(2016-02-06).md": FIREWORKS} | texts)
    main(["laws", "update", str(desk.folder / "laws"), "--site", str(site)])
    return desk.run("check", "--site", site)


@brings("IMPORT_FORMAT")
def other_kind(desk):
    return desk.sheet("a.docx", make.docx())


@brings("IMPORT_DAMAGED")
def damaged(desk):
    return desk.sheet("a.xlsx", b"PK\x03\x04 cut off")


@brings("BAD_EPOCH")
def no_day(desk):
    desk.monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    return desk.run("check", "--site", desk.site())


@brings("STATUTE_UNCHECKED", "LAW_UNCHECKED")
def no_text(desk):
    (desk.folder / "statutes").mkdir()
    (desk.folder / "statutes" / "别的法(2020-01-01).md").write_text("# 别的法\n\n第一条 甲。\n", encoding="utf-8")
    site = desk.site(**power("summary: 依照《某省粮食条例》第三条办理。\n"))
    desk.run("laws", "update", desk.folder / "statutes", "--site", site)
    return desk.run("check", "--site", site)


@brings("IMPORT_TOO_LARGE")
def too_large(desk):
    return desk.sheet("a.csv", "权力名称\n" + "甲" * 40_000)


@brings("IMPORT_NO_HEADING")
def no_heading(desk):
    return desk.sheet("a.csv", "甲,乙\n丙,丁\n")


@brings("IMPORT_MAPPING")
def mapping(desk):
    (desk.folder / "mapping.yaml").write_text("名目: nothing\n", encoding="utf-8")
    return desk.sheet("a.csv", "名目\n甲\n", "--mapping", desk.folder / "mapping.yaml")


@brings("IMPORT_NO_NAME")
def no_name(desk):
    return desk.sheet("a.csv", "权力编码,权力名称,权力类别\nA-1,,行政许可\n")


@brings("IMPORT_CATEGORY")
def no_category(desk):
    return desk.sheet("a.csv", "权力编码,权力名称,权力类别\nA-1,甲,\n")


@brings("IMPORT_ROW")
def bad_row(desk):
    return desk.sheet("a.csv", "权力编码,权力名称,权力类别,经办\nA-1,甲,行政许可,张三 11010519491231002X\n")


@brings("IMPORT_CODE_TWICE")
def code_twice(desk):
    return desk.sheet("a.csv", "权力编码,权力名称,权力类别\nA-1,甲,行政许可\nA-1,乙,行政许可\n")


@brings("IMPORT_EXISTS")
def there_already(desk):
    desk.sheet("a.csv", "权力编码,权力名称,权力类别\nA-1,甲,行政许可\n")
    return desk.sheet("b.csv", "权力编码,权力名称,权力类别\nA-1,乙,行政许可\n")


@brings("IMPORT_LAWS")
def laws_on_one_line(desk):
    put(desk.folder / "empty", **{"content/laws.yaml": "laws: [{id: a, title: 甲法, kind: law}]\n"})
    return desk.sheet("a.csv", "权力编码,权力名称,权力类别,实施依据\nA-1,甲,行政许可,《乙法》第一条\n")


@brings("IMPORT_NO_RECORD")
def no_record(desk):
    return desk.sheet("a.json", '{"a": 1}')


@brings("REVISION_UNKNOWN")
def no_revision(desk):
    return desk.run("review", "nowhere", "--site", Repository(desk.folder).site)


@brings("CHANGE_UNSTATED", "APPROVAL_MISSING", "CHANGE_UNAPPROVED")
def unstated(desk):
    return reviewed(desk, lambda repository, _: repository.commit("又改"), proposed=False)


@brings("APPROVAL_NOT_VERIFIED")
def stranger(desk):
    return reviewed(desk, lambda repository, change: repository.approve(change, "Proposed-By", key="stranger"))


@brings("APPROVAL_ORDER")
def out_of_order(desk):
    return reviewed(desk, lambda repository, change: repository.approve(change, "Proposed-By", "Approved-By"))


@brings("APPROVAL_SAME_PERSON")
def same_person(desk):
    approvers = "".join(Keys(desk.folder / "keys").line("one", f"{role.lower()}@*", "one") for role in ROLES)
    return reviewed(desk, lambda repository, change: repository.approve(change, key="one"), approvers=approvers)


@brings("CHANGE_REFUSED")
def sent_back(desk):
    return reviewed(desk, lambda repository, change: repository.approve(change, "Proposed-By", refuse="理由不清楚"))


@brings("STATEMENT_INVALID", "STATEMENT_MOVED")
def altered_statement(desk):
    def alter(repository, change):
        text = repository.read(f"content/approvals/{change}/change.txt")
        repository.write(f"content/approvals/{change}/change.txt", text.replace("人手减少", "人手增加"))
        repository.edit('hotline: "12345"', 'hotline: "12346"', "content/site.yaml")
        other = repository.propose("content/site.yaml")
        repository.write(f"content/approvals/{other}/change.txt", "同意\n")
        repository.commit("改")

    return reviewed(desk, alter)


@brings("STATEMENT_UNTRUE", "STATEMENT_BASE")
def false_statement(desk):
    def lie(repository, change):
        true = read_statement(repository.read(f"content/approvals/{change}/change.txt"))
        repository.git("rm", "-r", "--quiet", f"content/approvals/{change}")
        for other in (dataclasses.replace(true, words=("只改了标点",)), dataclasses.replace(true, base=repository.head)):
            repository.write(f"content/approvals/{change_id(text_of(other))}/change.txt", text_of(other))
        repository.commit("改")

    return reviewed(desk, lie)


@brings("TEXT_UNAPPROVED")
def edited_afterwards(desk):
    def edit_again(repository, change):
        repository.approve(change)
        repository.git("checkout", "--quiet", "-b", "merged", "main")
        repository.git("merge", "--quiet", "--squash", "change")
        repository.edit("visits: 1", "visits: 2")
        repository.commit("又改")

    return reviewed(desk, edit_again)


@brings("TEXT_SKEWED")
def against_another_text(desk):
    def twice(repository, change):
        repository.approve(change)
        repository.branch("other")
        repository.edit("amount: 10, unit: workday", "amount: 15, unit: workday")
        repository.approve(repository.propose())
        repository.merge()
        repository.branch("landing")
        repository.git("checkout", "--quiet", "other", "--", "content")
        repository.commit("以分支为准")

    return reviewed(desk, twice)


@brings("APPROVAL_SPENT")
def spent(desk):
    def replay(repository, change):
        repository.approve(change)
        repository.merge()
        repository.branch("back")
        repository.edit("amount: 12, unit: workday", "amount: 10, unit: workday")
        repository.approve(repository.propose())
        repository.merge("back")
        repository.branch("replay")
        repository.edit("amount: 10, unit: workday", "amount: 12, unit: workday")
        repository.commit("又改")

    return reviewed(desk, replay)


@brings("APPROVAL_UNUSED")
def not_carried_out(desk):
    def undo(repository, change):
        repository.approve(change, commit=False)
        repository.edit("amount: 12, unit: workday", "amount: 10, unit: workday")
        repository.commit("签署")

    return reviewed(desk, undo)


@brings("APPROVALS_ALTERED")
def altered(desk):
    def alter(repository, change):
        repository.approve(change)
        repository.merge()
        repository.branch("alter")
        repository.edit("提出", "提 出", f"content/approvals/{change}/change.txt") if "提出" in repository.read(f"content/approvals/{change}/change.txt") else repository.write(f"content/approvals/{change}/change.txt", "改\n")
        repository.commit("改")

    return reviewed(desk, alter)


@brings("GOVERNED_NOT_PLAIN")
def link_in_a_change(desk):
    def link_it(repository, _):
        (repository.site / "theme").symlink_to("/srv/theme")
        repository.commit("链接")

    return reviewed(desk, link_it)


@brings("MESSAGE_DIFFERS")
def another_reason(desk):
    def merge(repository, change):
        repository.approve(change)
        repository.branch("merged")
        repository.git("merge", "--quiet", "--no-ff", "-m", "合并\n\nChange-Reason: 别的\n", "change")

    return reviewed(desk, merge)


FORGE = "procedure: {approvals: forge, chains: {content: {say: [Change-Reason], approve: [Legal-Review]}}, accounts: {legal-review@xxj: [fazhi]}}\n"


@brings("MESSAGE_LOST")
def lost_reason(desk):
    def squash(repository, _):
        repository.git("commit", "--quiet", "--amend", "-m", "改\n\nChange-Reason: 甲\n")
        head = repository.head
        repository.branch("merged")
        repository.git("merge", "--quiet", "--squash", "change")
        repository.commit("压缩")
        (desk.folder / "approvals.json").write_text(json.dumps({"head": head, "approvals": [{"role": "Legal-Review", "by": "fazhi"}]}), encoding="utf-8")

    return reviewed(desk, squash, "--approvals", desk.folder / "approvals.json", proposed=False, settings=FORGE)


@brings("MAIN_LINE_LEFT")
def another_line(desk):
    def begin(repository, _):
        repository.git("checkout", "--quiet", "--orphan", "other")
        repository.commit("另一条线")

    return reviewed(desk, begin)


@brings("MERGE_CONFLICTS")
def conflict(desk):
    def edit_elsewhere(repository, _):
        repository.main()
        repository.edit("amount: 10, unit: workday", "amount: 15, unit: workday")
        repository.commit("别处")
        repository.git("checkout", "--quiet", "change")

    return reviewed(desk, edit_elsewhere)


@brings("MERGE_UNKNOWN")
def old_git(desk):
    def age(repository, _):
        repository.main()
        repository.write("README.md", "x")
        repository.commit("别处")
        repository.git("checkout", "--quiet", "change")
        old = desk.folder / "bin/git"
        old.parent.mkdir()
        old.write_text(f'#!/bin/sh\ncase " $* " in *" merge-tree "*) exit 129;; esac\nexec {shutil.which("git")} "$@"\n', encoding="utf-8")
        old.chmod(0o755)
        desk.monkeypatch.setenv("PATH", f"{old.parent}:{os.environ['PATH']}")

    return reviewed(desk, age)


@brings("CHANGE_INCOMPLETE")
def half_a_flow(desk):
    def drop_internal(repository, _):
        text = repository.read(POWER)
        repository.write(POWER, text[: text.index("  internal:\n")] + text[text.index("faq:") :])
        repository.propose()

    return reviewed(desk, drop_internal, proposed=False)


@brings("TRIGGER_UNKNOWN")
def own_word_for_what_brought_it_about(desk):
    return reviewed(desk, lambda repository, _: repository.propose(Trigger="领导要求"), proposed=False)


@brings("ADJUSTS_UNCLEAR")
def half_of_what_is_adjusted(desk):
    return reviewed(desk, lambda repository, _: repository.propose(Adjusts="时限=调整"), proposed=False)


@brings("ADJUSTS_UNTRUE")
def another_limit_that_stays(desk):
    return reviewed(desk, lambda repository, _: repository.propose(Adjusts="时限=不变; 岗位=不变; 职责=不变; 文书=不变"), proposed=False)


@brings("FLOW_ONE_CHART")
def one_chart_of_two(desk):
    def more_outside(repository, _):
        repository.edit("  external:\n", "  external:\n    - {id: more, name: 登记来件, actor: 窗口}\n")
        repository.propose()

    return reviewed(desk, more_outside, proposed=False)


@brings("NOTHING_TO_REVIEW")
def nothing(desk):
    return desk.run("review", "main", "main", "--site", Repository(desk.folder).site)


@brings("EFFECTIVE_PAST")
def too_late(desk):
    return reviewed(desk, lambda repository, _: repository.propose(Effective_On="2020-01-01"), proposed=False)


@brings("EFFECTIVE_UNREADABLE")
def word_for_a_day(desk):
    return reviewed(desk, lambda repository, _: repository.propose(Effective_On="下月"), proposed=False)


@brings("APPROVALS_FILE")
def approvals(desk):
    (desk.folder / "approvals.json").write_text("{}", encoding="utf-8")
    return reviewed(desk, lambda *_: None, "--approvals", desk.folder / "approvals.json")


def reviewed(desk, more, *arguments, proposed=True, **made):
    """Review a change of a time limit, and whatever more is done to it."""
    repository = Repository(desk.folder, **made)
    repository.edit("amount: 10, unit: workday", "amount: 12, unit: workday")
    change = repository.propose() if proposed else repository.commit("改时限")
    more(repository, change)
    return desk.run("review", "main", "--site", repository.site, *arguments)


def unfilled(text: str) -> list[str]:
    """Find the names of a wording that nothing has filled in."""
    return re.findall(r"\{[a-z_]+\}", text)


@pytest.mark.parametrize("code", CHECKED)
def test_check_finds_it(code, tmp_path, capsys):
    """``quanli check`` names what is wrong with its severity, its wording filled in, in both languages."""
    site = make_site(tmp_path, **CHECKED[code])
    for language in ("zh", "en"):
        capsys.readouterr()
        main(["check", "--site", str(site), "--format", "json", "--lang", language, "--jobs", "1"])
        found = [one for one in json.loads(capsys.readouterr().out) if one["code"] == code]
        assert found
        for one in found:
            assert one["severity"] == RULES[code].severity
            assert unfilled(one["message"] + one["hint"]) == []


@pytest.mark.parametrize("code", OTHERWISE)
def test_another_command_says_it(code, tmp_path, monkeypatch, capsys):
    """The command that meets it names the code, its wording filled in, in its language."""
    said = OTHERWISE[code](Desk(tmp_path, monkeypatch, capsys))
    told = [line for line in said.splitlines() if re.search(rf"\b{code}\b", line)]
    assert told, said
    assert [name for line in told for name in unfilled(line)] == []


def test_no_code_is_without_an_input():
    """Every rule of the program stands in one of the tables: a code that nothing can bring about is documented in vain."""
    assert CHECKED.keys() & OTHERWISE.keys() == set()
    assert sorted(CHECKED.keys() | OTHERWISE.keys()) == list(RULES)
