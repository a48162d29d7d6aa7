"""docs/cli.md names every verb with all its options, and every subject of `list`; and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tests.ui.commands.test_words import ALL
from ttcs_desktop.exports import SUBJECTS
from ui.commands.base import common_options

CONTRACT = (Path(__file__).parents[3] / "docs" / "cli.md").read_text(encoding="utf-8")
# A verb that has a second name stands under its first: `statistics …` is `stats …`.
VERBS = {
    path: verb
    for path, verb in ALL.items()
    if not isinstance(verb, click.Group) and next(one for one, known in ALL.items() if known is verb) == path
}
COMMON = {one.name for one in common_options()}
_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def rows() -> list[str]:
    """The verbs as the contract writes them, with their arguments."""
    return _ROW.findall(CONTRACT)


def row_of(path: str) -> str:
    (found,) = [row for row in rows() if f"{row} ".startswith(f"{path} ")]
    return found


@pytest.mark.parametrize("path", VERBS)
def test_every_verb_stands_in_the_contract_with_all_its_options(path: str) -> None:
    row = row_of(path)
    own = [one for one in VERBS[path].params if isinstance(one, click.Option) and one.name not in COMMON]
    missing = [one.opts for one in own if not set(one.opts) & set(_OPTION.findall(row))]
    assert missing == []
    known = {name for one in own for name in one.opts}
    assert set(_OPTION.findall(row)) <= known, "an option that the verb has not"
    for one in own:
        bracketed = any(re.search(rf"\[{name}[ \]]", row) for name in one.opts)
        assert bracketed != one.required, f"{one.opts}: brackets are for what may be left out"


@pytest.mark.parametrize("path", VERBS)
def test_a_verb_has_as_many_arguments_as_the_contract_says(path: str) -> None:
    words = re.sub(r"\[?--?[a-z][a-z-]*( [\w.…-]+)?\]?", "", row_of(path)[len(path) :]).split()
    assert len(words) == sum(isinstance(one, click.Argument) for one in VERBS[path].params)


def test_the_contract_names_no_verb_that_is_not_there() -> None:
    unknown = [row for row in rows() if not any(f"{row} ".startswith(f"{path} ") for path in VERBS)]
    assert unknown == []
    assert len(rows()) == len(VERBS)


def test_every_subject_of_list_stands_in_the_contract_and_no_other() -> None:
    part = CONTRACT.split("## Subjects of `list`")[1].split("\n\n")[1]
    named = {word for line in part.splitlines()[2:] for word in re.findall(r"`(\w+)`", line.split("|")[2])}
    assert set(SUBJECTS) <= named
    columns = {"valid_from", "valid_to", "rights", "permission", "station", "press", "aired", "planned"}
    columns |= {"unconfirmed", "lack", "missing", "figures", "parts", "recurrence", "moved_to", "opens", "closes"}
    assert named - set(SUBJECTS) == columns
