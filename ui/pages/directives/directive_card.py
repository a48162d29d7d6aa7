"""The card of a paper: its fields in the order in which an officer reads it, then its way through the office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.directives.model import LENGTHS, MOST_ARRIVALS, MOST_PAGES, Directive
from ttcs_desktop.directives.numbers import PaperNumber
from ttcs_desktop.directives.wording import LANGUAGE, ORGANS, TYPES, URGENCIES, named_in_full
from ttcs_desktop.vietnamese.text import sort_key
from ttcs_desktop.workspace import Workspace
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import FormField
from ui.kit.number_edit import NumberEdit
from ui.pages.directives.number_field import NumberField
from ui.pages.form_card import FormCard

Take = Callable[[Directive, bool], object]
_NONE = "Chưa ghi"
_LEAST_LETTERS = 12
_FROM_CATALOGUE = "Điền theo danh mục có sẵn ({source}). Trích yếu chỉ là tóm tắt: so lại với bản giấy trước khi lưu."


def directive_card(directive: Directive, workspace: Workspace, take: Take, parent: QWidget) -> FormCard:
    """A form with a paper as it is; one without id is new. `take(Directive, twice)` saves.

    A paper that is there already is refused once; the same pressed again means it.
    """
    fields = _Fields(directive, workspace)
    refused: list[tuple[object, ...]] = []

    def keep(values: dict[str, Any]) -> object:
        said = fields.directive(values)
        paper = (said.full_number, said.organ, said.issued_on)
        try:
            return take(said, paper in refused)
        except InvalidInput as trouble:
            if trouble.code == "directive_known":
                refused.append(paper)
            raise

    title = "Sửa văn bản" if directive.id else "Thêm văn bản"
    card = FormCard(title, "Lưu", fields.form(), keep, parent=parent)
    card.introduce(
        "Gõ từ trên xuống như đọc văn bản. Ô nào chưa rõ thì để trống; bấm Ctrl+Enter lúc nào cũng lưu được."
    )
    fields.show(card)
    return card


class _Fields:
    """The widgets of the card."""

    def __init__(self, directive: Directive, workspace: Workspace) -> None:
        self._before, self._source = directive, directive.source
        clock = workspace.clock
        self.organ = _line("organ", "Sở Văn hóa và Thể thao")
        self.number = NumberField()
        self.issued_on = DateEdit(clock)
        names = sorted({*TYPES.values(), directive.type_name} - {""}, key=sort_key)
        self.type_name = _choice([("", _NONE), *((name, name) for name in names)])
        self.subject = TextArea("Về việc gì, như ghi trên văn bản", lines=2)
        self._rest: dict[str, QWidget] = {
            "urgency": _choice(list(URGENCIES.items())),
            "signer": _line("signer", "Họ và tên"),
            "signer_position": _line("signer_position", "Giám đốc"),
            "arrived_on": DateEdit(clock),
            "arrival_number": NumberEdit(whole=True, low=1, high=MOST_ARRIVALS),
            "receiver": _line("receiver", "Phòng Văn hóa - Xã hội"),
            "handed_on": DateEdit(clock),
            "due_on": DateEdit(clock),
            "handler": _choice([("", "Chưa giao ai"), *((one.id, one.name) for one in workspace.office.people())]),
            "handled_on": DateEdit(clock),
            "reply": TextField("15/BC-UBND ngày 20/6/2026", max_length=200),
            "valid_from": DateEdit(clock),
            "valid_to": DateEdit(clock),
            "replaced_by": _choice([(None, "Không có"), *_others(directive, workspace)]),
            "pages": NumberEdit(whole=True, low=1, high=MOST_PAGES),
            "copies": NumberEdit(whole=True, low=1, high=MOST_PAGES),
            "language": _line("language", LANGUAGE),
            "organ_id": _line("organ_id", "H26.13"),
            "file_notation": _line("file_notation", "01.TTCS"),
            "note": TextArea("", lines=2),
        }
        self.number.read.connect(self._read)
        self.number.found.connect(self._take_known)

    def form(self) -> tuple[FormField, ...]:
        """The fields in the order in which Enter goes through them."""
        self._number_field = FormField("number", "&Số, ký hiệu", self.number, "Gõ số, máy gợi ý văn bản đã biết.")
        return (
            FormField("organ", "&Cơ quan ban hành", self.organ),
            self._number_field,
            FormField("issued_on", "&Ngày ban hành", self.issued_on),
            FormField("type_name", "Tên &loại", self.type_name),
            FormField("subject", "&Trích yếu", self.subject),
            *(FormField(name, _LABELS[name], widget, _HINTS.get(name, "")) for name, widget in self._rest.items()),
        )

    def show(self, card: FormCard) -> None:
        """Fill the fields, and let the list of known papers have its keys."""
        one = self._before
        values = {name: getattr(one, name) for name in ("organ", "issued_on", "type_name", "subject", *self._rest)}
        card.form.set_values({**values, "number": one.full_number})
        self.number.catch_enter()
        self._card = card

    def directive(self, values: dict[str, Any]) -> Directive:
        """What the fields say."""
        number = self.number.number()
        said = {name: value for name, value in values.items() if name != "number"}
        return replace(self._before, **said, number=number.number, notation=number.notation, source=self._source)

    def _read(self, number: PaperNumber) -> None:
        """What the number itself says of kind and issuer goes into fields that are still empty."""
        if not self.type_name.value() and number.type_code in TYPES:
            self.type_name.set_value(TYPES[number.type_code])
        if not self.organ.value() and number.organ_code in ORGANS:
            self.organ.set_value(ORGANS[number.organ_code])

    def _take_known(self, known: object) -> None:
        if not isinstance(known, Directive):
            return
        names = ("organ", "issued_on", "type_name", "subject", "valid_from", "valid_to")
        found = {name: getattr(known, name) for name in names if getattr(known, name)}
        self._card.form.set_values({**found, "number": known.full_number})
        self._source = known.source
        self._card.form.set_hint("number", _FROM_CATALOGUE.format(source=known.source))


_LABELS = {
    "urgency": "Mức độ &khẩn",
    "signer": "Người ký",
    "signer_position": "Chức vụ người ký",
    "arrived_on": "Ngày đến",
    "arrival_number": "Số đến",
    "receiver": "Đơn vị hoặc người nhận",
    "handed_on": "Ngày ch&uyển",
    "due_on": "Thời &hạn giải quyết",
    "handler": "Người &xử lý",
    "handled_on": "Ngày xử lý xong",
    "reply": "Văn bản trả lời",
    "valid_from": "Có hiệu lực từ ngày",
    "valid_to": "Hết hiệu lực sau ngày",
    "replaced_by": "Được thay thế &bởi",
    "pages": "Số trang",
    "copies": "Số bản",
    "language": "Ngôn ngữ",
    "organ_id": "Mã định danh cơ quan ban hành",
    "file_notation": "Số, ký hiệu hồ sơ",
    "note": "&Ghi chú",
}
_HINTS = {
    "arrived_on": "Để trống nếu không phải văn bản đến, ví dụ luật, nghị định tra cứu.",
    "arrival_number": "Để trống thì máy ghi số tiếp theo của năm.",
    "due_on": "Ngày này hiện ở trang Hôm nay cho đến khi ghi đã xử lý.",
    "valid_to": "Ngày cuối cùng còn hiệu lực. Để trống nếu chưa biết.",
}


def _line(name: str, hint: str) -> TextField:
    return TextField(hint, max_length=LENGTHS[name])


def _choice(options: list[tuple[Any, str]]) -> Choice:
    made = Choice(options)
    # A long name is cut in the field, never the card made wider.
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(_LEAST_LETTERS)
    return made


def _others(directive: Directive, workspace: Workspace) -> list[tuple[object, str]]:
    service = workspace.directives
    kept = service.those([directive.replaced_by]) if directive.replaced_by else []
    return [(one.id, named_in_full(one)) for one in dict.fromkeys([*kept, *service.newest()]) if one.id != directive.id]
