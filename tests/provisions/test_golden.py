import pytest

from provisions.golden import differences, golden
from quanli.provisions.reading import read_provision

READINGS = golden()


@pytest.mark.parametrize("one", READINGS, ids=lambda one: f"{one['law']}{one['article']}")
def test_reads_an_article_as_a_lawyer_does(one):
    """The sanctions, ranges, conditions, deciders and references read of a real article are those that its text gives."""
    read = read_provision(one["text"])
    assert differences(one["sanctions"], read.sanctionings) == []
    assert read.unread == ()
    if one.get("references") != "*":
        assert [[each.paragraph, list(each.paragraphs)] for each in read.references] == one.get("references", [])
    if one.get("exemptions") != "*":
        assert len(read.exemptions) == one.get("exemptions", 0)
