"""What kind of item it is, from when to when it may be used, and by which right: all that is not its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.model import Form, Item, Origin, Priority, Rights, Unfit
from ttcs_desktop.content.repository import ContentRepository, put_item
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import tidy

SOON_DAYS = 14


@dataclass(frozen=True, slots=True)
class Terms:
    """What the officer says of the use of an item; both days are included. `priority` is None where it stays."""

    valid_from: dt.date | None
    valid_to: dt.date | None
    rights: Rights
    permission: str = ""
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """What the officer says an item is: the statistics count by it. `column_id` is None for no column."""

    form: Form
    origin: Origin
    column_id: str | None = None


class TermsOfUse:
    """Sets the terms; who approves or plans asks `refuse_unfit`."""

    def __init__(self, repository: ContentRepository, ledger: Ledger) -> None:
        self._repository, self._ledger = repository, ledger

    def set(self, item_id: str, terms: Terms, sort: Sort | None = None) -> Item:
        """Say when and by which right an item may be used, and of which sort it is; None leaves that as it is.

        The approval stays: its words are the same.

        Raises:
            InvalidInput: `record_gone`, `window_reversed`; `permission_missing` for a permission that is not named.
        """
        with self._ledger.together():
            item = self._repository.item(item_id)
            if item is None:
                raise InvalidInput("", "record_gone")
            if terms.valid_from is not None and terms.valid_to is not None and terms.valid_to < terms.valid_from:
                raise InvalidInput("valid_to", "window_reversed")
            if terms.rights is Rights.PERMITTED and not tidy(terms.permission):
                raise InvalidInput("permission", "permission_missing")
            changed = replace(
                item,
                valid_from=terms.valid_from,
                valid_to=terms.valid_to,
                rights=terms.rights,
                permission=tidy(terms.permission),
                priority=terms.priority or item.priority,
            )
            if sort is not None:
                changed = replace(changed, form=sort.form, origin=sort.origin, column_id=sort.column_id)
            self._ledger.save("content.set_terms", [put_item(changed)])
            return changed


def refuse_unfit(item: Item, day: dt.date) -> None:
    """Raises InvalidInput `item_expired` (with its last day) or `item_no_right`; what is too early may wait."""
    unfit = item.unfit_on(day)
    if unfit is Unfit.EXPIRED:
        raise InvalidInput("", "item_expired", title=item.title, last=item.valid_to)
    if unfit is Unfit.NO_RIGHT:
        raise InvalidInput("", "item_no_right", title=item.title)
