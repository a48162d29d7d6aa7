"""Where clusters are heard, from a day on: one card for one cluster or for several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.errors import InvalidInput
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.pages.desk import Desk
from ui.pages.settings.equipment_rows import Equipment
from ui.pages.settings.section import Ask


def hearing_card(desk: Desk, rows: Sequence[Equipment]) -> Ask:
    """The card for the chosen clusters.

    Raises:
        InvalidInput: `cluster_not_chosen` where only a station is chosen.
    """
    clusters = [one for one in rows if one.is_cluster]
    if not clusters:
        raise InvalidInput("", "cluster_not_chosen")
    workspace = desk.workspace
    heard = workspace.hearing.on(desk.today)
    names = {one.id: one.name for one in workspace.neighbourhoods.all()}
    written = TextField("Tổ dân phố 1 - 3, Thôn Đông")
    if len(clusters) == 1:
        places = heard.get(clusters[0].id, frozenset())
        written.set_value(", ".join(name for id_, name in names.items() if id_ in places))
    day = DateEdit(workspace.clock)
    day.set_value(workspace.record_start if not heard else desk.today)
    hint = "Cách nhau bằng dấu phẩy; số cuối tên là đủ: “1 - 3, 7”. Để trống là không nghe được ở đâu."
    fields = (
        FormField("neighbourhoods", "&Nghe được ở", written, hint),
        FormField("from_day", "Từ n&gày", day, "Ghi lại đúng ngày cũ là sửa ngày ấy.", required=True),
    )

    def take(values: dict[str, Any]) -> None:
        found = workspace.neighbourhoods.read(values["neighbourhoods"], values["from_day"])
        changes = workspace.hearing.hear([one.id for one in clusters], found, values["from_day"])
        which = clusters[0].title if len(clusters) == 1 else f"{len(clusters)} cụm"
        desk.publish(changes, f"Đã ghi nơi nghe được {which}: {len(found)} tổ dân phố, thôn")

    return Ask("Nghe được ở đâu", "Lưu", fields, take, _intro(clusters, len(names)))


def _intro(clusters: Sequence[Equipment], known: int) -> str:
    named = ", ".join(one.title for one in clusters[:6]) + (", …" if clusters[6:] else "")
    missing = "" if known else " Chưa có tên nào: thêm ở mục Tổ dân phố, thôn trước."
    return f"Cụm loa {named}.{missing}"
