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
    name: str = about("名称", "name", required=True, national="window_name")
    address: str = about("地址", "address", required=True, national="transact_addr")
    hours: str = about("时间", "hours", national="transact_time")
    phone: str = about("电话", "phone", kind="phone", national="window_tel")
    traffic: str = about("交通", "how to get there", national="traffic_info")
    map: str = about("地图", "map", kind="link", national="map_url")


@frozen
class Phone:
    """A telephone line of the office."""

    name: str = about("名称", "name", required=True)
    phone: str = about("电话", "phone", kind="phone", required=True)


@frozen
class Organ:
    """Another organ in whose name, or together with which, the office acts: what remedies against its decisions rest on."""

    name: str = about("名称", "name", required=True)
    kind: str = about("机关类型", "kind of organ", kind="choice", choices=terms.ORGAN_KINDS)
    level: str = about("层级", "level", kind="choice", choices=terms.LEVELS)
    government: str = about("本级人民政府", "government", "设立或者管理它的人民政府", "the government that it belongs to or that manages it")
    superior: str = about("上一级机关", "superior organ", "上一级人民政府或者上一级主管部门", "the government or department above it")
    reconsideration: str = about("行政复议机关", "reconsideration organ", "与法定的不同时写，如省派出机关所属的", "where it is not the one that follows from the other facts")
    court: str = about("管辖法院", "court", "它所在地管辖行政诉讼的法院", "the court for lawsuits where it has its seat")


@frozen
class Office:
    """One office."""

    id: str = about("编号", "id", "与文件名相同", "equals the file's name", kind="id", required=True, example="gjj")
    name: str = about("名称", "name", required=True, national="dept_name", cpsv="PublicOrganisation", example="住房公积金管理中心")
    short_name: str = about("简称", "short name", limit=30)
    credit_code: str = about("统一社会信用代码", "credit code", kind="credit_code", national="dept_code")
    nature: str = about("性质", "nature", kind="choice", choices=terms.OFFICE_NATURES, national="dept_type")
    level: str = about("层级", "level", kind="choice", choices=terms.LEVELS, national="use_level")
    kind: str = about("机关类型", "kind of organ", "不写按名称和性质判断；复议机关由它决定", "read from name and nature if missing; it decides who reconsiders",
                      kind="choice", choices=terms.ORGAN_KINDS)
    government: str = about("本级人民政府", "government", "设立或者管理本机关的人民政府", "the government that the office belongs to or that manages it")
    superior: str = about("上一级机关", "superior organ", "上一级人民政府或者上一级主管部门", "the government or department above it")
    organs: tuple[Organ, ...] = about("委托或者共同行使职权的机关", "other organs", "委托本机关办理事项、与本机关共同作出决定的机关",
                                      "organs that entrust the office or decide together with it", default=())
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
