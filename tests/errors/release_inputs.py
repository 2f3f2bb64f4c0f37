"""An input for each code of publishing to a folder, of going back and of verifying: a site published twice, and what became of it."""

import functools
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import quanli.publish.tree as tree_module
from publish.published import Publisher, moved
from quanli.publish.signature import sign

PAGE = "powers/YJ-XK-0001/index.html"


@functools.lru_cache(maxsize=1)
def _template() -> Path:
    """Publish two releases, once for all."""
    publisher = Publisher(Path(tempfile.mkdtemp(prefix="quanli-published-"))).begin()
    assert publisher.publish("--first") == 0
    publisher.rename(1)
    assert publisher.publish() == 0
    return publisher.folder


class _Desk:
    """A publisher with two releases, and the desk at which commands are run."""

    def __init__(self, desk) -> None:
        self.desk, self.own = desk, moved(_template(), desk.folder / "published")
        self.tree = (self.own.target / "current").resolve()

    def run(self, command: str, *more: object) -> str:
        key = () if command == "verify" else ("--key", self.own.key)
        usual = ("--no-require-approval", "--quiet", "--jobs", "1") if command == "publish" else ()
        return self.desk.run(command, self.own.target, "--site", self.own.site, *key, *usual, *more)


def _verified(spoil: Callable[["_Desk"], object], *more: object) -> Callable[..., str]:
    def brought(desk) -> str:
        there = _Desk(desk)
        spoil(there)
        return there.run("verify", *more)

    return brought


def _published(spoil: Callable[["_Desk"], object], *more: object, command: str = "publish") -> Callable[..., str]:
    def brought(desk) -> str:
        there = _Desk(desk)
        spoil(there)
        return there.run(command, *more)

    return brought


def _swap(there: _Desk) -> None:
    one, other = there.tree / PAGE, there.tree / "404.html"
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


def _signed_anew(there: _Desk, old: str, new: str) -> None:
    record = (there.tree / "release.json").read_text().replace(old, new).encode()
    (there.tree / "release.json").write_bytes(record)
    (there.tree / "release.json.sig").write_bytes(sign(there.own.key, record))


def _older(there: _Desk) -> None:
    link = there.own.target / "current"
    link.unlink()
    link.symlink_to(f"releases/{next((there.own.target / 'releases').glob('1-*')).name}")


def _emptied(there: _Desk) -> None:
    for file in (there.own.site / "content").rglob("*.*"):
        if file.suffix in {".yaml", ".md", ".csv"} and "YJ-XK-0001" in file.read_text("utf-8"):
            file.write_text("".join(line for line in file.read_text("utf-8").splitlines(keepends=True) if "YJ-XK-0001" not in line), encoding="utf-8")
    (there.own.site / "content/powers/xxj/YJ-XK-0001.yaml").unlink()
    there.own.commit("空")


def _many_gone(there: _Desk) -> None:
    power = there.own.site / "content/powers/xxj/YJ-XK-0001.yaml"
    for number in range(2, 32):
        code = f"YJ-XK-{number:04}"
        power.with_name(f"{code}.yaml").write_text(power.read_text("utf-8").replace("YJ-XK-0001", code).replace("name: 烟花爆竹零售许可", f"name: 烟花爆竹零售许可（{number}）"), encoding="utf-8")
    there.own.commit("增加")
    assert there.own.publish() == 0
    for number in range(2, 32):
        power.with_name(f"YJ-XK-{number:04}.yaml").unlink()
    there.own.commit("删去")


def _renamed(there: _Desk) -> None:
    settings = there.own.site / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("https://example.gov.cn", "https://other.gov.cn"), encoding="utf-8")
    there.own.commit("改名")


def _shallow(there: _Desk) -> None:
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{there.own.site}", there.own.folder / "shallow"], check=True)
    there.own.site = there.own.folder / "shallow"


def _unreadable_objects(there: _Desk) -> None:
    tree = there.own.git("rev-parse", "HEAD:content")
    there.own.commit("改")
    shutil.rmtree(there.own.place())
    (there.own.site / ".git/objects" / tree[:2] / tree[2:]).unlink()


def _built_wrong(desk) -> str:
    there = _Desk(desk)
    checked = tree_module.checked

    def spoiled(output, file):
        (output / file.path).write_text("x")
        return checked(output, file)

    desk.monkeypatch.setattr(tree_module, "checked", spoiled)
    return there.run("publish", "--anew")


def _outside_git(desk) -> str:
    site = desk.site()
    key = desk.folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    desk.monkeypatch.setattr("quanli.git.revision.commit_of", lambda *_: "0" * 40)
    return desk.run("publish", desk.folder / "www", "--site", site, "--key", key, "--quiet")


def _first(desk) -> str:
    there = _Desk(desk)
    there.own.target = there.own.folder / "new"
    return there.run("publish")


def _nothing_there(desk) -> str:
    there = _Desk(desk)
    there.own.target = there.own.folder / "nothing"
    return there.run("verify", "--signers", f"{there.own.key}.pub")


def _foreign(desk) -> str:
    there = _Desk(desk)
    there.own.target = there.own.site
    return there.run("publish")


def _other_signature(there: _Desk) -> None:
    (there.tree / "release.json.sig").write_bytes(sign(there.own.folder / "other", (there.tree / "release.json").read_bytes()))


RELEASES: dict[str, Callable[..., str]] = {
    "RELEASE_NONE": _nothing_there,
    "RELEASE_UNREADABLE": _verified(lambda there: (there.tree / "release.json").write_text("{}")),
    "RELEASE_SIGNATURE": _verified(_other_signature),
    "RELEASE_MIXED": _verified(lambda there: shutil.copy(next((there.own.target / "releases").glob("1-*")) / "digests.json", there.tree)),
    "RELEASE_FILE_ALTERED": _verified(lambda there: (there.tree / PAGE).write_text("x")),
    "RELEASE_FILE_SWAPPED": _verified(_swap),
    "RELEASE_FILE_GONE": _verified(lambda there: (there.tree / PAGE).unlink()),
    "RELEASE_FILE_ADDED": _verified(lambda there: (there.tree / "evil.html").write_text("x")),
    "RELEASE_FILE_LINK": _verified(lambda there: ((there.tree / PAGE).unlink(), (there.tree / PAGE).symlink_to("/etc/hostname"))),
    "RELEASE_FILE_MODE": _verified(lambda there: (there.tree / PAGE).chmod(0o666)),
    "RELEASE_OLD": _verified(_older),
    "RELEASE_REPLACED": _verified(lambda there: _signed_anew(there, '"2026-06-01"', '"2026-06-02"')),
    "RELEASE_CHAIN": _verified(lambda there: _signed_anew(there, '"previous": "', f'"previous": "{"0" * 64}", "was": "')),
    "RELEASE_COMMIT": _verified(lambda _: None, "--commit", "HEAD~1"),
    "RELEASE_SIGNERS": _verified(lambda there: shutil.rmtree(there.own.place())),
    "RELEASE_KEY": _published(lambda there: there.own.key.write_text("lost") and Path(f"{there.own.key}.pub").unlink()),
    "ROLLBACK_NOTHING": _published(lambda _: None, "--to", "7", command="rollback"),
    "PUBLISH_FIRST": _first,
    "PUBLISH_NO_COMMIT": _outside_git,
    "PUBLISH_CUT_OFF": _published(_shallow),
    "PUBLISH_GIT": _published(_unreadable_objects),
    "PUBLISH_DAMAGED": _built_wrong,
    "PUBLISH_EMPTY": _published(_emptied),
    "PUBLISH_REMOVES": _published(_many_gone),
    "PUBLISH_OTHER_SITE": _published(_renamed),
    "PUBLISH_UNRELATED": _published(lambda _: None, "--commit", "HEAD~1", "--require-approval"),
    "PUBLISH_WITHDRAWN": _published(lambda there: there.own.run("rollback")),
    "PUBLISH_UNTRUSTED": _published(_other_signature),
    "PUBLISH_MIXED": _published(lambda there: shutil.copy(next((there.own.target / "releases").glob("1-*")) / "digests.json", there.tree)),
    "TARGET_FOREIGN": _foreign,
    "TARGET_DAMAGED": _published(lambda there: (there.own.target / "current").unlink()),
    "TARGET_UNKNOWN": lambda desk: desk.run("verify", "gopher://example.gov.cn/", "--site", desk.site()),
}
"""Code → what brings it about at a desk; gives what was said."""
