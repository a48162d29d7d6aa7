"""What is written of a cluster beside its dated state: number, place, maker, signal, origin, what is near it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ttcs_desktop.broadcast.equipment.wording import LINKS, quiet_lines, read_quiet_lines
from ttcs_desktop.broadcast.model import Cluster, Link
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import FormField
from ui.pages.desk import Desk
from ui.pages.settings.section import Ask


def cluster_card(desk: Desk, cluster: Cluster) -> Ask:
    """The card of one cluster; the day a fact began does not matter to any figure."""
    clusters = desk.workspace.equipment.clusters
    link = Choice(list(LINKS.items()))
    link.set_value(cluster.link)
    near = TextArea("Trường Tiểu học Mẫu: 7h - 11h", lines=3)
    near.set_value(quiet_lines(clusters.quiet_places(cluster.id)))
    fields = (
        _line("number", "&Số", "TDP 1", cluster.number),
        _line("name", "&Tên, khi khác số", "", cluster.name),
        _line("place", "&Nơi đặt", "Nhà văn hóa tổ dân phố 1", cluster.place),
        _line("vendor", "Nhà &cung cấp", "", cluster.vendor),
        FormField("link", "&Kết nối bằng", link),
        _line("sim", "Số S&IM", "0912345678", cluster.sim, "Chỉ giữ khi kết nối bằng SIM."),
        _line("came_from", "Nhận &từ nơi cũ", "Cụm 3, xã Phù Vân cũ", cluster.came_from),
        FormField("quiet", "Nơi cần &yên tĩnh ở gần", near, "Mỗi nơi một dòng; giờ cần yên tĩnh sau dấu hai chấm."),
    )

    def take(values: dict[str, Any]) -> None:
        words = {name: values[name] for name in ("number", "name", "place", "vendor", "sim", "came_from")}
        told = replace(cluster, link=Link(values["link"]), **words)
        changes = clusters.correct(told, read_quiet_lines(values["quiet"]))
        desk.publish(changes, f"Đã sửa thông tin cụm {told.number or told.name}")

    return Ask("Thông tin cụm loa", "Lưu", fields, take)


def _line(name: str, words: str, hint: str, known: str, below: str = "") -> FormField:
    field = TextField(hint)
    field.set_value(known)
    return FormField(name, words, field, below)
