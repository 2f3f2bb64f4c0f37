"""What each output rests on is declared, and proved: no page reads what no edge of its kind reaches."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace

import pytest

from pipeline.test_history_pages import ITEM, commit, repository
from quanli.assemble.approved import APPROVED_PART
from quanli.assemble.context import Context
from quanli.assemble.dcat import DCAT_DATA
from quanli.assemble.edges import ALL
from quanli.assemble.facts import Facts, Reason
from quanli.assemble.kinds import KINDS, LISTS, PAGES
from quanli.build.state import State
from quanli.catalogue.index import Index
from quanli.catalogue.row import PowerRow
from quanli.catalogue.terms import CATEGORIES
from quanli.history.record import opened_record
from quanli.pipeline import draw, opened, update
from quanli.pipeline.plan import Questions, stale, stale_items
from quanli.pipeline.recorded import Recorded
from sites import POWER, build, edit, picture

WHY = Reason("有变", "changed")
NEW = "NEW-1"
DRIFT = ("drift", "all/gone/all")
ALL_CHANGES, COUNT, DAY = ("changes", "all"), ("count", "all"), ("day", "all")


class Notes:
    """What was read while an output was made: facts by output."""

    def __init__(self) -> None:
        self.output = None
        self.reads = {}

    def note(self, *fact) -> None:
        if self.output and fact[1]:  # nothing is called by an empty id
            self.reads.setdefault(self.output, set()).add(fact)

    def alone(self, read, *fact):
        """Note a fact, and not what is read on the way to it."""
        self.note(*fact)
        output, self.output = self.output, None
        try:
            return read()
        finally:
            self.output = output


class Register(Mapping):
    """The records of a kind, noting which are looked up, and whether all are."""

    def __init__(self, kind, records, notes) -> None:
        self.kind, self.records, self.notes = kind, records, notes

    def __getitem__(self, key):
        self.notes.note(self.kind, str(key), "text")
        return self.records[key]

    def __iter__(self):
        self.notes.note(self.kind, NEW, "text")
        return iter(self.records)

    def __len__(self) -> int:
        self.notes.note(self.kind, NEW, "text")
        return len(self.records)


def noted_row(row, notes):
    """Make a row that notes whether its name was read, or more."""
    if row is None:
        return None

    class Noted(PowerRow):
        def __getattribute__(self, name):
            if not name.startswith("_") and name != "code":
                notes.note("power", row.code, "name" if name == "name" else "line")
            return getattr(row, name)

    return object.__new__(Noted)


class NotedIndex(Index):
    """The index, noting which powers, lists and figures are read."""

    def __init__(self, db, notes) -> None:
        super().__init__(db)
        self.notes = notes

    def row(self, code):
        self.notes.note("power", code, "there")
        return noted_row(super().row(code), self.notes)

    def has(self, code):
        self.notes.note("power", code, "there")
        return super().has(code)

    def articles_cited(self, law):
        self.notes.note("resting", law)
        return super().articles_cited(law)

    def resting_on(self, law, article, limit):
        self.notes.note("resting", law)
        found = super().resting_on(law, article, limit)
        for one in found:
            self.notes.note("power", one.code, "cites")
        return found

    def laws_to_review(self):
        self.notes.note("resting", "fireworks-safety-regulation")
        return super().laws_to_review()

    def items_to_review(self, law, limit):
        found = super().items_to_review(law, limit)
        for one in found:
            self.notes.note("power", one.code, "cites")
        return found

    def stands(self, code):
        self.notes.note("power", code, "there")
        return super().stands(code)

    def rows(self, start="", end="", **where):
        self.notes.note("members", *sorted(where.items()))
        return (noted_row(row, self.notes) for row in super().rows(start, end, **where))

    def counts(self):
        return self.notes.alone(super().counts, *COUNT)

    def counts_of(self, kind):
        return self.notes.alone(lambda: super(NotedIndex, self).counts_of(kind), *COUNT)

    def total(self):
        return self.notes.alone(super().total, *COUNT)

    def heads(self):
        found = super().heads()
        for head in found:
            self.notes.note("approved", head.id, "text")
        return found

    def differing(self, one):
        return self.notes.alone(lambda: super(NotedIndex, self).differing(one), *DRIFT)

    def renamed(self, one):
        return self.notes.alone(lambda: super(NotedIndex, self).renamed(one), "drift", f"{one}/gone/{NEW}")

    def differences(self, one, status, start="", end=""):
        return self.notes.alone(lambda: super(NotedIndex, self).differences(one, status, start, end), "drift", f"{one}/{status}/{NEW}")

    def keys_of(self, kind):
        return self.notes.alone(lambda: super(NotedIndex, self).keys_of(kind), "keys", kind)


class NotedRecord:
    """The record of changes, noting which lists and items are read."""

    def __init__(self, record, notes) -> None:
        self.record, self.notes = record, notes

    def __getattr__(self, name):
        return getattr(self.record, name)

    def recent(self, limit=None, *, codes=None, office="", category="", kind=""):
        fact = next((one for one in (("changes-of-office", office), ("changes-of-category", category), ("kind-of-change", kind)) if one[1]), ALL_CHANGES)
        self.notes.note(*fact)
        return self.record.recent(limit, codes=codes, office=office, category=category, kind=kind)

    def commits(self, month="", limit=-1):
        self.notes.note(*(("month", month) if month else ALL_CHANGES))
        return self.record.commits(month, limit)

    def coming(self, day):
        self.notes.note(*ALL_CHANGES)
        self.notes.note(*DAY)
        return self.record.coming(day)

    def knows(self, code):
        self.notes.note("power", code, "there")
        return self.record.knows(code)


def noted_context(notes):
    """Make a class of contexts that note what is read through them."""

    class Noted(Context):
        def __init__(self, registry, index, forms, file, as_of, record=None, *more, **named) -> None:
            if not isinstance(index, NotedIndex):
                kinds = ("office", "law", "form", "guide", "calendar")
                registers = {f"{kind}s": Register(kind, getattr(registry, f"{kind}s"), notes) for kind in kinds}
                held = {name: (form.blank, form.sample) for name, form in registry.forms.items()}
                registry, forms = replace(registry, **registers), Forms(forms, held, notes)
                index, record = NotedIndex(index.db, notes), record and NotedRecord(record, notes)
                file = files(file, notes)
            super().__init__(registry, index, forms, file, as_of, record, *more, **named)

        def __getattribute__(self, name):
            if name == "as_of":
                notes.note(*DAY)
            return super().__getattribute__(name)

    return Noted


class Forms(Register):
    """The forms as pages show them: each is made of its definition and of the files that it names."""

    def __init__(self, forms, held, notes) -> None:
        super().__init__("form", forms, notes)
        self.held = held

    def __getitem__(self, key):
        for name in filter(None, self.held[key]):
            self.notes.note("form-file", name, "text")
        return super().__getitem__(key)


def files(file, notes):
    """Describe attached files, noting which."""

    def described(name, title):
        notes.note("form-file", name, "text")
        return file(name, title)

    return described


def noting(kind, notes):
    """Make a row whose plan notes for which output it reads."""

    def noted(make, code_of):
        def plan(*asked):
            key = code_of(*asked)
            notes.output = kind.name, key.rpartition("/")[0] if kind.name == APPROVED_PART.name else key
            try:
                return list(make(*asked))
            finally:
                notes.output = None

        return plan

    return replace(kind, plan=noted(kind.plan, lambda _, key: getattr(key, "code", key)))


@pytest.fixture
def notes(monkeypatch):
    """Let every output note what is read while it is made."""
    found = Notes()
    monkeypatch.setattr(opened, "Context", noted_context(found))
    monkeypatch.setattr(draw, "ITEMS", tuple(noting(kind, found) for kind in draw.ITEMS))
    known = {kind.name: noting(kind, found) for kind in (*PAGES, APPROVED_PART, DCAT_DATA)}
    monkeypatch.setattr(draw, "_BY_NAME", {**draw._BY_NAME, **known})
    draw_list = update.draw_list

    def noted_list(task):
        found.output = LISTS[task.kind].name, task.key
        try:
            return draw_list(task)
        finally:
            found.output = None

    monkeypatch.setattr(update, "draw_list", noted_list)
    return found


def site_with_everything(folder):
    """Make a site in git whose items name each other, forms, files and guides, with one item renamed and one removed."""
    site = repository(folder)
    form = site / "content/forms/second.yaml"
    form.write_text("id: second\nname: 第二张表\nversion: 2026-01\nblank: blank.png\nsample: filled.png\n", encoding="utf-8")
    for name in ("blank.png", "filled.png", "other.png"):
        (site / "content/forms/files").mkdir(exist_ok=True)
        (site / "content/forms/files" / name).write_bytes(picture(name.encode()))
    for name, lang in (("book", "zh"), ("book-en", "en")):
        head = f"Title: 手册\nSlug: book\nSummary: 摘要\nAudience: staff\nLang: {lang}\n"
        (site / f"content/guides/{name}.md").write_text(head + "\n见[烟花](/powers/YJ-XK-0001/)。\n", encoding="utf-8")
    (site / "content/guides/second.md").write_text(
        "Title: 第二篇\nSlug: second\nSummary: 一句话。\nDate: 2026-01-01\nPowers: T-1, T-2\n\n## 怎么办\n\n见[这一项](/powers/T-3/)。\n", encoding="utf-8"
    )
    more = {
        "T-1": "guide: second\nmaterials:\n  - {name: 申请表, form: second, sample: other.png}\n",
        "T-2": "parent: T-1\nattachments:\n  - {name: 附件, file: other.png}\nflows:\n  external:\n    - {id: a, name: 申请}\n    - {id: b, name: 决定}\n",
        "T-3": "states:\n  - {state: active, on: 2020-01-01}\n  - {state: suspended, on: 2030-06-01, document: 某文件}\n",
        "T-4": "applicants: [enterprise]\nlife_events: [开店]\n",
    }
    for code, fields in more.items():
        text = ITEM.format(code=code, name=f"事项 {code}", category="permit" if code < "T-3" else "penalty", office="xxj", summary="一句话。", related="T-3" if code == "T-1" else "")
        (site / f"content/powers/xxj/{code}.yaml").write_text(text + fields, encoding="utf-8")
    (site / "content/approved").mkdir()
    (site / "content/approved/2021.yaml").write_text(
        "title: 权力清单\nnumber: 某政发〔2021〕1号\ndate: 2021-01-01\noffices: [xxj]\nitems:\n"
        "  - {code: T-1, name: 别的名称, category: permit}\n  - {name: 没有公布的许可, category: permit}\n",
        encoding="utf-8",
    )
    commit(site, "2021-01-01", Change_Reason="增加")
    for name, text in (("old", "reward"), ("gone", "levy")):
        path = site / f"content/powers/xxj/T-{name}.yaml"
        path.write_text(ITEM.format(code=f"T-{name}", name="旧事项", category=text, office="xxj", summary="一句话。", related="T-4"), encoding="utf-8")
    commit(site, "2021-02-01")
    (site / "content/powers/xxj/T-old.yaml").rename(site / "content/powers/xxj/T-new.yaml")
    edit(site, "content/powers/xxj/T-new.yaml", "T-old", "T-new")
    edit(site, "content/powers/xxj/T-new.yaml", "related: [T-4]", "related: [T-2]")
    (site / "content/powers/xxj/T-gone.yaml").unlink()
    edit(site, "content/powers/xxj/T-2.yaml", "name: 决定", "name: 作出决定")
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2022-03-01", Change_Reason="改")
    return site


class Simulated:
    """The outputs that would be stale if one fact were stated, by the same join as in a build."""

    def __init__(self, site) -> None:
        state = State.open(site / ".quanli/state.sqlite")
        self.record = opened_record(site, site / ".quanli")
        self.state, self.index = state, Index(state.db)
        self.registry = state.kept("registry")
        self.questions = Questions(self.registry, self.index, state.db)
        self.known = {}

    def stale(self, fact):
        if fact not in self.known:
            self.known[fact] = self._stale(fact)
        return self.known[fact]

    def _stale(self, fact):
        facts = Facts()
        kind, *rest = fact
        if kind == "power":
            facts.add("power", rest[0], WHY, "text")  # a row differs where a file does
        if kind == "power" and rest[1] == "there":
            known = self.index.row(rest[0])
            (facts.before if known else facts.after)[rest[0]] = known or replace(next(self.index.rows()), code=rest[0], parent="")
            facts.compare([rest[0]], lambda _: 2)
        elif kind == "resting":
            facts.after[NEW] = replace(next(self.index.rows()), code=NEW)
            facts.cited[NEW] = frozenset({(f"{rest[0]} 第九条", "")})
            facts.compare([NEW], lambda _: 2)
        elif kind == "power" and rest[1] == "cites":
            facts.before[rest[0]] = facts.after[rest[0]] = self.index.row(rest[0])
            facts.cited_before[rest[0]] = self.index.cites(rest[0])
            facts.compare([rest[0]], lambda _: 2)
        elif kind == "power":
            row = self.index.row(rest[0])
            facts.before[row.code], facts.after[row.code] = row, replace(row, **{"name" if rest[1] == "name" else "summary": "别的"})
            facts.compare([row.code], lambda _: 2)
        elif kind == "members":
            facts.after[NEW] = joining(next(self.index.rows()), dict(rest))
            facts.compare([NEW], lambda _: 2)
        elif kind == "keys":
            for key in CATEGORIES:
                facts.add(rest[0], key, WHY)
        else:
            facts.add(kind, rest[0], WHY, *rest[1:], "name")
        stale_items(facts, self.questions, self._codes, lambda codes: self._read(codes, facts))
        Recorded(self.record, self.state).tell(facts)
        # an item's outputs are drawn together, yet each is judged by its own edges: by these a review tells what a change shows on
        return {(kind.name, key) for kind in KINDS for key in stale(kind, facts, self.questions)}

    def _codes(self):
        return (*self.index.codes(), *self.record.codes())

    def _read(self, codes, facts) -> None:
        rows = [row for row in map(self.index.row, codes) if row and row.code not in facts.after]
        for row in rows:
            facts.before[row.code] = facts.after[row.code] = row
        facts.compare([row.code for row in rows], lambda _: 2)


def joining(row, where):
    """Make the row of a new power that stands in a list."""
    row = replace(row, code=NEW)
    for name, value in where.items():
        several = {"law": ("laws", ((value, "", ""),)), "form": ("forms", (value,)), "life_event": ("life_events", (value,)), "audience": ("applicants", (value,)), "lacking": ("office", value), "beginning": ("name", f"{value}新")}
        row = replace(row, missing=("fees",)) if name == "lacking" else row
        pairs = {"office_category": ("office", "category"), "category_state": ("category", "state")}
        if name in pairs:
            row = replace(row, **dict(zip(pairs[name], value.split("/"), strict=True)))
        else:
            column, wanted = several.get(name, (name, value))
            row = replace(row, **{column: wanted})
    return row


def is_of_sub_items(fact, code, simulated):
    """Tell whether a fact is which sub-items an item has, or what one of them is called."""
    if fact[0] == "members":
        return fact[1][0] == "parent"
    row = simulated.index.row(fact[1]) if fact[0] == "power" else None
    return bool(row) and row.parent == code


LISTED = {kind.name for kind in LISTS}
EXCUSED = (
    # what narrows a list is counted within the list
    (LISTED, lambda fact, *_: fact[:2] in {COUNT, ("office", NEW)}),
    # what a day does are facts of their own: an item's state turned, a law came into force or was repealed
    ({"power", "power-data", "embed", "version", "cpsv", "national", "law", "laws", "law-text", "law-change", "law-impact"}, lambda fact, *_: fact == DAY),
    # a version leaves out what its guide, its sub-items and the calendar say of it today
    ({"version"}, lambda fact, key, simulated: fact[0] in {"guide", "calendar"} or is_of_sub_items(fact, key, simulated)),
    # what is counted in a list of differences comes and goes with them
    ({APPROVED_PART.name}, lambda fact, *_: fact == DRIFT),
    # while an item stands in a category, the category is there
    ({"version"}, lambda fact, key, simulated: fact == ("keys", "category") and simulated.index.has(key)),
)
"""Reads that need no edge, by the kinds of output that read so, each for its reason."""


def unexplained(notes, simulated):
    """Give every read that no declared edge reaches, as output and fact."""
    for (kind, key), facts in sorted(notes.reads.items()):
        for fact in sorted(facts, key=repr):
            if any(kind in kinds and excused(fact, key, simulated) for kinds, excused in EXCUSED):
                continue
            found = simulated.stale(fact)
            if (kind, key) not in found and (kind, ALL) not in found:
                yield (kind, key), fact


def test_every_read_is_reached_by_an_edge(notes, tmp_path):
    """Whatever an output reads while it is made, a change of it makes that output stale, by the edges that its kind declares."""
    site = site_with_everything(tmp_path)
    assert build(site) == 0
    simulated = Simulated(site)
    with closing(simulated.state), closing(simulated.record):
        assert len(notes.reads) > 60
        assert {kind for kind, _ in notes.reads} >= {"approved", "approved-part", "completeness", "lacking"}
        assert "\n".join(map(str, unexplained(notes, simulated))) == ""


def test_an_edge_that_is_not_declared_is_found_out(notes, tmp_path, monkeypatch):
    """Without the edge from a form's file to the items that ask for the form, the proof fails."""
    site = site_with_everything(tmp_path)
    assert build(site) == 0
    simulated = Simulated(site)
    blind = [replace(kind, rests_on=tuple(edge for edge in kind.rests_on if getattr(edge, "held", "") != "form-file")) for kind in KINDS]
    monkeypatch.setattr("quanli.pipeline.plan.ITEMS", tuple(blind[: len(draw.ITEMS)]))
    monkeypatch.setitem(globals(), "KINDS", tuple(blind))
    with closing(simulated.state), closing(simulated.record):
        assert (("power", "T-1"), ("form-file", "blank.png", "text")) in list(unexplained(notes, simulated))
