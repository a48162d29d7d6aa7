"""What docs/security.md says is so: each threat has its entry, each test it names exists, closed doors are closed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.test_conventions import ROOT, name, product_files

TOLD = (ROOT / "docs" / "security.md").read_text("utf-8")
THREATS = [f"T{number:02d}" for number in range(1, 33)]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ENTRY = re.compile(r"^## (T\d\d) [^\n]+\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def missing_tests(text: str, root: Path) -> list[str]:
    """The tests named in a text that are not there."""
    found = []
    for path, test in NAMED.findall(text):
        file = root / path
        if not file.is_file() or not re.search(rf"^def {test}\(", file.read_text("utf-8"), re.MULTILINE):
            found.append(f"{path}::{test}")
    return found


def test_every_threat_has_one_entry_and_says_where_it_is_tested_or_that_it_is_not() -> None:
    entries = ENTRY.findall(TOLD)
    assert [number for number, _ in entries] == THREATS
    silent = [number for number, said in entries if not NAMED.search(said) and "Not tested" not in said]
    assert silent == []


def test_every_test_that_is_named_exists() -> None:
    assert missing_tests(TOLD, ROOT) == []
    assert TOLD.count("::") == len(NAMED.findall(TOLD)), "a name that is written another way is not looked at"
    here = f"`tests/test_security.py::{'test_every_test_that_is_named_exists'}`"
    assert missing_tests(here + here.replace("exists", "existed"), ROOT) == [
        "tests/test_security.py::test_every_test_that_is_named_existed"
    ]


# What may be written where: the pattern, and the files that may use it, each of them read for this list.
CLOSED = {
    "T03 code out of files": (r"load_extension|\bpickle\b|\bmarshal\b|\bshelve\b|\b__import__\(|spec_from_file", ()),
    "T03 code out of texts": (r"(?<![\w.])(?:eval|exec)\(", ("ttcs_desktop/basics/values.py",)),
    "T25 other programs": (r"\bsubprocess\b|os\.system|os\.popen|startfile|\bos\.exec|os\.spawn", ("run.py",)),
    "T25 other programs by Qt": (r"\bQProcess\b", ("ui/kit/voice.py",)),
    "T04 certificates that are not looked at": (r"verify=False|CERT_NONE|check_hostname\s*=\s*False", ()),
    "T06 redirects": (r"allow_redirects=True", ()),
    "T10 pictures from outside": (
        r"\bQImageReader\b|\bQMovie\b|\bPIL\b|\.loadFromData\(",
        (),
    ),
    "T12 HTML shown by Qt": (
        r"\bQTextBrowser\b|\bQTextDocument\b|\binsertHtml\(|\bsetMarkdown\(|\bQMessageBox\b|\bQWebEngine",
        (),
    ),
    "T12 HTML given to the clipboard": (r"\bsetHtml\(", ("ui/kit/table/clipboard.py",)),
    "T13 labels that guess": (r"\bQLabel\(", ("ui/kit/labels.py", "ui/kit/paper/preview.py")),
    "T14 links": (r"setOpenExternalLinks|\bwebbrowser\b|openUrl\((?!QUrl\.fromLocalFile\()", ()),
    "T19 patterns in SQL": (
        r"\b(?:LIKE|GLOB) (?:\?|')",
        ("ttcs_desktop/ledger/receipts.py", "ttcs_desktop/ledger/drafts.py", "ttcs_desktop/storage/schema.py",
         "ttcs_desktop/storage/purge.py"),
    ),
    "T21 log files": (r"FileHandler|basicConfig", ()),
}  # fmt: skip
# Words of our own, which hold no markup; everything else goes through `plain_tip`.
OWN_TIPS = re.compile(
    r'plain_tip\(|"|f"\{(?:name|words|item\.word)\} \(|self\._key |self\._describe\(|PACE_RULE|OUTLINE_RULE|rule \+'
)


@cache
def sources() -> dict[str, str]:
    return {name(path): path.read_text("utf-8") for path in product_files()}


@pytest.mark.parametrize("what", CLOSED)
def test_what_is_kept_shut_is_written_nowhere_else(what: str) -> None:
    pattern, allowed = CLOSED[what]
    found = {path for path, text in sources().items() if re.search(pattern, text)}
    assert found == set(allowed)


def test_no_tooltip_guesses_that_a_text_is_markup() -> None:
    said = re.compile(r"\bsetToolTip\(([^\n]*)")
    guessing = [
        f"{path}: {words}"
        for path, text in sources().items()
        for words in said.findall(text)
        if not OWN_TIPS.match(words)
    ]
    assert guessing == []
