"""Lengths of time that a sentence sets: whose time it is, for what, from when, at most or at least."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.codes.numerals import NUMERAL, number_of
from quanli.provisions.clauses import cut
from quanli.provisions.provision import Deadline

_UNITS = {"工作日": "workday", "日": "day", "天": "day", "月": "month", "年": "year", "小时": "hour", "周": "week"}
_UNIT = r"(?:个?工作日|日(?!常|期|志|程|报|均|记|历|伪|用)|天(?!然|气)|个月|月(?!份|报|度|平均|工资|经|球)|年(?!度|龄|检|审|报|级|份|限|初|底|终|平均|均|收入|产)|个?小时|周(?!岁|边|围|期|转|密|年|末)|个?星期)"
_DURATION = re.compile(rf"(?<![0-9月年第零〇一二三四五六七八九十百])(?P<number>半|{NUMERAL})(?P<unit>{_UNIT})")
_DATE = re.compile(rf"(?:[0-9]{{4}}|[〇零一二三四五六七八九]{{4}})年(?:{NUMERAL}月)?(?:{NUMERAL}日)?|{NUMERAL}月{NUMERAL}日|{NUMERAL}月(?=至|底|初|份)")
_EVERY = re.compile(rf"每(?:隔|满)?(?P<number>{NUMERAL})?(?P<unit>{_UNIT}|季度)(?:[^，。；]{{0,24}}?(?P<times>{NUMERAL})次|(?=至少|公布一次))")
_MODAL = re.compile(r"应当|应(?!急|用|税|纳|诉)|可以|必须|须|有权|不得")
_COURT = re.compile(r"(?:人民法院|法庭|合议庭|审判[^，]{0,4})$")
_ORGAN = re.compile(
    r"(?:机关|部门|机构|政府|委员会|海关|总局|局|管理中心|登记处|管委会|检察院|公安|民航|银监会|证监会|法制办|国务院|仲裁庭|仲裁员|工作人员|办公室|会议|常委会|主席团|评审会|警察|人民银行|管理所|派出所|经办机构|看守所|拘留所)(?:负责人)?$",
)
_ORGAN_ACTS = re.compile(r"(?:机关|部门|机构|政府|委员会|海关)(?=收到|接到|受理|认为|对|在|自|经|作出|审查|决定|依法|根据|依照|应)")
_TO_ORGAN = re.compile(r"^[^，]{0,12}(?:向|报|送|到)[^，]{2,50}?(?:机关|部门|机构|政府|委员会|局|海关|所|会|中心|银行|窗口)[^，]{0,10}?(?:提出|申请|备案|报告|办理|报送|登记|申报|提交|汇交|缴|请求|申领)")
_AGREED = re.compile(r"批准|同意|决定")
_HANDLED = re.compile(r"(?:办理|审查|审批|审核|答复|办结|受理|上报|批复|处理)的?(?:时间|期限|时限)[^，]{0,6}$")
_JUDGED = re.compile(r"裁定|判决|审结|宣判|开庭")
_BY_ORGAN = re.compile(r"^[^，]{0,10}，?由[^，]{2,40}?(?:机关|部门|机构|政府|委员会|局|海关)")
_TAKES = re.compile(r"^(?:受理|(?:收到|接到)[^，]{0,30}(?:申请|材料|报告|投诉|异议|举报|申诉|控告|申请书|文件|意见|申报|备案))")
_REMEDY = re.compile(r"提出[^，]{0,8}复议|申请(?:行政)?复议|(?:提起|提出)(?:行政)?(?:公益)?诉讼|起诉|上诉|申请复[核查议]|申诉|申请仲裁|提出异议|提出复核|要求(?:举行)?听证|要求听证|陈述和申辩|提出复议")
_PAY = re.compile(r"[缴交]纳|缴[清付存齐入](?!登记)|[补汇预解]缴|缴足|支付|付清|交付(?:罚款|价款)")
_OFFICE = re.compile(r"解除|作出|做出|答复|审查|审核|审批|核准|核发|批准|颁发|发给|发放|受理|书面通知|书面告知|一次(?:性)?告知|告知申请人|办结|办理完毕|予以登记|准予|不予|送达|复审|换发|换证|补发|办毕|组织(?:听证|听取)")
_GIVES = re.compile(r"颁发|发给|核发|换发|送达")
_APPLY = re.compile(r"申请|办理|申领|换领|请求|提交(?=[^，]*申请)|提出[^，]*要求|变更登记|注销登记")
_FILE = re.compile(r"备案|申报|报送|上报|汇交|填报|(?<!评审)(?<!调查)(?<!书面)报告(?!书)|(?:向|到|报)[^，]{2,40}(?:机关|部门|机构|政府|委员会|局|海关)[^，]{0,12}(?:报告|通知|告知|通报|移交)")
_FROM = re.compile(r"(?:自|从|应当自|于|在|由)(?P<start>(?:(?!自|应当)[^，])+?)(?:之日|次日|之时|当日|日|时)?(?:起|开始|算起)(?:计算)?(?:的)?(?:不得?超过|满|的|至少|最长)*$")
_AFTER = re.compile(r"(?:自|从|在|于|应当|并|应|可以|^)(?P<start>(?:(?!自|应当|可以)[^，])+?)(?:以?后|之后|的)?(?:的)?(?:第)?$")
_LIMIT = re.compile(r"(?:不(?:得)?超过|不(?:得)?迟于|不(?:得)?多于|最长为|至迟)(?:为)?$")
_LEAST = re.compile(r"(?:不(?:得)?(?:少|低|短|早)于|至少(?:应当)?(?:提前)?|提前|最短为|不少)(?:为)?$")
_KEPT = re.compile(r"保存|保管|留存|有效期|保护期|期限为|工作|服务|连续|累计|年满|满$|从事|任期|试用期|经历|经验|执业|存放|保质期|使用期|前$|最近|近$|过去|超过$|实习|学制")
_PAST = re.compile(r"^(?:以?内)(?:无|未|没有|曾|受过|受到|因|不(?!予)|有[^，]{0,8}(?:记录|行为)|又|再次|两次|累计|连续|发生)")
_PLACED = re.compile(r"^(?:自|在|于|从|由)(?=[^，]{2})")
_AGAIN = re.compile(r"(?:以)?内(?:仍?不能|仍)[^，]*的(?:，|$)")
_LEADS = re.compile(r"^(?:以内|之内|内|期限内|期满前|前|以前|之前|，|的|应当|必须|依法|可以|并|要|即)+")


def deadlines_in(sentence: str, paragraph: int, earlier: str, spoken_for: frozenset[str]) -> Iterator[Deadline]:
    """Read the lengths of time in a clause.

    ``earlier`` are the words of its sentence before it, which may name who acts; the chunks of ``spoken_for`` hold the lengths of
    sanctions and are left out.
    """
    if not _DURATION.search(sentence) and "每" not in sentence:
        return
    taken = [found.span() for found in _DATE.finditer(sentence)]
    for found in _EVERY.finditer(sentence):
        number, times = number_of(found["number"] or "一"), number_of(found["times"] or "一")
        if number and times:
            taken.append(found.span())
            unit, factor = ("month", 3) if found["unit"] == "季度" else (_unit(found["unit"]), 1)
            of = _whose(earlier + sentence[: found.start()], sentence[found.end() :], "")
            yield Deadline(number * factor, unit, of, _what(sentence[found.end() :]), "", "frequency", extension=False, words=found.group(), paragraph=paragraph)
    chunks = [chunk for chunk in cut(sentence, "，") if chunk in spoken_for]
    for found in _DURATION.finditer(sentence):
        within = any(start <= found.start() < end for start, end in taken)
        number = number_of(found["number"]) if found["number"] != "半" else 0
        if within or number is None or any(_covers(sentence, chunk, found.start()) for chunk in chunks):
            continue
        yield _deadline(sentence, found, number, paragraph, earlier)


def _covers(sentence: str, chunk: str, at: int) -> bool:
    start = sentence.find(chunk)
    return start <= at < start + len(chunk)


def _unit(written: str) -> str:
    return next(unit for name, unit in _UNITS.items() if name in written.replace("星期", "周"))


def _deadline(sentence: str, found: re.Match[str], number: int, paragraph: int, earlier: str) -> Deadline:
    before, after = sentence[: found.start()], sentence[found.end() :]
    unit = _unit(found["unit"])
    if found["number"] == "半":
        number, unit = (6, "month") if unit == "year" else (15, "day")
    kind, starts = _kind(before, after)
    of = "other" if kind == "term" else _whose(earlier + before, after, starts)
    extends = _extends(before)
    if extends and kind != "term":
        of = "office" if _AGREED.search(earlier + before) or _ORGAN_ACTS.search(earlier + before) else "other"
    words = before[max(before.rfind("，"), before.rfind("：")) + 1 :][-30:] + found.group() + after.split("，", 1)[0]
    return Deadline(number, unit, of, "" if kind == "term" else _what(after), starts, kind, extension=extends and kind != "term", words=words, paragraph=paragraph)


def _extends(before: str) -> bool:
    return "延长" in before[before.rfind("，") + 1 :][-14:] or "延长" in "，".join(before.split("，")[-2:])[-16:]


def _kind(before: str, after: str) -> tuple[str, str]:
    """Tell how a length bounds the time, and from what it counts."""
    chunk = before[before.rfind("，") + 1 :]
    if _LEAST.search(before):
        return ("term" if _KEPT.search(chunk) or _KEPT.search(after[:4]) else "least"), ""
    if after.startswith(("前", "之前", "以前")) and not after.startswith(("前款", "前条")):
        return "least", _start(chunk)
    if chunk.endswith("前") and not after.startswith(("内", "以内", "之内")):
        return "least", _start(chunk.removesuffix("前"))
    if _PAST.match(after) or _AGAIN.match(after) or (chunk.endswith(("前", "近", "最近", "过去")) and not after.startswith("内向")):
        return "term", ""
    if after.startswith(("内", "以内", "之内", "期限内", "的期限内")) or _LIMIT.search(before) or _extends(before):
        limits = bool(_LIMIT.search(before))
        told = limits and (re.search("有效期|保存|年龄|刑|间隔", chunk) or after.split("，", 1)[0] == "的")
        return ("term" if told else "most"), "" if limits else _start(chunk)
    return "term", ""


def _start(chunk: str) -> str:
    found = _FROM.search(chunk) or _AFTER.search(chunk)
    start = re.split("(?:应当|可以|必须|须|并|应(?!急))(?:自|在|于|从)?", found["start"])[-1] if found else ""
    start = _PLACED.sub("", start)
    return "" if start in {"延长", "的", "当场或者在"} or start.endswith("延长") else start.removesuffix("的").removesuffix("之日")


def _whose(before: str, after: str, starts: str) -> str:
    agent, near = _agent(before)
    act = "，".join(after.split("，")[:2])
    near = near and bool(agent)
    if _COURT.search(agent) and (near or not _REMEDY.search(act)):
        return "court"
    if _HANDLED.search(before[-30:]):
        return "office"
    organ = bool(_ORGAN.search(agent))
    if organ and near:
        return "office"
    if _REMEDY.search(act):
        return "other"
    if not agent and _JUDGED.search(act):
        return "court"
    if _BY_ORGAN.match(act):
        return "office"
    if not _TO_ORGAN.match(act) and (organ or ((not agent or not near) and (_TAKES.match(starts) or _OFFICE.search(act.split("申请")[0]) or _GIVES.search(act)))):
        return "office"
    return _persons(act)


def _persons(act: str) -> str:
    """Tell whose time it is when no office acts, by the act."""
    if _PAY.search(act):
        return "payer"
    if _APPLY.search(act) and not _FILE.match(act):
        return "applicant"
    if _FILE.search(act):
        return "filer"
    return "other"


def _agent(before: str) -> tuple[str, bool]:
    """Give the last noun that should or may act before the length is told, and whether it stands between the same commas; empty where none is named."""
    chunks = re.split("[，；]", before)
    for chunk in reversed(chunks):
        near = chunk is chunks[-1]
        modal = _MODAL.search(chunk)
        head = chunk[: modal.start()] if modal else re.split("自|在|于|从|收到|接到", chunk, maxsplit=1)[0] if near else ""
        head = re.split("由(?=[^，]{2,})", head)[-1]
        if head and head not in {"并", "但", "也", "还", "但是"} and not head.endswith(("的", "后", "时", "前", "并")):
            return head, near
        acts = _ORGAN_ACTS.search(chunk)
        if acts and not chunk[: acts.start()].endswith(("向", "到")) and "向" not in chunk[: acts.end()]:
            return chunk[: acts.end()], near
    return "", False


def _what(after: str) -> str:
    for chunk in after.split("，"):
        act = _LEADS.sub("", chunk)
        if act:
            return act
    return ""
