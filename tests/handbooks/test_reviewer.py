"""The handbook of those who approve, followed to the letter: a key, a change that waits, and the three ways to answer."""

import subprocess

import pytest

from handbooks.followed import Office, blocks
from handbooks.test_legal_office import furnish
from quanli.approval.approval import read_approval
from quanli.approval.governed import APPROVALS

KEY, AGREE, REFUSE, ELSEWHERE = 2, 5, 6, 7
PROPOSED = """\
git clone --quiet git@git.example.gov.cn:quanli/site.git quanli
cd quanli
git switch --quiet -c dianhua
sed -i s/0000-5550101/0000-5550188/ content/offices/xxj.yaml
quanli propose --reason 三号窗口换了电话号码
quanli approve --yes
git push --quiet -u origin dianhua
"""


def answered(office, file):
    """Read the answer to the change as it came to the server."""
    names = subprocess.run(["git", "-C", office.origin, "ls-tree", "-r", "--name-only", "dianhua", f"{APPROVALS}/"], capture_output=True, check=True, text=True).stdout
    (name,) = (one for one in names.split() if one.endswith(f"/{file}"))
    return read_approval(subprocess.run(["git", "-C", office.origin, "show", f"dianhua:{name}"], capture_output=True, check=True).stdout.decode())


@pytest.mark.parametrize(("name", "language"), [("reviewer", "zh_CN.UTF-8"), ("reviewer-en", "en_US.UTF-8")])
def test_three_answers(tmp_path, name, language):
    """Whoever follows the handbook in either language reads the change, and agrees, refuses or signs elsewhere; each answer comes to the server."""
    office, found = Office(tmp_path, language), blocks(name)
    office.follow("法规科", [one for one in found if one.section == KEY])
    furnish(office)
    office.key("危化科")
    office.type("危化科", PROPOSED)
    before = subprocess.run(["git", "-C", office.origin, "rev-parse", "dianhua"], capture_output=True, check=True, text=True).stdout.strip()
    office.follow("法规科", [one for one in found if KEY < one.section <= AGREE])
    assert answered(office, "legal-review@xxj.txt").signer == "法规科"
    for section, file in ((REFUSE, "legal-review@xxj.refused.txt"), (ELSEWHERE, "legal-review@xxj.txt")):
        office.type("法规科", f"git reset --quiet --hard {before}\ngit push --quiet --force\n")
        office.follow("法规科", [one for one in found if one.section == section])
        assert answered(office, file).signer == "法规科"
