"""An office (实施机关), its units, posts and windows."""

from __future__ import annotations

from quanli.catalogue import terms
from quanli.catalogue.power import Contact
from quanli.frozen import frozen
from quanli.records.fields import about


@frozen
class Unit:
    """An internal unit (内设机构)."""

    id: str = about("编号", "id", kind="id", required=True)
    name: str = about("名称", "name", required=True)
    duties: tuple[str, ...] = about("职责", "duties", kind="prose", default=())
    phone: str = about("电话", "phone", kind="phone")


@frozen
class Post:
    """A post (岗位): never a person."""

    id: str = about("编号", "id", kind="id", required=True)
    name: str = about("名称", "name", required=True)
    unit: str = about("机构", "unit", kind="id")
    duties: tuple[str, ...] = about("职责", "duties", kind="prose", default=())


@frozen
class Window:
    """A place where one is served."""

    id: str = about("编号", "id", kind="id", required=True)
    name: str = about("名称", "name", required=True)
    address: str = about("地址", "address", required=True)
    hours: str = about("时间", "hours")
    phone: str = about("电话", "phone", kind="phone")
    traffic: str = about("交通", "how to get there")
    map: str = about("地图", "map", kind="link")


@frozen
class Phone:
    """A telephone line of the office."""

    name: str = about("名称", "name", required=True)
    phone: str = about("电话", "phone", kind="phone", required=True)


@frozen
class Office:
    """One office."""

    id: str = about("编号", "id", "与文件名相同", "equals the file's name", kind="id", required=True, example="gjj")
    name: str = about("名称", "name", required=True, national="dept_name", cpsv="PublicOrganisation", example="住房公积金管理中心")
    short_name: str = about("简称", "short name", limit=30)
    credit_code: str = about("统一社会信用代码", "credit code", kind="credit_code", national="dept_code")
    nature: str = about("性质", "nature", kind="choice", choices=terms.OFFICE_NATURES, national="dept_type")
    level: str = about("层级", "level", kind="choice", choices=terms.LEVELS, national="use_level")
    summary: str = about("简介", "summary", kind="prose")
    address: str = about("地址", "address")
    hours: str = about("办公时间", "hours")
    contact: Contact | None = about("咨询", "contact", default=None, national="link_way")
    complaint: Contact | None = about("监督投诉", "complaint", default=None, national="supervise_way")
    phones: tuple[Phone, ...] = about("电话", "phones", default=())
    units: tuple[Unit, ...] = about("内设机构", "units", default=())
    posts: tuple[Post, ...] = about("岗位", "posts", default=())
    windows: tuple[Window, ...] = about("窗口", "windows", default=())
    reconsideration: str = about("行政复议机关", "reconsideration organ", "受理对本机关行政复议的机关", "the organ that hears reconsideration")
    court: str = about("管辖法院", "court", "受理对本机关行政诉讼的法院", "the court for lawsuits")
