"""Articles of the city and the centre: approved by their signed origin; whether and when they air, the ward says.

A corrected article is a new wording with a new yes, and what was planned with the old one is open again. A withdrawn
one may not be aired from the minute it was taken in; what was aired stays in the log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import Clock, local, today
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.content.model import (
    Approval,
    Basis,
    Decision,
    Form,
    Item,
    ItemState,
    Origin,
    Priority,
    Rights,
    Version,
    Way,
)
from ttcs_desktop.content.pipeline.model import ItemStep, StepKind
from ttcs_desktop.content.pipeline.repository import put_step
from ttcs_desktop.content.repository import ContentRepository, put_approval, put_item, put_version
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.ledger.received import ReceivedLine
from ttcs_desktop.receiving.media import CityFiles, files_named
from ttcs_desktop.receiving.reading import Content

KIND = "article"
_CENTRAL = "central"


def item_id_of(thing_id: str) -> str:
    """The item of an article of the city: the same id on every PC of the ward."""
    return stable_id("city", KIND, thing_id)


class Articles:
    """Makes the rows of article lines."""

    def __init__(self, repository: ContentRepository, clock: Clock, files: CityFiles) -> None:
        self._repository = repository
        self._clock = clock
        self._files = files

    def rows(self, line: ReceivedLine) -> list[Put]:
        """What a line changes; nothing where it takes back an article that never was here.

        Raises:
            InvalidInput: `line_unreadable`.
        """
        known = self._repository.items_by_id([item_id_of(line.told.thing_id)]).get(item_id_of(line.told.thing_id))
        content = Content.of(line)
        if line.told.withdrawn:
            return self._withdrawn(line, known, content.words("reason")) if known else []
        return self._stated(line, known, content)

    def see_to_files(self, line: ReceivedLine) -> None:
        """Have the files of an article fetched, or no longer; before its rows are saved, in their transaction.

        Raises:
            InvalidInput: `line_unreadable`.
        """
        item_id = item_id_of(line.told.thing_id)
        if line.told.withdrawn:
            self._files.let_go(item_id)
        else:
            self._files.see_to(item_id, files_named(item_id, Content.of(line)))

    def _stated(self, line: ReceivedLine, known: Item | None, content: Content) -> list[Put]:
        text = content.text("text", needed=True)
        item_id = item_id_of(line.told.thing_id)
        versions = self._repository.versions(item_id) if known else []
        version, is_new = _version(item_id, text, versions)
        item = Item(
            id=item_id,
            title=content.words("title", needed=True),
            form=content.choice("form", Form, Form.NEWS),
            origin=Origin.CENTRE if line.stream == _CENTRAL else Origin.CITY,
            column_id=known.column_id if known else None,
            state=ItemState.APPROVED,
            version_id=version.id,
            way=Way.SOURCE_SYSTEM,
            received_on=known.received_on if known else local(line.received_at).date(),
            source=line.told.issuer,
            valid_from=content.day("valid_from"),
            valid_to=content.day("valid_to"),
            rights=Rights.GIVEN,
            priority=content.choice("priority", Priority, Priority.NORMAL),
        )
        if known and known.state is ItemState.ARCHIVED and known.version_id == version.id:
            item = replace(item, state=ItemState.ARCHIVED)  # the ward filed it away; its words are the same
        rows = [put_item(item)]
        if is_new:
            rows.append(put_version(version))
        if not known or known.version_id != version.id or known.state is ItemState.WITHDRAWN:
            rows += self._decided(line, item, Decision.APPROVED, "")
        return rows

    def _withdrawn(self, line: ReceivedLine, known: Item, reason: str) -> list[Put]:
        item = replace(known, state=ItemState.WITHDRAWN)
        return [put_item(item), *self._decided(line, item, Decision.WITHDRAWN, reason)]

    def _decided(self, line: ReceivedLine, item: Item, decision: Decision, reason: str) -> Sequence[Put]:
        digest = sha256_hex(line.told.body)
        given = Approval(
            id=stable_id("city_word", digest),
            subject="content",
            record_id=item.id,
            covers=(item.version_id,) if item.version_id else (),
            decision=decision,
            basis=Basis.ORIGIN,
            approver=line.told.issuer,
            position="",
            decided_on=self._day(line.told.issued_at),
            number="",
            reason=reason,
            at="",
        )
        kind = StepKind.APPROVE if decision is Decision.APPROVED else StepKind.WITHDRAW
        step = ItemStep(stable_id("city_step", digest), item.id, kind, item.version_id, reason, given.id)
        return [put_approval(given), put_step(step)]

    def _day(self, moment: dt.datetime) -> dt.date:
        # Our own clock may be behind the city's: nothing is decided on a day that has not come.
        return min(local(moment).date(), today(self._clock))


def _version(item_id: str, text: str, known: Sequence[Version]) -> tuple[Version, bool]:
    """The wording with this text, and whether it is a new one."""
    digest = sha256_hex(text.encode())
    id_ = stable_id("city_version", item_id, digest)
    for version in known:
        if version.id == id_:
            return version, False
    return Version(id_, item_id, max((one.number for one in known), default=0) + 1, text, digest), True
