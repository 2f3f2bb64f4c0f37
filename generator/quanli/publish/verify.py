"""Whether what is published is, to the byte, what was signed, and nothing older than what was seen before.

The signature vouches for ``release.json``, that for ``manifest.json``, that for its parts, and these for every file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field, replace
from random import SystemRandom

from quanli.build.manifest import ROOT
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.publish.last_seen import Seen
from quanli.publish.listing import Listing
from quanli.publish.release import RECORD, SIGNATURE, File, Release, digest, read_release
from quanli.publish.signature import signer_of
from quanli.publish.target import Entry, Target

_WHOLE = "公布的内容须与签名的发布记录逐字节相同"
_ANEW_ZH, _ANEW_EN = "用 quanli publish --anew 重新写出全部文件；查明是谁改动的", "write all files anew with quanli publish --anew; find out who changed it"

RELEASE_NONE = Rule(
    "RELEASE_NONE", "error",
    zh="这里没有公布任何版本：没有 release.json", en="nothing is published here: there is no release.json",
    hint_zh="核对目标；文件被删的，用 quanli publish --anew", hint_en="see whether it is the right target; if the file was removed, use quanli publish --anew",
    follows=_WHOLE,
)
RELEASE_UNREADABLE = Rule(
    "RELEASE_UNREADABLE", "error",
    zh="读不懂这个文件：{why}", en="this file cannot be made sense of: {why}",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_SIGNATURE = Rule(
    "RELEASE_SIGNATURE", "error",
    zh="发布记录不是由名单中的密钥签名的，或签名后被改动", en="the record of the release was not signed by a key of the list, or was changed since",
    hint_zh="换过密钥的，核对 --signers 名单；否则不要相信这里的内容，重新发布", hint_en="after a change of keys look at the list of --signers; else believe nothing here and publish again",
    follows=_WHOLE,
)
RELEASE_MIXED = Rule(
    "RELEASE_MIXED", "error",
    zh="这个文件属于另一个版本：不是发布记录第 {serial} 号所说的", en="this file belongs to another release: it is not what the record of release {serial} says",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_FILE_ALTERED = Rule(
    "RELEASE_FILE_ALTERED", "error",
    zh="文件被改动：应为 {wanted} 字节，SHA-256 {sha256}", en="the file was altered: wanted are {wanted} bytes of SHA-256 {sha256}",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_FILE_SWAPPED = Rule(
    "RELEASE_FILE_SWAPPED", "error",
    zh="文件的内容被换成了 {other} 的内容", en="the file has the contents of {other}",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_FILE_GONE = Rule(
    "RELEASE_FILE_GONE", "error",
    zh="文件缺失", en="the file is missing",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_FILE_ADDED = Rule(
    "RELEASE_FILE_ADDED", "error",
    zh="多出一个没有经过发布的文件", en="here is a file that was never published",
    hint_zh="删去它；查明是谁放的", hint_en="remove it; find out who put it there",
    follows=_WHOLE,
)
RELEASE_FILE_LINK = Rule(
    "RELEASE_FILE_LINK", "error",
    zh="这里应是普通文件，却是链接或别的东西（{nature}）", en="a plain file is wanted here, not a link or anything else ({nature})",
    hint_zh=_ANEW_ZH, hint_en=_ANEW_EN, follows=_WHOLE,
)
RELEASE_FILE_MODE = Rule(
    "RELEASE_FILE_MODE", "error",
    zh="权限是 {mode}，应为 {wanted}", en="the mode is {mode}, wanted is {wanted}",
    hint_zh="运行 chmod {wanted}", hint_en="run chmod {wanted}",
    follows=_WHOLE,
)
RELEASE_OLD = Rule(
    "RELEASE_OLD", "error",
    zh="公布着的是第 {serial} 次发布，而第 {newest} 次已经公布过：旧版本被放了回来", en="release {serial} is shown, and release {newest} was shown already: an older one was put back",
    hint_zh="重新发布；换回旧版本只用 quanli rollback", hint_en="publish again; go back with quanli rollback only",
    follows="公布的版本不得被悄悄换回旧的",
)
RELEASE_REPLACED = Rule(
    "RELEASE_REPLACED", "error",
    zh="第 {serial} 次发布与以前所见的不是同一个", en="release {serial} is not the one that was seen under this number before",
    hint_zh="查明是谁用同一密钥另行发布；必要时更换密钥", hint_en="find out who published with the same key; change the key if need be",
    follows="公布的版本不得被悄悄换回旧的",
)
RELEASE_CHAIN = Rule(
    "RELEASE_CHAIN", "error",
    zh="第 {serial} 次发布接的不是第 {before} 次：链条断了", en="release {serial} does not follow release {before}: the chain is broken",
    hint_zh="查明是谁改动了记录，或用同一密钥另行发布", hint_en="find out who changed the records, or published with the same key",
    follows="每次发布须接着前一次",
)
RELEASE_UNSTEADY = Rule(
    "RELEASE_UNSTEADY", "error",
    zh="核对时公布的版本一再变换：不同的服务器给出不同的版本，或正在连续发布", en="what is shown changed again and again: servers show different releases, or one follows another",
    hint_zh="稍后再核对；有几台服务器或缓存的，逐台核对", hint_en="verify again later; where there are several servers or caches, verify each",
    follows=_WHOLE,
)
RELEASE_COMMIT = Rule(
    "RELEASE_COMMIT", "error",
    zh="公布着的是提交 {commit}，不是 {wanted}", en="commit {commit} is shown, not {wanted}",
    hint_zh="发布所要的提交", hint_en="publish the commit that is wanted",
    follows="发布须可查证：公开的内容出自一个提交",
)
_LOOKS = 3


@frozen
class Wanted:
    """What is expected: signers that are believed, the release last seen, the least serial, the commit (empty: any)."""

    signers: bytes
    seen: Seen | None = None
    least: int = 0
    commit: str = ""
    sample: int = 0
    """How many files are looked at besides record and manifest, drawn anew each time; 0: all."""


@frozen
class Verdict:
    """What was found: the release that is shown (None: unreadable), by whom it is signed, how many files were looked at."""

    release: Release | None
    record: bytes = b""
    signer: str = ""
    files: int = 0
    problems: tuple[Problem, ...] = field(default_factory=tuple)


def verify(target: Target, wanted: Wanted) -> Verdict:
    """Look at every file that a target shows. Where another release is shown meanwhile, the look begins again, a few times."""
    for _ in range(_LOOKS):
        verdict = _looked(target, wanted)
        if (target.shown() or b"") == verdict.record:
            return replace(verdict, problems=(*verdict.problems, *target.also()))
    return replace(verdict, problems=(*verdict.problems, RELEASE_UNSTEADY.at(RECORD)))


def _looked(target: Target, wanted: Wanted) -> Verdict:
    record = target.shown()
    if record is None:
        return Verdict(None, problems=(RELEASE_NONE.at(RECORD),))
    try:
        release = read_release(record)
    except ValueError as error:
        return Verdict(None, record, problems=(RELEASE_UNREADABLE.at(RECORD, why=str(error)),))
    signer = _signer(target, record, wanted.signers)
    found = [] if signer else [RELEASE_SIGNATURE.at(SIGNATURE)]
    found += _expected(release, record, wanted)
    found += _chained(target, release, record, wanted)
    listing, wrong = _manifest(target, release)
    found += wrong
    files = dict(_vouched(listing, release, found)) if listing else {}
    looked: Mapping[str, File] = {}
    if listing:
        looked = _drawn(files, wanted.sample)
        found += _contents(target, looked)
        found += _lying(target, files)
    return Verdict(release, record, signer, len(looked), tuple(found))


def _signer(target: Target, record: bytes, signers: bytes) -> str:
    try:
        return signer_of(signers, record, target.read(SIGNATURE))
    except OSError:
        return ""


def _expected(release: Release, record: bytes, wanted: Wanted) -> Iterator[Problem]:
    newest = max(wanted.least, wanted.seen.serial if wanted.seen else 0)
    if release.serial < newest:
        yield RELEASE_OLD.at(RECORD, serial=release.serial, newest=newest)
    if wanted.seen and release.serial == wanted.seen.serial and digest(record) != wanted.seen.record:
        yield RELEASE_REPLACED.at(RECORD, serial=release.serial)
    if wanted.commit and release.commit != wanted.commit:
        yield RELEASE_COMMIT.at(RECORD, commit=release.commit[:12], wanted=wanted.commit[:12])


def _chained(target: Target, release: Release, record: bytes, wanted: Wanted) -> Iterator[Problem]:
    """Follow the records from the newest back: each is signed and named by the one after it, what is shown is the newest, what was seen is among them."""
    known: dict[int, bytes] = {}
    for one, signature in target.records():
        try:
            said = read_release(one)
        except ValueError as error:
            yield RELEASE_UNREADABLE.at("records", why=str(error))
            continue
        known[said.serial] = one
        if said.serial != release.serial and said.serial + 1 not in known and not signer_of(wanted.signers, one, signature):
            yield RELEASE_SIGNATURE.at(f"records/{said.serial}.json")  # older ones are vouched for by the digest in the one after them
    if not known:
        return
    newest = max(known)
    if newest > release.serial and not (wanted.seen and newest == wanted.seen.serial):
        yield RELEASE_OLD.at(RECORD, serial=release.serial, newest=newest)
    known[release.serial] = record
    for serial, one in known.items():
        before = known.get(serial - 1)
        if before is not None and read_release(one).previous != digest(before):
            yield RELEASE_CHAIN.at(RECORD, serial=serial, before=serial - 1)
    seen = wanted.seen
    if seen and seen.serial < release.serial and seen.serial in known and digest(known[seen.serial]) != seen.record:
        yield RELEASE_REPLACED.at(f"records/{seen.serial}.json", serial=seen.serial)


def _manifest(target: Target, release: Release) -> tuple[Listing | None, list[Problem]]:
    """Read the manifest, where it is the one that the record names."""
    try:
        listing = Listing(target.read)
    except FileNotFoundError:
        return None, [RELEASE_FILE_GONE.at(ROOT)]
    except (OSError, ValueError) as error:
        return None, [RELEASE_UNREADABLE.at(ROOT, why=str(error))]
    if listing.sha256 != release.manifest:
        return None, [RELEASE_MIXED.at(ROOT, serial=release.serial)]
    return listing, []


def _vouched(listing: Listing, release: Release, found: list[Problem]) -> Iterator[tuple[str, File]]:
    """Give all files that record and manifest vouch for; a part that is altered is told."""
    for file in (*listing.own(), *release.kept):
        yield file.path, file
    for part in listing.parts:
        try:
            rows = listing.of(part)
        except FileNotFoundError:
            continue  # told with the other files
        except (OSError, ValueError):
            found.append(RELEASE_MIXED.at(part.path, serial=release.serial))
            continue
        yield from ((row.path, row) for row in rows)


def _drawn(files: Mapping[str, File], sample: int) -> Mapping[str, File]:
    """Draw some files, which nobody can foresee; all where that many are wanted, or all."""
    if not sample or sample >= len(files):
        return files
    return {path: files[path] for path in sorted(SystemRandom().sample(sorted(files), sample))}


def _contents(target: Target, files: Mapping[str, File]) -> Iterator[Problem]:
    """Hold the bytes of each file against what is vouched for."""
    altered: dict[str, str] = {}
    with ThreadPoolExecutor(target.readers) as readers:
        digests = list(readers.map(lambda path: _digest(target, path), files))
    for file, sha256 in zip(files.values(), digests, strict=True):
        if isinstance(sha256, Problem):
            yield sha256
        elif sha256 != file.sha256:
            altered[file.path] = sha256
    owners = {file.sha256: path for path, file in files.items()} if altered else {}
    for path, sha256 in altered.items():
        if sha256 in owners:
            yield RELEASE_FILE_SWAPPED.at(path, other=owners[sha256])
        else:
            yield RELEASE_FILE_ALTERED.at(path, wanted=files[path].size if files[path].size >= 0 else "?", sha256=files[path].sha256)


def _digest(target: Target, path: str) -> str | Problem:
    try:
        return hashlib.sha256(target.read(path)).hexdigest()
    except FileNotFoundError:
        return RELEASE_FILE_GONE.at(path)
    except OSError as error:
        return RELEASE_UNREADABLE.at(path, why=str(error.strerror or error))


def _lying(target: Target, files: Mapping[str, File]) -> Iterator[Problem]:
    """Say what lies there besides, and what is not what it should be."""
    entries = target.entries()
    folders = {above for path in files for above in _above(path)}
    for entry in entries or ():
        if entry.nature == "folder":
            yield from _mode(entry, 0o755)
            if entry.path not in folders:
                yield RELEASE_FILE_ADDED.at(f"{entry.path}/")
        elif entry.path not in files and entry.path not in {RECORD, SIGNATURE}:
            yield RELEASE_FILE_ADDED.at(entry.path)
        elif entry.nature != "file":
            yield RELEASE_FILE_LINK.at(entry.path, nature=entry.nature)
        else:
            yield from _mode(entry, 0o644)


def _mode(entry: Entry, wanted: int) -> Iterator[Problem]:
    if entry.mode not in {-1, wanted}:
        yield RELEASE_FILE_MODE.at(entry.path, mode=f"{entry.mode:03o}", wanted=f"{wanted:03o}")


def _above(path: str) -> Iterator[str]:
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
