"""A change of any kind of file is reviewed: put into words, and agreed to by whom its row names."""

import pytest

from content_files import good, path_of
from quanli.catalogue.content_kinds import APPROVAL, KINDS, content_kind_of
from quanli.history.change import sentence
from review.repository import Repository
from review.test_review import look
from sites import put

BY_ITS_WORDS = {"guide": "correction", "register": "correction"}
"""A guide that says no law, and a register of which an entry is gone."""
ASKED = {"office": {"xxj"}, "items": {"site"}, "site": {"site"}}
SAID = {
    "synonyms": ["说法：放炮1 → 放炮4"],
    "terms": ["取消词语“面馆1”：繁体写法：麵館1", "新增词语“面馆4”：繁体写法：麵館4"],
    "calendar": ["放假日：2026-01-02 → 2026-01-05"],
}
"""What is said of a change, for the kinds that are no power and hold a record of few fields."""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not APPROVAL], ids=lambda kind: kind.name)
def test_a_change_of_each_kind_is_reviewed(kind, tmp_path):
    """Each kind of file but approvals themselves, changed, is one file of the review with the kind of change and the office that its row says."""
    repository = Repository(tmp_path)
    path = path_of(kind)
    repository.git("checkout", "--quiet", "main")
    put(repository.site, **{path: good(kind, 1)})
    repository.commit("先")
    repository.git("checkout", "--quiet", "-B", "change")
    put(repository.site, **{path: good(kind, 4)})
    repository.commit("后")
    (file,) = look(repository).files
    assert file.path == path
    assert file.changes
    assert BY_ITS_WORDS.get(kind.name, kind.change) in file.kinds
    said = [sentence(change) for change in file.changes]
    assert said == SAID.get(kind.name, said)
    assert file.offices == ({"second"} if kind.name == "office" else ASKED[kind.approver])


def test_a_file_of_no_kind_is_agreed_to_for_the_whole_site(tmp_path):
    """A stray file slips past nobody: it is named, and asked for as content of the whole site."""
    repository = Repository(tmp_path)
    path = "content/powers/xxj/more/A-1.yaml"
    repository.write(path, "code: A-1\n")
    repository.commit("放错")
    assert content_kind_of(path) is None
    found = look(repository)
    ((file),) = found.files
    assert (file.path, file.kinds, file.offices) == (path, {"content"}, {"site"})
    assert [one.code for one in found.problems.new] == ["STRAY_FILE"]
