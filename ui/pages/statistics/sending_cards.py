"""The cards before what cannot be taken back: freeze and send, correct, and the word that figures were typed off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.office.model import Person
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.statistics.comparing.service import Comparison
from ttcs_desktop.statistics.comparing.wording import correction_sentences
from ttcs_desktop.statistics.model import Report, Snapshot, SnapshotPaper, Timing
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit.card import Card
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.kit.labels import label
from ui.kit.panels import facts
from ui.pages.statistics.differences import Difference
from ui.pages.statistics.entry_cards import FormCard, Save
from ui.pages.statistics.periods import Period, day_month, in_words

BY_HAND = "nhập tay vào phần mềm của nơi nhận"
_SHOWN = 8


class FreezeCard(Card):
    """What is about to be frozen and sent, on one card. Enter does it, Esc leaves."""

    def __init__(
        self, period: Period, report: Report, hub: str, parent: QWidget | None = None, *, folder: str = ""
    ) -> None:
        by_hand = not (hub or folder)
        super().__init__(
            "Chốt số liệu" if by_hand else "Chốt và gửi", "Chốt" if by_hand else "Chốt và gửi", width=480, parent=parent
        )
        self.facts = [
            ("Kỳ", period.title[:1].upper() + period.title[1:]),
            ("Số liệu", _window(period)),
            ("Chỉ tiêu", _counts(report)),
            ("Giải trình", f"{report.lamps.explained} chỗ đã giải trình"),
            ("Nơi nhận", report.template.receiver),
            ("Đường gửi", f"qua mạng tới {hub}" if hub else f"đặt vào thư mục {folder}" if folder else BY_HAND),
            ("Hạn", _timing(period, report)),
        ]
        self.body.addWidget(facts(self.facts))
        safe = "Bản đã chốt không sửa. Thấy sai thì lập bản đính chính. Bấm hai lần vẫn chỉ gửi một bản."
        self.body.addWidget(label(safe, "small", "text2", wrap=True))


def correction_card(
    period: Period,
    report: Report,
    changed: Sequence[Difference],
    save: Save,
    parent: QWidget | None = None,
    *,
    since: Comparison | None = None,
) -> FormCard:
    """The reason of version n+1, over what it changes, by which records where `since` knows them."""
    version = report.latest.version if report.latest else 0
    told = [f"Bản {version + 1} thay bản {version} của {period.title}. Bản {version} vẫn được giữ."]
    known = {one.code: one for one in since.differences} if since else {}
    for one in changed[:_SHOWN]:
        told += correction_sentences([known[one.code]]) if one.code in known else [_difference(one)]
    if len(changed) > _SHOWN:
        told.append(f"Và {len(changed) - _SHOWN} chỉ tiêu khác.")
    if not changed:
        told.append("Số của sổ hiện giống hệt bản đã chốt. Sửa sổ hoặc số chốt trước, rồi mới đính chính.")
    fields = [FormField("reason", "&Lý do", TextField("Ví dụ: sót 2 buổi phát ngày 29/5"), required=True)]
    card = FormCard("Gửi bản đính chính", f"Gửi bản {version + 1}", told, fields, save, parent)
    card.main.setEnabled(bool(changed))
    return card


def manual_card(snapshot: Snapshot, clock: Clock, person: str, save: Save, parent: QWidget | None = None) -> FormCard:
    """The officer's word that the figures stand in the receiver's own software."""
    told = [
        f"Bản {snapshot.version} đã nhập xong vào phần mềm của nơi nhận. "
        "Máy ghi lời anh chị, không coi đây là biên nhận."
    ]
    fields = [
        FormField("reference", "&Số tham chiếu", TextField("Số phần mềm cấp sau khi nhập"), required=True),
        FormField("entered_on", "N&gày nhập", DateEdit(clock), required=True),
        FormField("person", "Người &nhập", TextField(), required=True),
    ]
    card = FormCard("Đã nhập phần mềm", "Ghi đã nhập", told, fields, save, parent)
    card.form.set_values({"entered_on": today(clock), "person": person})
    return card


def reference_card(
    snapshot: Snapshot, clock: Clock, person: str, save: Save, parent: QWidget | None = None
) -> FormCard:
    """The number that the receiver gave to what it took from the folder."""
    told = [f"Số mà nơi nhận cấp cho bản {snapshot.version}. Máy ghi lời anh chị, không coi đây là biên nhận."]
    fields = [
        FormField("reference", "&Số tham chiếu", TextField("Số nơi nhận cấp"), required=True),
        FormField("entered_on", "N&gày ghi", DateEdit(clock), required=True),
        FormField("person", "Người &ghi", TextField(), required=True),
    ]
    card = FormCard("Số tham chiếu của nơi nhận", "Ghi số tham chiếu", told, fields, save, parent)
    card.form.set_values({"entered_on": today(clock), "person": person})
    return card


def paper_card(
    frozen: Snapshot, clock: Clock, known: SnapshotPaper | None, signer: Person | None, save: Save, parent: QWidget
) -> FormCard:
    """Number, day and signer of the printed report, once it is signed; noted again, the new ones hold."""
    told = [f"Báo cáo in từ bản chốt {frozen.version}. Ghi đúng như trên bản giấy đã ký; số liệu không đổi."]
    fields = [
        FormField("number", "&Số, ký hiệu", TextField("Ví dụ: 45/BC-UBND"), required=True),
        FormField("signed_on", "N&gày ký", DateEdit(clock), required=True),
        FormField("signer", "&Người ký", TextField(), required=True),
        FormField("position", "&Chức vụ", TextField()),
    ]
    card = FormCard("Báo cáo đã ký", "Ghi số, ngày ký", told, fields, save, parent)
    name, position = (signer.name, signer.position) if signer else ("", "")
    card.form.set_values(
        {
            "number": known.number if known else "",
            "signed_on": known.signed_on if known else today(clock),
            "signer": known.signer if known else name,
            "position": known.position if known else position,
        }
    )
    return card


def _window(period: Period) -> str:
    window = period.template.window(period.year)
    return f"từ {day_month(window.start)} đến hết {short_date(window.cut_off)}"


def _counts(report: Report) -> str:
    entered = sum(value.entered is not None for value in report.values)
    carried = sum(value.entered is None and value.carried is not None for value in report.values)
    derived = len(report.values) - entered - carried
    return f"{len(report.values)} chỉ tiêu: {derived} tự tính, {carried} có số mang sang, {entered} nhập tay"


def _timing(period: Period, report: Report) -> str:
    due = period.template.due(period.year)
    if due is None:
        return "văn bản không hẹn ngày"
    if report.lamps.timing is Timing.LATE:
        return f"chậm {report.lamps.days} ngày; máy vẫn gửi và ghi rõ là chậm"
    return f"trước {in_words(due)}, còn {report.lamps.days} ngày làm việc"


def _difference(one: Difference) -> str:
    decimals = one.value.indicator.decimals
    before = format_number(one.frozen, decimals) or "trống"
    after = format_number(one.value.counted, decimals) or "trống"
    return f"{one.code} {one.value.indicator.name}: {before} thành {after}."
