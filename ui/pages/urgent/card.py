"""The card of an urgent message: what happens, where, until when, who said yes; its words stand beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.wording import BASES
from ttcs_desktop.urgent.catalogue import shipped_templates
from ttcs_desktop.urgent.model import Draft, Message, Template, Texts, Yes
from ttcs_desktop.urgent.service import HOWS
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import Form, FormField
from ui.kit.number_edit import NumberEdit
from ui.kit.panels import column, row
from ui.pages.desk import Desk
from ui.pages.form_card import FormCard
from ui.pages.urgent.moment import MomentField
from ui.pages.urgent.preview import Preview

ALL, PLACES, CLUSTERS = "all", "places", "clusters"
_AREAS = ((ALL, "Toàn đơn vị"), (PLACES, "Tổ dân phố, thôn"), (CLUSTERS, "Cụm loa"))
_REAL = ((False, "Thật"), (True, "DIỄN TẬP"))
_LASTS = dt.timedelta(hours=6)
_WIDTH, _PREVIEW_WIDTH = 860, 370
_ALONE = "Đơn vị chỉ có một người: người soạn tự duyệt, ghi rõ lý do."
_OTHER = "Gọi điện hoặc gặp lãnh đạo trước, rồi chọn người đã đồng ý."
_NOBODY = "Chưa có lãnh đạo duyệt: thêm ở Cài đặt, mục Người dùng và lãnh đạo."


class UrgentCard(FormCard):
    """`sent(message)` is called when it is on air."""

    def __init__(self, desk: Desk, sent: Callable[[Message], object], parent: QWidget) -> None:
        self._urgent, self._shown_for = desk.workspace.urgent, Template(*[""] * 10)
        self._places_of, self._clusters_of = desk.workspace.neighbourhoods, desk.workspace.broadcast.inventory
        self._sent, self._place = sent, desk
        self._template = Choice([(one, one.name) for one in shipped_templates().values()])
        self._drill, self._area = Choice(_REAL), Choice(_AREAS)
        fields = (*self._what_fields(), *self._when_fields(desk), *self._who_fields())
        super().__init__("Bản tin khẩn cấp", "Duyệt và phát", fields, self._send, parent=parent, width=_WIDTH)
        self.preview = Preview()
        self.preview.setFixedWidth(_PREVIEW_WIDTH)
        both = QWidget()
        line = row(both, 16)
        self.body.removeWidget(self.form)
        line.addWidget(self.form, 1)
        right = QWidget()
        beside = column(right, 0)
        self._above = QWidget()
        beside.addWidget(self._above)
        beside.addWidget(self.preview)
        beside.addStretch(1)
        line.addWidget(right)
        self.body.addWidget(both)
        self._scroll.verticalScrollBar().valueChanged.connect(self._keep_in_sight)
        self.form.changed.connect(self._look)
        for choice in (self._drill, self._area):
            choice.currentIndexChanged.connect(self._look)
        self._template.currentIndexChanged.connect(self._fill)
        self._fill()

    def _what_fields(self) -> tuple[FormField, ...]:
        hint = "Diễn tập thì lời nào cũng nói rõ, không ngắt mục nào."
        return (
            FormField("template", "&Việc gì", self._template),
            FormField("drill", "Thật hay &diễn tập", self._drill, hint),
            FormField("headline", "&Tiêu đề", TextField("Nước đang dâng", max_length=120), required=True),
            FormField("what", "Việc &xảy ra", TextArea(lines=2), required=True),
            FormField("action", "&Bà con cần làm gì", TextArea(lines=3), required=True),
        )

    @staticmethod
    def _when_fields_of(expires: MomentField, starts: MomentField) -> tuple[FormField, ...]:
        again = NumberEdit(whole=True, low=1)
        return (
            FormField("starts", "Phát &lúc", starts),
            FormField("expires", "&Hết hiệu lực lúc", expires, required=True),
            FormField("repeat_minutes", "&Cứ bao nhiêu phút phát lại", again, "Để trống là một lần."),
        )

    def _when_fields(self, desk: Desk) -> tuple[FormField, ...]:
        clock = desk.workspace.clock
        expires, starts = MomentField(clock, "giờ:phút ngày/tháng"), MomentField(clock, "để trống là phát ngay")
        expires.set_value(desk.now.replace(minute=0, second=0, microsecond=0) + _LASTS)
        hint = "Khi không phải toàn đơn vị; chỉ gõ số cũng được."
        return (
            FormField("area", "&Khu vực", self._area),
            FormField("where", "T&ên các nơi", TextField("1 - 3, 7"), hint),
            *self._when_fields_of(expires, starts),
        )

    def _who_fields(self) -> tuple[FormField, ...]:
        people = self._urgent.approvers()
        who = Choice([(one.name, f"{one.name}, {one.position}" if one.position else one.name) for one in people])
        about = _NOBODY if not people else _OTHER if self._urgent.must_differ() else _ALONE
        reason = TextField("Nước lên nhanh, không kịp lập phiếu", max_length=300)
        return (
            FormField("approver", "&Người đã đồng ý", who, about),
            FormField("basis", "Đồng ý &qua", Choice([(how, BASES[how]) for how in HOWS])),
            FormField("reason", "Lý d&o duyệt nhanh", reason, required=True),
        )

    def texts(self) -> Texts | None:
        """The words of what is typed so far; None while they cannot be made."""
        try:
            return self._urgent.word(self._draft(_typed(self.form)))
        except InvalidInput:
            return None

    def _look(self) -> None:
        self.preview.show_texts(self.texts())
        self.main.setText("Duyệt diễn tập" if self._drill.value() else "Duyệt và phát")

    def _keep_in_sight(self, scrolled: int) -> None:
        """The words stay beside the field at hand: what is approved is read while it is approved."""
        room = self.form.height() - self.preview.sizeHint().height()
        self._above.setFixedHeight(max(0, min(scrolled, room)))

    def _fill(self) -> None:
        """The first words of the kind chosen, where nothing else was typed over those of the one before."""
        template = self._template.value()
        if not isinstance(template, Template):
            return
        typed = _typed(self.form)
        fresh = {
            name: getattr(template, name)
            for name in ("headline", "what", "action")
            if not typed.get(name) or typed.get(name) == getattr(self._shown_for, name)
        }
        self._shown_for = template
        self.form.set_values(fresh)
        self._look()

    def _send(self, values: dict[str, Any]) -> None:
        yes = Yes(values["approver"] or "", values["basis"], values["reason"])
        try:
            message, changes = self._urgent.send(self._draft(values), yes)
        except InvalidInput as trouble:
            if trouble.field == "neighbourhoods":
                raise InvalidInput("where", trouble.code, **trouble.details) from None
            raise
        self._place.publish(changes, _told(message))
        self._sent(message)

    def _draft(self, values: dict[str, Any]) -> Draft:
        template = values.get("template")
        area, where = values.get("area"), values.get("where") or ""
        day = self._place.today
        if area in {PLACES, CLUSTERS} and not where:
            raise InvalidInput("where", "area_missing")
        places = self._named_places(where, day) if area == PLACES else frozenset()
        return Draft(
            template.code if isinstance(template, Template) else "",
            values.get("headline") or "",
            values.get("what") or "",
            values.get("action") or "",
            values.get("expires") or self._place.now,
            drill=bool(values.get("drill")),
            clusters=self._named_clusters(where) if area == CLUSTERS else frozenset(),
            neighbourhoods=places,
            starts=values.get("starts"),
            repeat_minutes=int(values.get("repeat_minutes") or 0),
        )

    def _named_places(self, where: str, day: dt.date) -> frozenset[str]:
        try:
            return self._places_of.read(where, day)
        except InvalidInput as trouble:
            raise InvalidInput("where", trouble.code, **trouble.details) from None

    def _named_clusters(self, where: str) -> frozenset[str]:
        """Clusters by number or name; "1 - 3" is three."""
        from ttcs_desktop.office.neighbourhoods import names_in  # noqa: PLC0415  the same way of writing

        station = self._clusters_of.the_station().id
        found = {name: self._clusters_of.find_cluster(station, name) for name in names_in(where)}
        unknown = next((name for name, cluster in found.items() if cluster is None), None)
        if unknown is not None:
            raise InvalidInput("where", "cluster_not_known", name=unknown)
        return frozenset(cluster.id for cluster in found.values() if cluster is not None)


def _typed(form: Form) -> dict[str, Any]:
    """What the fields hold, those that cannot be read left out; nothing is marked as wrong while somebody types."""
    found = {}
    names = ("template", "drill", "headline", "what", "action", "area", "where", "starts", "expires")
    for name in names:
        try:
            found[name] = form.widget(name).value()  # type: ignore[attr-defined]
        except InvalidInput:
            continue
    return found


def _told(message: Message) -> str:
    """For the toast: when it plays, how often."""
    what = "Đã xếp diễn tập" if message.drill else "Đã xếp bản tin khẩn cấp"
    again = f", cứ {message.repeat_minutes} phút một lần" if message.repeat_minutes else ""
    return f"{what}: phát {message.starts:%H:%M %d/%m}{again}, đến {message.expires:%H:%M %d/%m}"
