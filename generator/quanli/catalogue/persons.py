"""Names of persons where a post belongs: told only where a text can be nothing else."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from quanli.catalogue.office import Office
from quanli.errors import Problem, Rule

PERSON_NAMED = Rule(
    "PERSON_NAMED", "error",
    zh="这里写的像是人名", en="this looks like a person's name",
    hint_zh="写岗位，如“审核岗”，不写人名", hint_en="write the post, never the person",
    follows="只写岗位不写人名（南通工商局工作汇报三之三）；个人信息保护法第六条（最小范围）",
)

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱"
    "侯邹熊孟秦白江阎薛尹段雷黎史龙贺陶顾毛郝龚邵万钱严武洪莫汤"
)
_TITLES = "主任|科长|局长|处长|股长|所长|书记|队长|副局长|副科长|老师|同志|先生|女士"
_TITLED = re.compile(rf"(?:[{_SURNAMES}](?:{_TITLES})|[{_SURNAMES}][一-鿿]{{1,2}}(?:{_TITLES})|[{_SURNAMES}]某某?)\Z")
_BARE = re.compile(rf"(?:欧阳|司马|上官|诸葛|[{_SURNAMES}])[一-鿿]{{2}}\Z")
_WORK = re.compile("[岗科室处局长任员官主管人办审核批窗口组队部门中心站所会委理财计务制检测验收发登记档案监督执信访工程师方者户机构银行业服商店厂村镇乡市县区省府政公院校团队客警]")
"""Characters of posts and bodies: what has one of them after the surname is no name for certain."""


@functools.lru_cache(maxsize=1024)
def is_person(text: str) -> bool:
    """Tell a person's name: a surname with a title (王科长), or with two characters that no post has (李小红)."""
    return bool(_TITLED.match(text) or (_BARE.match(text) and not _WORK.search(text[1:])))


def check_posts(office: Office, file: str) -> Iterator[Problem]:
    """Check that posts, units, windows and phones of an office bear no person's name."""
    for key in ("units", "posts", "windows", "phones"):
        for i, one in enumerate(getattr(office, key)):
            if is_person(one.name):
                yield PERSON_NAMED.at(file, (key, i, "name"))
