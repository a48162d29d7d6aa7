"""What is known of one item across the subjects: its wordings with who said yes to each and which were aired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ttcs_desktop.broadcast.model import Airing, LogEntry
from ttcs_desktop.broadcast.service import Broadcast
from ttcs_desktop.content.model import Approval, Decision, Item, Version, Way, Why
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
        editions = {entry.edition_id for entry in aired if entry.edition_id}
        editions |= {airing.edition.id for airing in coming if airing.edition is not None}
        decided = self._content.approvals.all_about({item.id, *editions})
        names = {person.id: person.name for person in self._office.people()}
        covering = _by_version(versions, decided)
        played = _played(versions, aired, {one.id: one for one in decided})
        return [
            Wording(
                version,
                why,
                names.get(version.by, ""),
                approvals=covering[version.id],
                aired=played[version.id],
            )
            for version, why in _reasons(item, versions)
        ]


def _reasons(item: Item, versions: Sequence[Version]) -> list[tuple[Version, Why]]:
    first = Why.WRITTEN if item.way is Way.OWN else Why.RECEIVED
    told = [(version, first) for version in versions[:1]]
    for before, version in pairwise(versions):
        if version.restores is not None:
            told.append((version, Why.RESTORED))
        else:
            told.append((version, Why.RENAMED if version.sha256 == before.sha256 else Why.CHANGED))
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
