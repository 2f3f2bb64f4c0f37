"""What differs is said as facts, and facts make outputs stale through edges."""

from dataclasses import replace

from quanli.assemble.edges import ALL, Children, Due, Every, Holding, Lines, Named, Own
from quanli.assemble.facts import Facts, Reason, compared
from quanli.catalogue.form import Form
from quanli.catalogue.office import Office
from quanli.catalogue.row import PowerRow
from quanli.frozen import frozen

WHY = Reason("有变", "changed")


def row(number: int, name: str = "原名", **more) -> PowerRow:
    """Make the row of a power that belongs to a main item."""
    values = dict.fromkeys(PowerRow.__names__, "")
    lists = dict.fromkeys(("applicants", "life_events", "keywords", "laws", "forms"), ())
    figures = {"promised": 0, "statutory": 0, "completeness": 0, "visits": None, "free": None, "state_on": None, "next_on": None}
    own = {"code": f"A-{number:04}", "name": name, "parent": f"M-{number % 7}", "category": "permit", "office": "xxj"}
    return PowerRow(**values | lists | figures | own | more)


@frozen
class Asked:
    """What edges ask, answered from what a test says."""

    registry: object = None
    texts: object = None

    def naming(self, kind, key):
        return self.texts.get((kind, key), ())

    def named_before(self, kind, key):
        return self.texts.get(("before", kind, key), ())


def facts(before=(), after=(), there=5) -> Facts:
    found = Facts()
    found.before, found.after = {one.code: one for one in before}, {one.code: one for one in after}
    found.compare(found.before.keys() | found.after.keys(), lambda _: there)
    return found


def due(edge, found, **asked):
    return list(edge.due(found, Asked(**asked)))


def test_only_what_differs_is_a_fact():
    """A power that was read anew and is what it was states nothing."""
    assert not facts([row(1)], [row(1)])


def test_a_new_name_is_a_line_and_no_place():
    """Another name differs in lists and where others name the power, but moves it nowhere."""
    found = facts([row(1)], [row(1, "新名")])
    assert [list(found.of("power", aspect)) for aspect in ("line", "name", "category", "parent")] == [["A-0001"], ["A-0001"], [], []]
    assert not found.any("count")


def test_every_aspect_differs_of_what_comes_or_goes():
    """Of a power that was not there, or is not any more, name, place and count differ."""
    for found in (facts([], [row(1)]), facts([row(1)], [])):
        assert all(found.any("power", aspect) for aspect in ("line", "name", "category", "parent"))
        assert found.any("count")


def test_category_that_comes_or_goes_is_a_fact():
    """A category is a fact when its first power comes or its last one goes, not when one of several does."""
    assert facts([], [row(1)], there=1).any("category")
    assert facts([row(1)], [], there=0).any("category")
    assert not facts([], [row(1)], there=2).any("category")
    assert not facts([row(1)], [], there=1).any("category")


def test_office_is_renamed_by_either_of_its_names():
    """An office differs in name by its full or its short name; a new telephone is another text, not another name."""
    was = Office(id="xxj", name="某局", short_name="局")
    for now, renamed in ((replace(was, short_name="某"), True), (replace(was, name="别局"), True), (replace(was, address="一楼"), False)):
        found = Facts()
        compared("office", ("机关", "office"), {"xxj": was}, {"xxj": now}, found)
        assert found.any("office", "text")
        assert found.any("office", "name") == renamed


def test_main_items_follow_the_names_and_places_of_their_parts():
    """A main item is stale when a part of it is named otherwise, or belongs to another; each power is looked at once."""
    before = [row(n) for n in range(300)]
    after = [*before[:3], row(3, "新名"), row(4, parent="M-6"), *before[5:]]
    found = facts(before, after)
    assert {one.key for one in due(Children(), found)} == {"M-3", "M-4", "M-6"}
    assert len(list(found.of("power"))) == 2


def test_list_follows_its_lines_as_they_were_and_are():
    """A power that moves from one list to another makes both stale, each by that line alone."""
    found = facts([row(1)], [row(1, category="penalty")])
    said = Lines(lambda one: (one.category,))
    assert due(said, found) == [Due("permit", said.said, "A-0001"), Due("penalty", said.said, "A-0001")]


def test_form_holds_its_files():
    """A file of a form makes the form stale, and the items that ask for the form, now or once."""
    form = Form(id="f", name="表", version="1", blank="a.pdf", sample="b.pdf")

    @frozen
    class Registry:
        forms: object

    asked = {"registry": Registry({"f": form, "g": replace(form, id="g", blank="", sample="")}), "texts": {("form", "f"): ["A-1"], ("before", "form", "f"): ["A-2"]}}
    found = Facts()
    found.add("form-file", "b.pdf", WHY, "text")
    assert due(Holding("form", "form-file"), found, **asked) == [Due("f", WHY)]
    assert due(Holding("form", "form-file", through=Named("form")), found, **asked) == [Due("A-1", WHY)]
    assert due(Holding("form", "form-file", through=Named("form", before=True)), found, **asked) == [Due("A-2", WHY)]


def test_named_says_why_in_its_own_words():
    """An item that names another is stale for a reason that names it."""
    found = facts([row(1)], [row(1, "新名")])
    edge = Named("power", "name", said=Reason("它链接的事项 {key} 有变", "the power {key} changed"))
    assert due(edge, found, texts={("power", "A-0001"): ["A-0002"]}) == [Due("A-0002", Reason("它链接的事项 A-0001 有变", "the power A-0001 changed"))]


def test_aspect_that_does_not_differ_makes_nothing_stale():
    """An edge that asks for an aspect passes over facts of others."""
    found = Facts()
    found.add("guide", "a", WHY, "body")
    assert due(Own("guide"), found) == [Due("a", WHY)]
    assert due(Every("guide"), found) == [Due(ALL, WHY)]
    assert due(Every("guide", "text"), found) == due(Own("guide", "text"), found) == []
