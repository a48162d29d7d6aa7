"""Adding a slot to the timetable, and changing its times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from typing import cast

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import EVERY_DAY, Fill, Kind, Priority, Slot
from ttcs_desktop.broadcast.recurrence import Every
from ttcs_desktop.broadcast.wording import KINDS, PRIORITIES
from ttcs_desktop.content.model import Item
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import Form, FormField
from ui.kit.number_edit import NumberEdit
from ui.kit.panels import column, row
from ui.pages.schedule.cards import FormCard, Values
from ui.pages.schedule.picks import PickStrip, TimeField
from ui.pages.schedule.slot_again import WEEKDAYS_ASKED, again_fields, again_values, follow_again, recurrence_of
from ui.pages.schedule.words import SHORT_WEEKDAYS
from ui.workflows.messages import SUBJECTS

_FILLS = (
    (Fill.SERIES, "Chương trình, mỗi ngày chọn bài"),
    (Fill.ITEM, "Một bài đã duyệt"),
    (Fill.RELAY, "Tiếp âm đài trên"),
)
_KINDS = (Kind.PROGRAMME, Kind.INSERT, Kind.URGENT)
_LONGEST_MINUTES = 24 * 60
_WEEKDAY_KEYS = ("2", "3", "4", "5", "6", "7", "8")


@dataclass(frozen=True, slots=True)
class SlotChoices:
    """What a slot can be made of: approved items, the station's clusters and the ward's neighbourhoods by id.

    `read_places` gives the ids of the neighbourhoods in a typed line; it raises InvalidInput.
    """

    items: Sequence[Item]
    clusters: Mapping[str, str]
    neighbourhoods: Mapping[str, str] = field(default_factory=dict)
    read_places: Callable[[str], frozenset[str]] = lambda _written: frozenset()


def slot_card(
    slot: Slot, choices: SlotChoices, clock: Clock, save: Callable[[Slot], None], parent: QWidget | None = None
) -> FormCard:
    """A card for a slot; without an id it is a new one. A slot that stands keeps what it is filled with."""
    is_new = not slot.id
    fill, item, kind = _fill_fields(choices)
    what = Form(_what(fill, item, kind, is_new=is_new), SUBJECTS)
    when = Form(_when(clock, is_new=is_new), SUBJECTS)
    place = Form(_place(choices), SUBJECTS)
    again = [Form(fields, SUBJECTS) for fields in again_fields(choices.neighbourhoods)]
    card = FormCard(
        "Thêm khung phát" if is_new else "Sửa khung phát",
        "Thêm" if is_new else "Lưu",
        (what, when, place, *again),
        lambda values: save(slot_of(slot, values, choices)),
        inside=_arranged(what, when, place, again),
        width=640,
        parent=parent,
    )

    def follow() -> None:
        chosen = fill.value() if is_new else slot.fill
        if is_new:
            _guess_last_day(card, slot, once=chosen is Fill.ITEM)
        item.setEnabled(chosen is Fill.ITEM)
        kind.setEnabled(chosen is not Fill.RELAY)

    card.set_values(values_of(slot, is_new=is_new) | again_values(slot, choices.neighbourhoods))
    fill.currentIndexChanged.connect(lambda _: follow())
    follow()
    follow_again(card)
    return card


def _guess_last_day(card: FormCard, slot: Slot, *, once: bool) -> None:
    """One item is aired on one day, a programme to the end of the year; a day that the officer typed stays."""
    try:
        first, typed = (cast("DateEdit", card.field(name)).value() for name in ("date_from", "date_to"))
    except InvalidInput:  # its reason stands at the field, and no day is guessed from it
        return
    guesses = {True: first, False: slot.date_to}
    if typed == guesses[not once] and first is not None:
        card.set_values({"date_to": guesses[once]})


def values_of(slot: Slot, *, is_new: bool) -> Values:
    """A slot as the fields show it."""
    filled: Values = {"fill": slot.fill, "item_id": slot.item_id} if is_new else {}
    return filled | {
        "title": slot.title,
        "kind": slot.kind,
        "priority": slot.priority,
        "source": slot.source,
        "date_from": slot.date_from,
        "date_to": slot.date_to,
        "start": slot.start,
        "seconds": round(slot.seconds / 60) or None,
        "weekdays": slot.weekdays,
        "clusters": slot.clusters,
    }


def slot_of(slot: Slot, values: Values, choices: SlotChoices) -> Slot:
    """The slot that the fields describe. Every cluster picked is the same as none: all of the station.

    Raises:
        InvalidInput: `required` when it is to air one item and none is chosen.
    """
    fill = cast("Fill", values.get("fill", slot.fill))
    item_id = cast("str | None", values.get("item_id", slot.item_id)) if fill is Fill.ITEM else None
    item = next((one for one in choices.items if one.id == item_id), None)
    if fill is Fill.ITEM and item_id is None:
        raise InvalidInput("item_id", "required")
    clusters = cast("frozenset[str]", values["clusters"])
    source = str(values["source"])
    return replace(
        slot,
        fill=fill,
        item_id=item_id,
        title=str(values["title"]) or (item.title if item else ""),
        kind=Kind.RELAY if fill is Fill.RELAY else cast("Kind", values["kind"]),
        priority=cast("Priority", values["priority"]),
        source=source,
        date_from=cast("dt.date", values["date_from"]),
        date_to=cast("dt.date", values["date_to"]),
        start=cast("dt.time", values["start"]),
        seconds=cast("int", values["seconds"]) * 60,
        weekdays=_weekdays(slot, values),
        clusters=frozenset() if clusters >= set(choices.clusters) else clusters,
        recurrence=recurrence_of(slot.recurrence, values) if "every" in values else slot.recurrence,
        neighbourhoods=choices.read_places(str(values.get("neighbourhoods", ""))),
        self_made=slot.self_made if slot.id else fill is not Fill.RELAY,
    )


def _weekdays(slot: Slot, values: Values) -> frozenset[int]:
    """Weekdays bind what goes by them alone; nobody is asked for them otherwise."""
    by_weekday = values.get("every", Every.WEEK) is Every.WEEK
    return cast("frozenset[int]", values["weekdays"]) if by_weekday else slot.weekdays


def new_slot(station_id: str, day: dt.date) -> Slot:
    """What the card begins with: a series on every weekday until the end of the year."""
    return Slot(
        id="",
        station_id=station_id,
        title="",
        kind=Kind.PROGRAMME,
        priority=Priority.NORMAL,
        source="",
        fill=Fill.SERIES,
        date_from=day,
        date_to=dt.date(day.year, 12, 31),
        start=dt.time(5, 30),
        seconds=0,
        weekdays=EVERY_DAY,
        self_made=True,
    )


def _fill_fields(choices: SlotChoices) -> tuple[Choice, Choice, Choice]:
    items = [(item.id, item.title) for item in choices.items]
    item = Choice([(None, "Chọn bài đã duyệt" if items else "Chưa có bài nào được duyệt"), *items])
    item.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return Choice(_FILLS), item, Choice([(kind, KINDS[kind]) for kind in _KINDS])


def _what(fill: Choice, item: Choice, kind: Choice, *, is_new: bool) -> list[FormField]:
    filled = [FormField("fill", "Phát gì", fill), FormField("item_id", "Bài", item)] if is_new else []
    priorities = [(priority, PRIORITIES[priority]) for priority in Priority]
    return [
        *filled,
        FormField("title", "Tên khung", TextField("Bản tin phường", max_length=200)),
        FormField("kind", "Loại", kind),
        FormField("priority", "Mức", Choice(priorities)),
        *([] if is_new else [_source()]),
    ]


def _when(clock: Clock, *, is_new: bool) -> list[FormField]:
    return [
        FormField("date_from", "Từ ngày", DateEdit(clock, name="Từ ngày"), required=True),
        FormField("date_to", "Đến ngày", DateEdit(clock, name="Đến ngày"), required=True),
        FormField("start", "Giờ bắt đầu", TimeField("Giờ bắt đầu"), required=True),
        FormField("seconds", "Số phút", NumberEdit(whole=True, low=1, high=_LONGEST_MINUTES), required=True),
        *([_source()] if is_new else []),
    ]


def _source() -> FormField:
    """Stands wherever it makes the two columns equally long."""
    return FormField("source", "Nguồn", TextField("Đài phường, VOV1…", max_length=100))


def _place(choices: SlotChoices) -> list[FormField]:
    days = zip(range(1, 8), SHORT_WEEKDAYS, _WEEKDAY_KEYS, strict=True)
    clusters = [(id_, name, "") for id_, name in choices.clusters.items()]
    hint = "Không chọn cụm nào là phát cả đài." if clusters else "Đài chưa ghi cụm loa nào: phát cả đài."
    return [
        FormField(
            "weekdays",
            "Các thứ",
            PickStrip(list(days), name="Các thứ"),
            WEEKDAYS_ASKED,
        ),
        FormField("clusters", "Cụm loa", PickStrip(clusters, name="Cụm loa"), hint),
    ]


def _arranged(what: Form, when: Form, place: Form, again: Sequence[Form]) -> QWidget:
    """Two columns, and below them what needs the whole width."""
    made = QWidget()
    inside = column(made, 4)
    inside.addWidget(_beside((what, 3), (when, 2)))
    inside.addWidget(place)
    inside.addWidget(_beside(*((form, 1) for form in again)))
    return made


def _beside(*forms: tuple[Form, int]) -> QWidget:
    made = QWidget()
    beside = row(made, 16)
    for form, share in forms:
        stacked = QWidget()
        own = column(stacked, 0)
        own.addWidget(form)
        own.addStretch(1)
        beside.addWidget(stacked, share)
    return made
