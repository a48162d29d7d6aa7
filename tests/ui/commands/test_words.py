"""Every help page and every usage error of every verb is Vietnamese."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import click
import pytest

from tests.vietnamese_words import foreign_words
from ui.cli import new_session, root
from ui.commands.base import USAGE, run
from ui.commands.usage import VerbContext

# Names of the contract: verbs, options, the values they choose from, and what only a person of IT types.
SPOKEN_BY_PROGRAMS = frozenset("ttcs json csv pdf word utf stdout usb".split())


def paths(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*before, name), command
        if isinstance(command, click.Group):
            yield from paths(command, (*before, name))


ALL = {" ".join(path): command for path, command in paths(root)}


def names_in(command: click.Command) -> set[str]:
    """The words of a help page that are names, not language."""
    found = {part for path in ALL for part in path.replace("-", " ").split()}
    for parameter in [*command.params, *root.params]:
        found |= {part for option in parameter.opts for part in option.strip("-").split("-")}
        if isinstance(parameter.type, click.Choice):
            found |= {part for choice in parameter.type.choices for part in re.split("[_-]", str(choice))}
    return found | SPOKEN_BY_PROGRAMS | {"help", "x"}


@pytest.mark.parametrize("path", ["", *ALL])
def test_every_help_page_is_vietnamese(path: str) -> None:
    command = ALL[path] if path else root
    page = command.get_help(VerbContext(command, info_name=f"ttcs {path}".strip()))
    assert "--help" in page
    assert foreign_words(page.replace("_", " "), allow=names_in(command)) == []


@pytest.mark.parametrize("path", ALL)
def test_every_option_says_what_it_is_for(path: str) -> None:
    assert [one.name for one in ALL[path].params if isinstance(one, click.Option) and not one.help] == []


def wrong_lines() -> Iterator[str]:
    """Every verb with an option it has not, a word too many, and each of its values missing or of the wrong kind."""
    yield from ("bogus", "stat", "--bogus")
    for path, command in ALL.items():
        yield f"{path} --bogus"
        if isinstance(command, click.Group):
            yield f"{path} bogus"
            continue
        given = " ".join("1" for one in command.params if isinstance(one, click.Argument))
        if all(one.nargs != -1 for one in command.params):
            yield f"{path} {given} more"
        if command.params and any(one.required for one in command.params):
            yield path
        for one in command.params:
            if isinstance(one, click.Option) and not one.is_flag:
                yield f"{path} {one.opts[-1]}"
                if not isinstance(one.type, click.types.StringParamType | click.Path):
                    yield f"{path} {given} {one.opts[-1]} /"


@pytest.mark.parametrize("line", list(wrong_lines()))
def test_every_usage_error_is_vietnamese(line: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(root, new_session(), ["--json", *line.split()]) == USAGE
    message = json.loads(capfdbinary.readouterr().out)["error"]["message"]
    known = {word for command in ALL.values() for word in names_in(command)} | {"bogus", "stat"}
    assert foreign_words(message.replace("_", " "), allow=known) == []
    assert "--help" in message
