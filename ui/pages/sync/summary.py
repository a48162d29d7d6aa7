"""How the record stands with its city, in one sentence computed from the data."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.model import Delivery
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit.messages import message_for
from ui.workflows.messages import SUBJECTS


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentence is made of; moments in UTC.

    Attributes:
        hub: the hub's name; empty where there is none.
        folder: where reports are put without a hub; then `waiting` counts reports alone.
        problem: the code that keeps what waits from going.
        stuck_since: when the first thing that could not go was made.
        level_at: when the hub answered last, if all it had to tell was read then.
    """

    hub: str
    waiting: int
    refused: int
    problem: str | None
    stuck_since: dt.datetime | None
    last_sent: dt.datetime | None
    next_try: dt.datetime | None
    today: dt.date
    level_at: dt.datetime | None = None
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Icon, its ink, the sentence, and a second line."""

    icon: str
    ink: str
    first: str
    second: str


def summary(facts: Facts) -> Summary:
    """The sentence for the state of things."""
    if facts.folder:
        return _by_folder(facts)
    if not facts.hub:
        queued = f" {format_number(facts.waiting)} mục để sẵn, gửi khi nối." if facts.waiting else ""
        wanted = f" {facts.refused} mục cần anh chị." if facts.refused else ""
        return Summary(
            "circle-alert" if wanted else "globe",
            "red" if wanted else "text2",
            f"Đơn vị chưa nối với máy chủ nào.{wanted}",
            f"Mọi việc đã lưu trên máy này.{queued} Thống kê: in bảng số, nhập vào phần mềm của nơi nhận "
            "rồi ghi Đã nhập phần mềm.",
        )
    needs = f", {facts.refused} mục cần anh chị" if facts.refused else ""
    if facts.waiting and facts.problem:
        return _stuck(facts, needs)
    if facts.waiting:
        second = f"Mọi việc đã lưu trên máy này. Bấm Gửi ngay để gửi. {_last(facts)}"
        return Summary("hourglass", "accent", f"{format_number(facts.waiting)} mục chờ gửi{needs}.", second.strip())
    if facts.refused:
        second = f"Các mục khác đã gửi hết tới {facts.hub}. {_last(facts)}"
        return Summary("circle-alert", "red", f"{facts.refused} mục cần anh chị.", second.strip())
    if facts.level_at is None:
        second = f"Chưa nhận hết những gì thành phố gửi: bấm Gửi ngay (F5). {_last(facts)}"
        return Summary("circle-check", "green", f"Đã gửi hết tới {facts.hub}.", second.strip())
    second = f"{facts.hub} đã nhận hết; không còn gì phải nhận về. {_last(facts)}"
    return Summary(
        "circle-check", "green", f"Đã đồng bộ lúc {moment_words(facts.level_at, facts.today)}.", second.strip()
    )


def moment_words(moment: dt.datetime, today: dt.date) -> str:
    """ "10:18 hôm nay", or with the date."""
    shown = local(moment)
    return f"{shown:%H:%M} " + ("hôm nay" if shown.date() == today else short_date(shown.date()))


def placed_words(done: Delivery) -> tuple[str, str]:
    """What a round with the folder is told as: the banner's kind and its words."""
    placed = f"Đã đặt {done.sent} báo cáo vào thư mục." if done.sent else ""
    if done.problem:
        return "warn", f"{placed} {message_for(done.problem, {}, SUBJECTS).text()}".strip()
    return "done", placed or "Không còn báo cáo nào chờ đặt."


def _by_folder(facts: Facts) -> Summary:
    wanted = f" {facts.refused} mục cần anh chị." if facts.refused else ""
    taken = "Nơi nhận lấy báo cáo từ thư mục, không gửi biên nhận về máy này. Việc hằng ngày lưu trên máy."
    if facts.waiting and facts.problem:
        told = message_for(facts.problem, {}, SUBJECTS)
        again = f" Lần thử sau: {moment_words(facts.next_try, facts.today)}." if facts.next_try else ""
        first = f"{told.happened} {facts.waiting} báo cáo chờ đặt.{wanted}"
        return Summary("triangle-alert", "amber", first, f"{told.safe} {told.do}{again}")
    if facts.waiting:
        first = f"{facts.waiting} báo cáo chờ đặt vào thư mục.{wanted}"
        return Summary("hourglass", "accent", first, f"Thư mục: {facts.folder}. Bấm Gửi ngay (F5) để đặt.")
    icon, ink = ("circle-alert", "red") if wanted else ("folder-open", "text2")
    return Summary(icon, ink, f"Báo cáo được đặt vào thư mục {facts.folder}.{wanted}", taken)


def _stuck(facts: Facts, needs: str) -> Summary:
    offline = facts.problem == "offline"
    what = "Máy đang mất mạng." if offline else message_for(facts.problem or "", {}, SUBJECTS).happened
    since = f" từ {moment_words(facts.stuck_since, facts.today)}" if facts.stuck_since else ""
    again = f" Lần thử sau: {moment_words(facts.next_try, facts.today)}." if facts.next_try else ""
    return Summary(
        "cloud-off" if offline else "triangle-alert",
        "amber",
        f"{what} {format_number(facts.waiting)} mục chờ gửi{since}{needs}.",
        f"Mọi việc đã lưu trên máy này.{again} {_last(facts)}".strip(),
    )


def _last(facts: Facts) -> str:
    return f"Lần gửi xong gần nhất: {moment_words(facts.last_sent, facts.today)}." if facts.last_sent else ""
