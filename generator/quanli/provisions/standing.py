"""What the words so far say of the sanctions that come: conduct, grade, condition, decider, subject, and whether they may or must follow."""

from __future__ import annotations

import re
from dataclasses import replace

from quanli.provisions.circumstances import divided
from quanli.provisions.names import STRONG
from quanli.provisions.parties import parties
from quanli.provisions.provision import Measure, Sanctioning

_MAY = re.compile(r"(?:[^，]{2,60}?(?:机关|部门|机构|政府))?(?:并)?可以(?:根据|视|依照|按照|自|在|依据)[^，]*$")
_OFFICE = re.compile(r"(?P<who>[^，由对]{2,60}?(?:机关|部门|机构|委员会|政府))(?:可以|应当|有权)(?:自|在|根据|依照|按照)[^，]*$")
_ON_ITS_OWN = re.compile(r"^并?对[^，]+(?:人员|单位|者|人)$")
_OF_MONEY = re.compile(r"所得|收入|[金数价]额|货值|价|计算|元|费用|销售额|经营额|物")
_PERSON = re.compile(r"人员|个人|负责人|船长|法定代表人|监事|经理")
_PERSONAL = re.compile(r"罚款|警告|通报|拘留|不得|禁止|训诫|资格|执业证|从业|任职|适任|驾驶证|注册证书|执照证书|暂停|收入|取消")
"""What is given to persons, so that it goes on being on those of the chunk before."""


class Standing:
    """What holds where the reading stands; a sentence, a clause and a circumstance each reset their part."""

    def __init__(self) -> None:
        self.paragraph, self.item = 1, 0
        self.conduct = self.stage = self.condition = ""
        self.decider = self.first = self.subject = ""
        self.imposed = False
        """Something was imposed in this sentence."""
        self.midway = False
        """The condition came amid a clause, after something was imposed in it."""
        self.can = False
        """The sanction before was one that may follow."""
        self.fresh = False
        """The subject was just told, between commas of its own."""

    def sentence(self, decider: str) -> None:
        """Begin a sentence; of what stood before only the conduct goes on."""
        self.stage = self.condition = self.subject = ""
        self.decider = self.first = decider
        self.imposed = False

    def clause(self) -> None:
        """Begin a clause; the sentence's first decider and the grade go on."""
        self.condition = self.subject = ""
        self.decider = self.first
        self.fresh = self.can = self.midway = False

    def circumstance(self, chain: list[str], *, here: bool) -> None:
        """Take the chunks of a circumstance; ``here`` says that something was imposed in this clause before it."""
        found = divided([chunk for chunk in chain if not _OFFICE.match(chunk)], known=bool(self.conduct) or self.imposed or here)
        if found is None:
            return
        self.condition, self.midway = found.condition, here
        if found.conduct:
            more = self.conduct and not self.imposed and not here and found.conduct.startswith("或者")
            self.conduct = f"{self.conduct}；{found.conduct}" if more else found.conduct
            self.stage = found.stage
        elif found.stage:
            self.stage = found.stage

    def parties(self, chunk: str) -> bool:
        """Take 对… or 由… that stands between commas of its own; False when the chunk says something else too."""
        office = _OFFICE.match(chunk)
        if office:
            self.decider = office["who"]
            return False
        if not chunk.startswith(("对", "由")) and not _ON_ITS_OWN.search(chunk):
            return False
        found = parties(chunk)
        self.decider, self.subject = found.decider or self.decider, found.subject or self.subject
        self.fresh = bool(found.subject)
        return not found.rest and not STRONG.search(chunk)

    def may(self, chunk: str, before: str) -> bool:
        """Tell whether 可以 of an earlier chunk holds for this one.

        可以处…，并处…；可以根据情节，处…；可以处…，没有违法所得的，处….
        """
        amount = self.midway and bool(self.condition) and chunk.startswith("处")
        return bool(_MAY.match(before)) or (self.can and (chunk.startswith(("并处", "并给予")) or amount))

    def sanctioning(self, one: Measure, chunk: str, subject: str) -> Sanctioning:
        """Put a sanction where it stands: under its conduct, grade and condition."""
        stays = self.fresh or subject or chunk.startswith("并") or _PERSONAL.search(one.name) or not _PERSON.search(self.subject)
        under = self._under(one)
        return Sanctioning(
            self.conduct, self.stage, self.subject if stays else "", (under,), self.decider, chunk, self.paragraph, self.item,
        )  # fmt: skip

    def _under(self, one: Measure) -> Measure:
        condition = self.condition if self._holds_for(one) else ""
        if one.name == "没收" and "所得" in self.condition:
            one = replace(one, sanction="confiscate-gains", name="没收违法所得")
        if not condition:
            return one
        return replace(one, range=replace(one.range, condition=condition) if one.range else None, condition=condition)

    def _holds_for(self, one: Measure) -> bool:
        """Tell whether the condition is of this sanction: one on money that came midway is of the fine, or of the gains, alone."""
        if not self.midway or not _OF_MONEY.search(self.condition):
            return True
        taking = self.condition.startswith(("有", "违法所得")) and self.condition.endswith("所得")
        return one.name.startswith("没收") if taking else one.sanction == "fine"
