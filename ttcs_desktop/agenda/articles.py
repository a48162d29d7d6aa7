"""What is known of one item across the subjects: its wordings with who said yes to each and which were aired."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ttcs_desktop.agenda.pipeline import Facts, Way, way_of
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing, LogEntry
from ttcs_desktop.broadcast.service import Broadcast
from ttcs_desktop.content.model import Approval, Decision, Item, Version, Why
from ttcs_desktop.content.model import Way as Received
from ttcs_desktop.content.pipeline.model import ItemStep, StepKind
from ttcs_desktop.content.service import Content
from ttcs_desktop.office.service import Office


@dataclass(frozen=True, slots=True)
class Wording:
    """A version, why there is one, and what referred to exactly these words.

    Attributes:
        by: who saved it; empty where the person is no longer of the office.
        remark: the reason with which it was sent back before, of `Why.SENT_BACK`.
        approvals: every yes that covered it, in force or not.
        aired: the entries of the log that played it, the newest first.
    """

    version: Version
    why: Why
    by: str
    remark: str = ""
    approvals: tuple[Approval, ...] = ()
    aired: tuple[LogEntry, ...] = ()


class Articles:
    """Questions about an item that no subject can answer alone."""

    def __init__(self, content: Content, broadcast: Broadcast, office: Office) -> None:
        self._content, self._broadcast, self._office = content, broadcast, office

    def wordings(self, item: Item, coming: Iterable[Airing] = ()) -> list[Wording]:
        """Every version of an item, the oldest first; `coming` are airings that plan it."""
        versions = self._content.versions(item.id)
        aired = self._broadcast.log.of_item(item.id)
        backs = [one for one in self._content.steps.trail(item.id) if one.kind is StepKind.SEND_BACK]
        editions = {entry.edition_id for entry in aired if entry.edition_id}
        editions |= {airing.edition.id for airing in coming if airing.edition is not None}
        decided = self._content.approvals.all_about({item.id, *editions})
        names = self._names()
        covering = _by_version(versions, decided)
        played = _played(versions, aired, {one.id: one for one in decided})
        return [
            Wording(
                version,
                why,
                names.get(version.by, ""),
                remark,
                approvals=covering[version.id],
                aired=played[version.id],
            )
            for version, why, remark in _reasons(item, versions, backs)
        ]

    def way(
        self,
        item: Item,
        versions: Sequence[Version],
        coming: Iterable[Airing],
        unconfirmed: Iterable[Airing],
        now: dt.datetime,
    ) -> Way:
        """Where an item stands on its way.

        Args:
            versions: its own, oldest first.
            coming, unconfirmed: airings that plan it, by time; of the first only those after `now` count.
            now: wall clock of the office, naive.
        """
        return way_of(
            Facts(
                item=item,
                trail=self._content.steps.trail(item.id),
                approval=self._content.approval_of(item),
                coming=[one for one in coming if one.start > now],
                unconfirmed=[one for one in unconfirmed if one.approval is not None],
                aired=[entry for entry in self._broadcast.log.of_item(item.id) if entry.aired],
                names=self._names(),
                has_editors=self._office.boards.has_editors(now.date()),
                on_sheet=self._content.sheets.open_for(item) is not None,
                first_at=versions[0].at if versions else item.updated_at,
                first_by=versions[0].by if versions else "",
            )
        )

    def _names(self) -> dict[str, str]:
        return {person.id: person.name for person in self._office.people()}


def _reasons(item: Item, versions: Sequence[Version], backs: Sequence[ItemStep]) -> list[tuple[Version, Why, str]]:
    """Each version with the reason for it; the first one after an item was sent back has that reason too."""
    first = Why.WRITTEN if item.way is Received.OWN else Why.RECEIVED
    told = [(version, first, "") for version in versions[:1]]
    for before, version in pairwise(versions):
        back = next((one for one in reversed(backs) if one.version_id == before.id), None)
        if version.restores is not None:
            told.append((version, Why.RESTORED, ""))
        elif version.sha256 == before.sha256:
            told.append((version, Why.RENAMED, ""))
        else:
            told.append((version, Why.SENT_BACK, back.reason) if back is not None else (version, Why.CHANGED, ""))
    return told


def _by_version(versions: Iterable[Version], decided: Iterable[Approval]) -> dict[str, tuple[Approval, ...]]:
    said = [one for one in decided if one.decision is Decision.APPROVED]
    return {version.id: tuple(one for one in said if version.id in one.covers) for version in versions}


def _played(
    versions: Iterable[Version], aired: Iterable[LogEntry], decided: Mapping[str, Approval]
) -> dict[str, tuple[LogEntry, ...]]:
    """The log says on whose approval; the approval says which wording."""
    found: dict[str, list[LogEntry]] = {version.id: [] for version in versions}
    for entry in aired:
        approval = decided.get(entry.approval_id or "")
        for covered in approval.covers if approval is not None and entry.aired else ():
            if covered in found:
                found[covered].append(entry)
    return {version_id: tuple(entries) for version_id, entries in found.items()}
