"""What is attached to what."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ttcs_desktop.basics.values import dataclass


@dataclass(frozen=True, slots=True)
class Owner:
    """The record a file is attached to: its kind as the search names it (`plan`, `directive`, `item`), and its id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attached file (tệp đính kèm) under the name it came with.

    Attributes:
        size: in bytes.
        added_by: the person's id.
    """

    id: str
    owner: Owner
    name: str
    size: int
    sha256: str
    added_at: dt.datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that may be attached: it is kept already, and read as far as its kind can be; `text` may be empty."""

    path: Path
    name: str
    sha256: str
    size: int
    text: str
