"""What travels, in words: kinds of records, and what was done with them."""

from __future__ import annotations

from ttcs_desktop.agenda.wording import ACTIONS

KINDS = {
    "plans.plan": "Kế hoạch",
    "plans.task": "Nhiệm vụ",
    "plans.link": "Mục gắn với nhiệm vụ",
    "plans.note": "Ghi chú của nhiệm vụ",
    "plans.occurrence": "Kết quả nhiệm vụ",
    "plans.step": "Bước của nhiệm vụ",
    "statistics.carried": "Số mang sang",
    "statistics.entered": "Số thống kê nhập tay",
    "statistics.explanation": "Giải trình số liệu",
    "statistics.text": "Lời báo cáo",
    "statistics.snapshot": "Bản chốt thống kê",
    "statistics.target_level": "Mức chỉ tiêu của đơn vị",
    "statistics.target_value": "Số chỉ tiêu nhập tay",
    "statistics.paper": "Số, ngày của báo cáo đã ký",
    "statistics.manual": "Ghi đã nhập phần mềm",
    "content.column": "Chuyên mục",
    "content.item": "Tin, bài",
    "content.item_topic": "Chủ đề của tin, bài",
    "content.step": "Bước của tin, bài",
    "content.topic": "Chủ đề của năm",
    "content.version": "Nội dung tin, bài",
    "content.contribution": "Tin, bài cộng tác",
    "content.approval": "Phê duyệt",
    "office.unit": "Tên đơn vị",
    "broadcast.station": "Đài truyền thanh",
    "broadcast.station_state": "Tình trạng của đài",
    "broadcast.cluster": "Cụm loa",
    "broadcast.cluster_state": "Tình trạng cụm loa",
    "broadcast.slot": "Khung phát",
    "broadcast.edition": "Chương trình từng ngày",
    "broadcast.airing_change": "Lượt phát được dời, được bỏ",
    "broadcast.notice_board": "Bảng tin",
    "broadcast.notice_board_state": "Tình trạng bảng tin",
    "broadcast.published": "Lịch tuần đã ban hành",
    "broadcast.recall": "Thu hồi lịch tuần",
    "broadcast.notice": "Số, ngày của thông báo lịch tuần",
    "broadcast.log": "Sổ phát",
    "broadcast.witness": "Căn cứ của sổ phát",
}
ICONS = {
    "plans": "list-checks",
    "statistics": "chart-column",
    "content": "file-text",
    "office": "landmark",
    "broadcast": "radio-tower",
}
# Short where the kind beside it says what; any other action is called as everywhere.
VERBS = {
    "plans.import": "nhập phụ lục",
    "plans.correct": "sửa kế hoạch",
    "plans.record": "ghi kết quả",
    "plans.set_state": "đổi trạng thái",
    "plans.tick": "đánh dấu xong",
    "content.add": "thêm mới",
    "content.edit": "sửa",
    "content.submit": "trình duyệt",
    "content.approve": "duyệt",
    "content.withdraw": "rút",
    "content.remove": "bỏ vào thùng rác",
    "content.contribute": "ghi cộng tác",
    "content.open_column": "mở chuyên mục",
    "broadcast.open_station": "mở đài",
    "broadcast.change_station": "thay đổi của đài",
    "broadcast.add_cluster": "thêm cụm loa",
    "broadcast.change_cluster": "thay đổi cụm loa",
    "broadcast.note_clusters": "ghi từng cụm loa",
    "broadcast.add_slot": "thêm khung phát",
    "broadcast.change_slot": "sửa khung phát",
    "broadcast.remove_slot": "bỏ khung phát",
    "broadcast.approve_slot": "duyệt khung phát",
    "broadcast.set_edition": "xếp chương trình",
    "broadcast.approve_edition": "duyệt chương trình",
    "broadcast.import_timetable": "nhập lịch phát",
    "broadcast.import_log": "nhập nhật ký máy phát",
    "broadcast.confirm": "xác nhận đã phát",
    "broadcast.correct": "sửa sổ phát",
    "statistics.enter": "nhập tay",
    "statistics.take_back": "lấy lại số tự tính",
    "statistics.explain": "giải trình",
    "statistics.carry_in": "ghi số mang sang",
    "statistics.freeze": "chốt số liệu",
    "statistics.note_manual": "ghi đã nhập phần mềm",
    "statistics.note_paper": "ghi số văn bản",
    "office.name_unit": "ghi tên đơn vị",
}
OTHER_KIND, OTHER_VERB = "Mục khác", "ghi"


def kind_words(kind: str) -> str:
    """What a kind of op carries."""
    return KINDS.get(kind, OTHER_KIND)


def verb_words(verb: str) -> str:
    """What was done."""
    return VERBS.get(verb) or ACTIONS.get(verb, OTHER_VERB)


def kind_icon(kind: str) -> str:
    """The icon of the subject a kind belongs to."""
    return ICONS.get(kind.partition(".")[0], "package")
