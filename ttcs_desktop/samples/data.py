"""The sample ward's words and facts as they lie in resources/samples."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.model import Form, Origin

_EVERY_MONTH = frozenset(range(1, 13))


@dataclass(frozen=True, slots=True)
class Piece:
    """An item as it will be written.

    Attributes:
        months: when it may be picked for a bulletin or a column.
        planned_only: it airs only where a special week names it.
        stays: how far it comes when it is not approved for a week: "draft", "submitted", "approved"; empty otherwise.
    """

    key: str
    title: str
    text: str
    form: Form
    origin: Origin
    column: str | None
    months: frozenset[int]
    planned_only: bool
    stays: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything the sample ward is made from; `ward` is ward.toml as read."""

    ward: Mapping[str, Any]
    pieces: Mapping[str, Piece]
    monthly: tuple[Piece, ...]
    weekly: tuple[Piece, ...]


@cache
def shipped_sample() -> Sample:
    """The sample that comes with the program."""
    folder = files("resources").joinpath("samples")
    ward = tomllib.loads(folder.joinpath("ward.toml").read_text(encoding="utf-8"))
    items = tomllib.loads(folder.joinpath("items.toml").read_text(encoding="utf-8"))
    pieces = [_piece(line) for line in items["item"]]
    recurring = items["recurring"]
    return Sample(
        ward,
        {piece.key: piece for piece in pieces},
        tuple(_piece(line) for line in recurring if line["every"] == "month"),
        tuple(_piece(line) for line in recurring if line["every"] == "week"),
    )


@contextmanager
def sample_file(name: str) -> Iterator[Path]:
    """A file of the sample as a path, for services that read paths."""
    with as_file(files("resources").joinpath("samples", name)) as path:
        yield path


def days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Every day from `first` to `last`, both included."""
    for offset in range((last - first).days + 1):
        yield first + dt.timedelta(days=offset)


def _piece(line: Mapping[str, Any]) -> Piece:
    return Piece(
        key=line["key"],
        title=line["title"],
        text=line["text"],
        form=Form(line["form"]),
        origin=Origin(line.get("origin", "ward")),
        column=line.get("column"),
        months=frozenset(line.get("months", _EVERY_MONTH)),
        planned_only=bool(line.get("week", False)),
        stays=line.get("stays", ""),
    )
