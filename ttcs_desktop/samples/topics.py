"""The sample ward's topics of the year, and which of its items tell of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from importlib.resources import files
from typing import Any

from ttcs_desktop.content.topics.model import Per, Span, TopicEntry, Wanted
from ttcs_desktop.samples.stage import Happening, Stage


def topics() -> Iterator[Happening]:
    """The list as it was taken in at the beginning of the year; later, which items told of what."""
    told = tomllib.loads(files("resources").joinpath("samples", "topics.toml").read_text(encoding="utf-8"))
    yield Happening(told["taken_in"], partial(_take_in, told=told))
    yield Happening(told["linked"]["at"], partial(_link, told=told))


def _take_in(stage: Stage, told: Mapping[str, Any]) -> None:
    giver = stage.ward["plan"]["number"]
    entries = [
        TopicEntry(
            one["text"],
            one["code"],
            one["field"],
            giver,
            Span(one.get("first"), one.get("last")),
            Wanted(one["wanted"], Per(one["per"])),
        )
        for one in told["topic"]
    ]
    stage.workspace.topics.take_in(told["year"], entries)


def _link(stage: Stage, told: Mapping[str, Any]) -> None:
    """Each item with all its topics at once."""
    ids = {one.code: one.id for one in stage.workspace.topics.of_year(told["year"])}
    of_key: dict[str, set[str]] = {}
    for one in told["topic"]:
        for key in one["items"]:
            of_key.setdefault(key, set()).add(ids[one["code"]])
    for key, item in stage.items.items():
        wanted = next((found for known, found in of_key.items() if key == known or key.startswith(f"{known}/")), None)
        if wanted:
            stage.workspace.topics.set_for_item(item.id, told["year"], wanted)
