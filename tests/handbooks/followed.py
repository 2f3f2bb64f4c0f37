"""A handbook followed to the letter: its blocks read as a person would, typed at a terminal, with real git, keys and commands.

A block of ``sh`` is typed (``bash`` and ``cron`` were tried by hand: they change the machine; ``diagram`` and ``markup`` are looked at); a block of ``text`` after it is what must be seen, in this order, with ``…`` for anything and ids
and days for any id and day. Any other block is written into the file named before it; two in a row with no more than a word
between them are a passage and what it becomes. Who does it stands in bold before the block, else it is the handbook's reader.
"""

import datetime
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from conftest import ROOT

GUIDES = ROOT / "content/guides"
REPOSITORY = "git@git.example.gov.cn:quanli/site.git"
PEOPLE = ("危化科", "法规科", "分管副局长", "县司法局")
ANSWERS = (("assphrase", "correct horse\n"), ("（是/否）", "是\n"), ("(yes/no)", "yes\n"))
"""What is asked at the terminal, and what is typed."""
BY_HAND = {"bash", "cron", "diagram", "markup"}
_BLOCK = re.compile(r"(?P<before>.*?)^```(?P<word>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_WHO = re.compile(r"\A\*\*([^*]+)\*\*(?: ?[（(][^）)]*[）)])?[：:]\Z")
_FILE = re.compile(r"`([^`\s]*[./][^`\s]*)`[^`]*\Z")
_ALIKE = (r"[0-9a-f]{16}", r"[0-9a-f]{10,12}", r"\d{4}-\d\d-\d\d")
"""Ids of changes and commits, and days: others each time."""
_LOOSE = re.compile(rf"(…|\b(?:{'|'.join(_ALIKE)})\b)", re.ASCII)
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Block(NamedTuple):
    """A block: section (a number from 0), its word, what it says; who does it, in which file, and whether it is what a passage becomes."""

    section: int
    word: str
    text: str
    who: str
    file: str
    becomes: bool


def blocks(name):
    """Read the blocks of a handbook."""
    found, file = [], ""
    for section, text in enumerate(re.split(r"(?<=\n\n)## ", (GUIDES / f"handbook-{name}.md").read_text(encoding="utf-8"))):
        for block in _BLOCK.finditer(text):
            before = block["before"].strip()
            who, named = _WHO.search(before.rpartition("\n\n")[2]), _FILE.search(before.rpartition("\n\n")[2])
            becomes = bool(found) and found[-1].word == block["word"] not in {"sh", "text"} and len(before) < 20 and not named
            file = named[1] if named else file
            found.append(Block(section, block["word"], block["text"], who[1] if who else "", file, becomes))
    return found


def seen(wanted, shown):
    """Give the first line that should have been seen and was not, or nothing."""
    lines = iter([line.rstrip() for line in _COLOUR.sub("", shown).replace("\r", "").split("\n")])
    for line in filter(str.strip, wanted.splitlines()):
        pattern = "".join(re.escape(part) if n % 2 == 0 else _like(part) for n, part in enumerate(_LOOSE.split(line.rstrip())))
        if line.strip() != "…" and not any(re.fullmatch(pattern, one) for one in lines):
            return line
    return ""


def _like(part):
    """Give the pattern of what may stand for a part of a line."""
    return ".*" if part == "…" else next(alike for alike in _ALIKE if re.fullmatch(alike, part))


class Office:
    """People with a machine each, and one repository on a server."""

    def __init__(self, folder, language="zh_CN.UTF-8"):
        self.folder, self.language, self.shown = folder, language, ""
        self.source = ROOT / "generator"
        self.origin = folder / "site.git"
        self.places, self.replaced = {}, {REPOSITORY: str(self.origin)}
        bin_ = folder / "bin"
        bin_.mkdir()
        (bin_ / "quanli").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quanli "$@"\n')
        (bin_ / "quanli").chmod(0o755)
        self.today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()

    def home(self, who):
        """Give the home of somebody; what they type first is typed there."""
        path = self.folder / "homes" / who
        path.mkdir(parents=True, exist_ok=True)
        return path

    def place(self, who):
        """Give the folder in which somebody is."""
        return self.places.setdefault(who, self.home(who))

    def type(self, who, script, status=0):
        """Type commands at somebody's terminal; gives what was shown."""
        left = self.home(who) / ".left"
        whole = f"cd '{self.place(who)}'\ntrap 'pwd > {left}' EXIT\nset -e\n{self._own(script)}"
        environment = {
            "PATH": f"{self.folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(self.home(who)), "LANG": self.language, "LC_ALL": "", "LC_MESSAGES": "", "PYTHONPATH": str(self.source),
            "TMPDIR": str(self.folder), "GIT_PAGER": "cat", "TERM": "dumb", "PYTHONUTF8": "1",
        }  # fmt: skip
        child, terminal = pty.fork()
        if not child:
            os.execvpe("bash", ["bash", "-c", whole], environment)
        shown = _typed(terminal)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == status, f"{who}: {script}\n{shown}"
        self.places[who] = Path(left.read_text(encoding="utf-8").strip())
        return shown

    def _own(self, text):
        """Put in keys for the names of their owners, today for the days of the handbook, and folders of the test for those of a server."""
        text = re.sub(r"AAAA…(\S+)", lambda found: self.key(found[1]), text)
        for written, days in (("20261201", 0), ("20261215", 14)):
            text = text.replace(written, f"{self.today + datetime.timedelta(days):%Y%m%d}")
        text = text.replace("2026-12-01", self.today.isoformat())
        for old, new in self.replaced.items():
            text = text.replace(old, new)
        return text

    def key(self, who):
        """Give somebody's public key, made where there is none yet; 新 is the second of theirs."""
        owner = who.removesuffix("新")
        path = self.home(owner) / ".ssh" / ("quanli_2027" if who.endswith("新") else "quanli_ed25519")
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-C", "", "-N", "", "-f", path], check=True)
            self.type(owner, f"git config --global user.signingkey ~/.ssh/{path.name}.pub\ngit config --global user.name {owner}\ngit config --global user.email x@office.invalid\n")
        return path.with_suffix(".pub").read_text().split()[1]

    def write(self, who, block, before):
        """Write a block into its file: in place of the passage before it, or at the end."""
        path = self.place(who) / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        new = self._own(block.text)
        if before is not None:
            passage = self._own(before).rstrip("\n")
            assert passage in old, f"{block.file} does not hold:\n{passage}"
            path.write_text(old.replace(passage, new.rstrip("\n"), 1), encoding="utf-8")
        else:
            path.write_text(old + new, encoding="utf-8")

    def follow(self, reader, found, status=()):
        """Follow blocks in turn; ``status`` gives the exit status of those commands that do not end with 0, by the block's text."""
        for at, block in enumerate(found):
            who = block.who or reader
            if block.word == "sh":
                self.shown = self.type(who, block.text, dict(status).get(block.text, 0))
            elif block.word == "text":
                missing = seen(block.text, self.shown)
                assert not missing, f"not seen: {missing}\n\nbut:\n{self.shown}"
            elif block.word in BY_HAND or (at + 1 < len(found) and found[at + 1].becomes):
                continue
            else:
                self.write(who, block, found[at - 1].text if block.becomes else None)


def _typed(terminal):
    shown, answered, end = "", 0, time.monotonic() + 120
    while time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            try:
                more = os.read(terminal, 1 << 16)
            except OSError:
                break
            if not more:
                break
            shown += more.decode("utf-8", "replace")
            for words, answer in ANSWERS:
                if words in shown[answered:] and shown.rstrip().endswith((":", "）", ")", ": ")):
                    os.write(terminal, answer.encode())
                    answered = len(shown)
    os.close(terminal)
    return shown
