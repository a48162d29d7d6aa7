"""What the papers of a week say of its publication."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Airing, Station
from ttcs_desktop.broadcast.papers import WeekSheet
from ttcs_desktop.broadcast.publishing.model import Version
from ttcs_desktop.broadcast.publishing.wording import remarks, standing_words
from ttcs_desktop.workspace import Workspace

_LEADING_NUMBER = re.compile(r"0*(\d{1,6})(?:/|$)")


def with_publication(
    workspace: Workspace, sheet: WeekSheet, week: Week, station: Station, airings: Iterable[Airing]
) -> WeekSheet:
    """The notice of a week that stands as it was published: which version it is, what it replaces, number and day.

    A week that was changed since is no version: its notice says nothing of one.
    """
    standing = workspace.published.standing(week, station, airings)
    version = standing.version
    if version is None or standing.every:
        return sheet
    said = replace(sheet, remarks=(*sheet.remarks, *remarks(version, _replaced(workspace, version, station))))
    if version.notice is None:
        return said
    number = _LEADING_NUMBER.match(version.notice.number)
    return replace(said, number=int(number[1]) if number else None, date=version.notice.day)


def unpublished_words(workspace: Workspace, week: Week, station: Station) -> str:
    """What whoever hangs up a paper of the week should know: it was changed since it was published; else empty."""
    standing = workspace.published.standing(week, station)
    return f"Tờ này in lịch đang soạn. {standing_words(standing)} " if standing.every else ""


def _replaced(workspace: Workspace, version: Version, station: Station) -> Version | None:
    known = workspace.published.versions(version.week, station)
    return next((one for one in known if one.number == version.replaces), None)
