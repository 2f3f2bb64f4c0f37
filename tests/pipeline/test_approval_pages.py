"""What was approved, on the site: who signed stands with the change, what they signed stands beside it, and anyone can prove it."""

import json
import re
import shutil
import subprocess

import pytest

from agreeing import Key, approval, papers, stated
from pipeline.incremental import same_as_clean, tree
from pipeline.test_history_pages import CODE, commit, git, page, repository, words
from quanli.approval.statement import change_id
from quanli.cli import main
from sites import POWER, build, edit, put

DAY = "2021-04-20"


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    return Key(folder, "归集科"), Key(folder, "法规科")


def approved(folder, keys, **said):
    """Make a site with a change that both keys have signed; gives it and the statement's text."""
    site = repository(folder)
    put(site, **{"content/approvers": keys[0].line("proposed-by@xxj") + keys[1].line("legal-review@*")})
    commit(site, "2020-03-02", "审批人名单")
    base, before = git(site, "rev-parse", "HEAD", f"HEAD:{POWER}").split()
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    after = git(site, "hash-object", POWER).strip()
    text = stated(base, [(POWER, before, after)], words=(f"事项：{CODE}", "变更前：在固定场所零售"), **said)
    return site, text


def sign(site, text, keys, *roles, day=DAY):
    """Lay the approvals of some roles beside a statement."""
    made = [approval(text, keys[role == "legal-review"], role, "xxj", day) for role in roles]
    put(site, **papers(text, *made))


def built_the_same(site, folder):
    """Build upon the last build, and see that it equals a clean one."""
    assert build(site) == 0
    same_as_clean(site, folder / "clean")


def test_the_record_names_who_signed_and_marks_it(tmp_path, keys):
    """The timeline has role, post, day and the mark, and leads to the signed text; a name that a commit mentions stands nowhere."""
    site, text = approved(tmp_path, keys, Change_Reason="说清楚")
    sign(site, text, keys, "proposed-by", "legal-review")
    commit(site, DAY, "合并", Change_Reason="别的", Approved_By="王某人", Determined_By="李某人")
    assert build(site) == 0
    said = words(page(site, f"/powers/{CODE}/history/"))
    assert "部门提出 归集科 2021 年 4 月 20 日 已验证签名 法制机构审核 法规科 2021 年 4 月 20 日 已验证签名 签名的变更书" in said
    assert "理由 说清楚" in said
    everything = b"".join(data for path, data in tree(site / "output").items())
    for name in ("王某人", "李某人", "提交说明所载"):
        assert name.encode() not in everything
    url = f"/approvals/{change_id(text)}/"
    assert f'href="{url}"' in page(site, f"/powers/{CODE}/history/")
    assert f'href="{url}"' in page(site, "/changes/")
    assert 'href="/approvals/"' in page(site, "/changes/")


def test_names_that_a_commit_mentions_are_told_nowhere(tmp_path, capsys):
    """Without a signature nobody is told to have agreed: not on the page, not in the feed, not by the command."""
    site = repository(tmp_path)
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, DAY, Change_Reason="说清楚", Proposed_By="归集科王某", Approved_By="李某人")
    assert build(site) == 0
    everything = b"".join(data for path, data in tree(site / "output").items())
    assert "王某".encode() not in everything
    assert "李某人".encode() not in everything
    assert "已验证签名" not in page(site, f"/powers/{CODE}/history/")
    capsys.readouterr()
    for form in ("text", "json", "markdown"):
        assert main(["history", CODE, "--site", str(site), "--format", form]) == 0
        assert "王某" not in capsys.readouterr().out


def test_the_signed_text_is_published_and_can_be_proved_by_its_commands(tmp_path, keys):
    """Statement and approvals lie beside the page as they lie in the repository, and the commands on the page say Good."""
    site, text = approved(tmp_path, keys, Change_Reason="说清楚")
    sign(site, text, keys, "proposed-by", "legal-review")
    commit(site, DAY)
    assert build(site) == 0
    url = f"/approvals/{change_id(text)}/"
    folder = site / "output" / url.strip("/")
    for name in ("change.txt", "proposed-by@xxj.txt", "legal-review@xxj.txt"):
        assert (folder / name).read_bytes() == (site / "content" / url.strip("/") / name).read_bytes()
    html = page(site, url)
    assert "变更前：在固定场所零售" in html
    assert "归集科" in words(html)
    assert f'href="/powers/{CODE}/history/"' in html
    assert '<meta name="robots" content="noindex">' in html
    work = tmp_path / "work"
    work.mkdir()
    for link in set(re.findall(r'href="(/approvals/[^"]+\.txt)"', html)):
        (work / link.rpartition("/")[2]).write_bytes((site / "output" / link.strip("/")).read_bytes())
    commands = re.findall(r'<pre class="signed-text" tabindex="0">(.*?)</pre>', html, re.DOTALL)[1].replace("&#39;", "'").replace("&gt;", ">").replace("&lt;", "<")
    done = subprocess.run(["sh", "-ec", commands], cwd=work, capture_output=True, text=True, check=True)
    assert 'Good "quanli-approval" signature for proposed-by@xxj' in done.stdout
    (work / "change.txt").write_text("别的")
    assert subprocess.run(["sh", "-ec", commands], cwd=work, capture_output=True, check=False).returncode != 0


def test_the_command_tells_who_signed(tmp_path, keys, capsys):
    """``quanli history`` names signers with role and day, in words and as JSON."""
    site, text = approved(tmp_path, keys)
    sign(site, text, keys, "legal-review")
    commit(site, DAY)
    assert main(["history", CODE, "--site", str(site), "--lang", "zh"]) == 0
    assert "已验证签名：法制机构审核 法规科 2021-04-20" in capsys.readouterr().out
    assert main(["history", CODE, "--site", str(site), "--format", "json"]) == 0
    (event, _) = json.loads(capsys.readouterr().out)
    assert event["statements"] == [change_id(text)]
    assert event["approvals"] == [{"role": "legal-review", "office": "xxj", "signer": "法规科", "day": "2021-04-20", "change": change_id(text)}]


def test_approvals_that_come_one_by_one_build_as_at_once(tmp_path, keys):
    """Each new approval, a list of approvers that loses a key and one that has it again: what is built upon the last build equals a clean one."""
    site, text = approved(tmp_path, keys, Change_Reason="说清楚")
    sign(site, text, keys)
    commit(site, DAY)
    assert build(site) == 0
    assert not (site / "output/approvals").exists()
    sign(site, text, keys, "proposed-by")
    commit(site, "2021-04-21")
    built_the_same(site, tmp_path)
    assert "归集科" in page(site, f"/powers/{CODE}/history/")
    assert "归集科" in page(site, "/changes/2021-04/")
    sign(site, text, keys, "legal-review")
    commit(site, "2021-04-22")
    built_the_same(site, tmp_path)
    lists = (site / "content/approvers").read_text()
    put(site, **{"content/approvers": keys[1].line("legal-review@xxj")})
    built_the_same(site, tmp_path)
    assert "归集科" not in page(site, f"/powers/{CODE}/history/")
    put(site, **{"content/approvers": "# 没有\n"})
    built_the_same(site, tmp_path)
    assert not (site / "output/approvals").exists()
    put(site, **{"content/approvers": lists})
    built_the_same(site, tmp_path)
    assert "归集科" in page(site, f"/approvals/{change_id(text)}/")


def test_a_statement_with_the_number_of_a_person_is_masked_and_not_offered(tmp_path, keys):
    """What names a person by number is not published byte for byte: the page says so and has no files."""
    site, text = approved(tmp_path, keys, Change_Reason="问 13812345678")
    sign(site, text, keys, "legal-review")
    commit(site, DAY)
    build(site)
    everything = b"".join(data for path, data in tree(site / "output").items())
    assert b"13812345678" not in everything
    if (site / "output/approvals").exists():
        assert "公布时已遮盖" in page(site, f"/approvals/{change_id(text)}/")


def test_from_proposal_to_page_by_the_commands_alone(tmp_path, keys, capsys):
    """Proposed, signed by four keys, squashed into one commit that says nothing: the page has reason, day and all four, and the commands that it gives prove them."""
    roles = ("proposed-by", "legal-review", "approved-by", "determined-by")
    four = {role: Key(tmp_path, name) for role, name in zip(roles, ("归集科", "法规科", "分管副主任", "政府法制机构"), strict=True)}
    site = repository(tmp_path)
    put(site, **{"content/approvers": "".join(key.line(f"{role}@xxj") for role, key in four.items())})
    git(site, "config", "user.name", "x")
    git(site, "config", "user.email", "x@example.invalid")
    commit(site, "2020-03-02", "审批人名单")
    git(site, "switch", "-q", "-c", "change")
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    said = ("--reason", "说清楚", "--legal-basis", "《烟花爆竹安全管理条例》第三条", "--trigger", "客观情况变化", "--adjusts", "时限=不变; 岗位=不变; 职责=不变; 文书=不变")
    assert main(["propose", "--site", str(site), "--lang", "zh", *said]) == 0
    commands = re.findall(r"quanli approve (\w+) --as (\S+)", capsys.readouterr().err)
    assert [principal for _, principal in commands] == [f"{role}@xxj" for role in roles]
    for change, principal in commands:
        assert main(["approve", change, "--as", principal, "--key", str(four[principal.partition("@")[0]].file), "--yes", "--site", str(site)]) == 0
    git(site, "switch", "-q", "main")
    git(site, "merge", "-q", "--squash", "change")
    git(site, "commit", "-q", "-m", "合并")
    assert build(site) == 0
    told = words(page(site, f"/powers/{CODE}/history/"))
    for role, key in zip(("部门提出", "法制机构审核", "分管领导批准", "政府法制机构审定"), four.values(), strict=True):
        assert re.search(f"{role} {key.name} [\\d 年月日]+ 已验证签名", told)
    assert "理由 说清楚" in told
    assert "在固定的场所零售" in page(site, f"/approvals/{commands[0][0]}/")


def test_a_machine_that_cannot_prove_says_so_and_names_nobody(tmp_path, keys, monkeypatch, capsys):
    """Without ssh-keygen the build, ``check`` and ``history`` say how many approvals are not shown; with it they are there again."""
    site, text = approved(tmp_path, keys)
    sign(site, text, keys, "proposed-by", "legal-review")
    commit(site, DAY)
    assert build(site) == 0
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("git", "dot"):
        (tools / name).symlink_to(shutil.which(name))
    edit(site, POWER, "在固定的场所零售", "在一个固定的场所零售")
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tools))
        capsys.readouterr()
        assert main(["build", "--site", str(site)]) == 0
        assert "2 份审批的签名无法验证" in capsys.readouterr().err
        assert "已验证签名" not in page(site, f"/powers/{CODE}/history/")
        assert not (site / "output/approvals").exists()
        assert main(["history", CODE, "--site", str(site), "--lang", "zh"]) == 0
        told = capsys.readouterr()
        assert "2 份审批的签名无法验证" in told.err
        assert "归集科" not in told.out
    edit(site, POWER, "在一个固定的场所零售", "在固定的场所零售")
    assert build(site) == 0
    assert "归集科" in page(site, f"/powers/{CODE}/history/")
