"""The agenda in Vietnamese."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.collecting.owing import Progress
from ttcs_desktop.ledger.bin import PUT_BACK
from ttcs_desktop.ledger.gathering import GATHER
from ttcs_desktop.ledger.ledger import WENT_BACK
from ttcs_desktop.ledger.undo import PURGE, REDO, UNDO
from ttcs_desktop.plans.model import Plan, Task
from ttcs_desktop.statistics.catalogue import Template

KINDS_FOUND = {
    "plan": "Kế hoạch",
    "task": "Nhiệm vụ",
    "directive": "Văn bản",
    "item": "Tin, bài",
    "slot": "Khung phát",
    "report": "Báo cáo",
    "paper": "Số văn bản của báo cáo",
    "entry": "Số nhập phần mềm",
    "contribution": "Bài cộng tác",
    "column": "Chuyên mục",
    "cluster": "Cụm loa",
    "station": "Đài",
    "notice_board": "Bảng tin",
    "fault": "Sự cố thiết bị",
    "person": "Người",
    "agency": "Cơ quan",
    "board": "Ban biên tập",
    "neighbourhood": "Tổ dân phố, thôn",
    "sheet": "Phiếu trình",
    "authorisation": "Ủy quyền duyệt",
    "topic": "Chủ đề của năm",
    "holiday": "Ngày nghỉ, làm bù",
    "respondent": "Cơ quan phải báo cáo",
    "agency_report": "Báo cáo của cơ quan",
}

# What may lie in the recycle bin.
KINDS_IN_BIN = KINDS_FOUND | {"attachment": "Tệp đính kèm", "step": "Bước của nhiệm vụ", "note": "Ghi chú của nhiệm vụ"}

# What each action of the record is called: in "Hoàn tác", in the history.
ACTIONS = {
    "attachments.add": "đính kèm tệp",
    "attachments.remove": "bỏ tệp đính kèm",
    "broadcast.add_cluster": "thêm cụm loa",
    "broadcast.add_slot": "thêm khung phát",
    "broadcast.add_board": "thêm bảng tin",
    "broadcast.add_board_text": "đưa tin lên bảng tin",
    "broadcast.change_board_text": "sửa tin trên bảng tin",
    "broadcast.remove_board_text": "gỡ tin khỏi bảng tin",
    "broadcast.change_board": "ghi thay đổi của bảng tin",
    "broadcast.correct_board": "sửa bảng tin",
    "broadcast.correct_cluster": "sửa thông tin cụm loa",
    "broadcast.move_clusters": "đổi công nghệ của cụm loa",
    "broadcast.note_fault": "ghi báo hỏng",
    "broadcast.remove_board": "bỏ bảng tin vào thùng rác",
    "broadcast.remove_fault": "bỏ dòng sổ sửa chữa",
    "broadcast.repair": "ghi đã sửa",
    "broadcast.reword_fault": "sửa dòng sổ sửa chữa",
    "broadcast.approve_edition": "ghi ý kiến duyệt chương trình",
    "broadcast.approve_slot": "ghi ý kiến duyệt khung phát",
    "broadcast.change_cluster": "ghi thay đổi của cụm loa",
    "broadcast.change_slot": "sửa khung phát",
    "broadcast.change_station": "ghi thay đổi của đài",
    "broadcast.confirm": "ghi sổ phát",
    "broadcast.confirm_clusters": "xác nhận cụm loa",
    "broadcast.correct": "sửa dòng sổ phát",
    "broadcast.hear": "ghi nơi nghe được cụm loa",
    "broadcast.import_log": "nhập nhật ký phát",
    "broadcast.import_timetable": "nhập lịch phát từ tệp",
    "broadcast.note_unplanned": "ghi buổi phát ngoài lịch",
    "broadcast.learn_log": "ghi cách đọc nhật ký của nhà cung cấp",
    "broadcast.note_clusters": "ghi cụm loa mới gặp trong tệp",
    "broadcast.open_station": "thêm đài",
    "broadcast.choose_rules": "chọn quy định khung giờ",
    "broadcast.limit_repeats": "đặt giới hạn phát lại",
    "broadcast.drop_limit": "bỏ giới hạn phát lại",
    "broadcast.drop_rules": "bỏ quy định khung giờ",
    "broadcast.note_notice": "ghi số, ngày của thông báo lịch tuần",
    "broadcast.apply_week_template": "xếp lịch theo tuần mẫu",
    "broadcast.remove_week_template": "bỏ tuần mẫu",
    "broadcast.save_week_template": "lưu tuần mẫu",
    "broadcast.shift_week": "dời giờ nhiều buổi",
    "broadcast.copy_week": "chép lịch từ tuần khác",
    "broadcast.publish_week": "ban hành lịch tuần",
    "broadcast.recall_week": "thu hồi lịch tuần đã ban hành",
    "broadcast.cancel_airing": "bỏ một lượt phát",
    "broadcast.move_airing": "dời lượt phát",
    "broadcast.remove_slot": "bỏ khung phát",
    "broadcast.solve_week": "gỡ chỗ vướng trong tuần",
    "broadcast.set_edition": "xếp bài vào chương trình",
    "statistics.choose_charts": "chọn biểu đồ của báo cáo",
    "collecting.add_agency": "thêm cơ quan phải báo cáo",
    "collecting.ask_again": "thôi miễn báo cáo cho cơ quan",
    "collecting.change": "sửa hạn, chỉ tiêu thu báo cáo",
    "collecting.change_agency": "sửa cơ quan phải báo cáo",
    "collecting.correct_report": "sửa báo cáo đã nhận",
    "collecting.freeze": "chốt số liệu tổng hợp",
    "collecting.exempt": "miễn báo cáo cho cơ quan",
    "collecting.open": "lập danh sách cơ quan phải báo cáo",
    "collecting.receive": "nhận báo cáo của cơ quan",
    "collecting.remind": "ghi đã nhắc báo cáo",
    "collecting.remove_agency": "bỏ cơ quan khỏi danh sách báo cáo",
    "collecting.remove_report": "bỏ báo cáo đã nhận",
    "content.add": "thêm bài",
    "content.archive": "lưu bài vào kho",
    "content.authorise": "ghi ủy quyền duyệt",
    "content.end_authorisation": "ghi hạn của ủy quyền duyệt",
    "content.remove_authorisation": "bỏ ủy quyền duyệt",
    "content.draw_sheet": "lập phiếu trình",
    "content.send_back": "trả lại bài",
    "content.take_out": "lấy bài đã lưu ra dùng lại",
    "content.to_editor": "chuyển bài sang biên tập",
    "content.add_topic": "thêm chủ đề",
    "content.bring_back": "đưa về phiên bản cũ",
    "content.approve": "ghi ý kiến duyệt bài",
    "content.change_contribution": "sửa tin, bài cộng tác",
    "content.note_used": "ghi ngày bài cộng tác được dùng",
    "content.remove_contribution": "bỏ tin, bài cộng tác vào thùng rác",
    "content.change_column": "sửa chuyên mục",
    "content.change_topic": "sửa chủ đề",
    "content.contribute": "ghi tin, bài cộng tác",
    "content.copy_topics": "chép chủ đề từ năm trước",
    "content.edit": "sửa bài",
    "content.intake": "nhận bài",
    "content.open_column": "thêm chuyên mục",
    "content.remove": "bỏ bài vào thùng rác",
    "content.remove_column": "bỏ chuyên mục vào thùng rác",
    "content.remove_topic": "bỏ chủ đề vào thùng rác",
    "content.rename_column": "đổi tên chuyên mục từ một ngày",
    "content.set_topics": "ghi chủ đề của bài",
    "content.set_terms": "ghi thể loại, thời hạn, quyền dùng bài",
    "content.submit": "trình duyệt bài",
    "content.take_topics": "nhập danh mục chủ đề",
    "content.withdraw": "rút bài",
    "directives.add": "thêm văn bản",
    "directives.edit": "sửa văn bản",
    "directives.handle": "ghi kết quả xử lý văn bản",
    "directives.link": "ghi căn cứ",
    "directives.remove": "bỏ văn bản vào thùng rác",
    "directives.unlink": "bỏ căn cứ",
    "receiving.take": "nhận từ thành phố",
    "receiving.media": "nhận tệp của thành phố",
    "joining.share": "đặt tên máy của đơn vị",
    "joining.retire": "thôi dùng một máy của đơn vị",
    "joining.use_again": "dùng lại một máy của đơn vị",
    "joining.take": "nhận việc của máy khác",
    "joining.take_fact": "nhận việc của máy khác",
    "joining.settle": "chọn bản khi hai máy cùng sửa",
    "receiving.withdraw": "nhận lệnh rút của thành phố",
    "office.add_neighbourhoods": "thêm tổ dân phố, thôn",
    "office.change_neighbourhood": "sửa tổ dân phố, thôn",
    "office.remove_neighbourhood": "bỏ tổ dân phố, thôn vào thùng rác",
    "office.add_person": "thêm người",
    "office.change_person": "sửa người",
    "office.remove_holiday": "bỏ ngày nghỉ",
    "office.remove_person": "bỏ người vào thùng rác",
    "office.remove_unit_name": "bỏ một tên của đơn vị",
    "office.rename_unit": "ghi tên mới của đơn vị",
    "office.appoint": "ghi thành viên Ban biên tập",
    "office.dismiss": "ghi ngày thôi của thành viên Ban biên tập",
    "office.end_board": "ghi ngày thôi của Ban biên tập",
    "office.found_board": "ghi quyết định lập Ban biên tập",
    "office.remove_board": "bỏ Ban biên tập",
    "office.forget_alias": "thôi nhớ tên viết tắt",
    "office.learn_alias": "nhớ tên viết tắt",
    "office.name_unit": "ghi tên đơn vị",
    "office.take_days": "ghi ngày nghỉ của năm",
    "office.set_holiday": "ghi ngày nghỉ",
    "plans.add_note": "ghi chú vào nhiệm vụ",
    "plans.add_step": "thêm bước của nhiệm vụ",
    "plans.add_task": "thêm nhiệm vụ",
    "plans.carry_on": "chuyển nhiệm vụ sang năm mới",
    "plans.change_together": "đổi nhiều nhiệm vụ",
    "plans.correct": "sửa kế hoạch",
    "plans.correct_task": "sửa nhiệm vụ",
    "plans.import": "nhập phụ lục kế hoạch",
    "plans.import_more": "nhập thêm việc vào kế hoạch",
    "plans.link": "gắn nhiệm vụ với mục khác",
    "plans.open_plan": "thêm kế hoạch",
    "plans.record": "ghi kết quả nhiệm vụ",
    "plans.remove_note": "bỏ ghi chú của nhiệm vụ",
    "plans.remove_plan": "bỏ kế hoạch vào thùng rác",
    "plans.remove_step": "bỏ bước của nhiệm vụ",
    "plans.remove_task": "bỏ nhiệm vụ vào thùng rác",
    "plans.replace": "nhập thay kế hoạch",
    "plans.reword_note": "sửa ghi chú của nhiệm vụ",
    "plans.reword_step": "sửa bước của nhiệm vụ",
    "plans.set_state": "đổi tình trạng nhiệm vụ",
    "plans.tick": "đánh dấu nhiệm vụ đã xong",
    "plans.tick_step": "đánh dấu bước của nhiệm vụ",
    "plans.unlink": "thôi gắn nhiệm vụ với mục khác",
    "statistics.carry_in": "ghi số mang sang",
    "statistics.drop_level": "bỏ mức riêng của chỉ tiêu",
    "statistics.edit_text": "sửa lời báo cáo",
    "statistics.enter": "nhập số liệu",
    "statistics.enter_target": "nhập số của chỉ tiêu",
    "statistics.explain": "ghi giải trình",
    "statistics.freeze": "chốt báo cáo",
    "city.choose_folder": "chọn thư mục đặt báo cáo",
    "city.leave_folder": "thôi đặt báo cáo vào thư mục",
    "receiving.put_away": "cất một mục không dùng được của thành phố",
    "receiving.bring_back": "lấy lại một mục đã cất của thành phố",
    "statistics.place": "đặt báo cáo vào thư mục",
    "statistics.note_manual": "ghi số liệu đã nhập vào phần mềm",
    "statistics.note_paper": "ghi số, ngày của báo cáo giấy",
    "statistics.queue": "xếp báo cáo chờ gửi",
    "statistics.set_level": "ghi mức riêng của chỉ tiêu",
    "statistics.take_back_text": "lấy lại lời máy điền",
    "statistics.take_back_target": "bỏ số nhập tay của chỉ tiêu",
    "statistics.take_back": "lấy lại số tự tính",
    "urgent.replay": "xếp phát lại mục bị ngắt",
    "urgent.send": "phát bản tin khẩn cấp",
    "urgent.stop": "dừng bản tin khẩn cấp",
    WENT_BACK: "lấy lại sổ từ bản sao lưu",
    GATHER: "gom các thay đổi chờ gửi",
    PURGE: "xóa hẳn mục quá 90 ngày trong thùng rác",
    PUT_BACK: "lấy lại từ thùng rác",
    REDO: "làm lại",
    UNDO: "hoàn tác",
}


def task_source(plan: Plan | None, task: Task) -> str:
    """Where a task comes from: plan and number, such as "KH 75/KH-UBND, nhiệm vụ III.1"."""
    group = task.group_title.split(".", 1)[0].strip() if "." in task.group_title[:6] else ""
    number = ".".join(part for part in (group, task.number) if part)
    parts = [f"KH {plan.number}" if plan and plan.number else "Kế hoạch", f"nhiệm vụ {number}" if number else ""]
    return ", ".join(part for part in parts if part)


def report_title(template: Template, year: int, *, collects: bool) -> str:
    """A report as it stands on the radar."""
    verb = "Tổng hợp báo cáo" if collects else "Thống kê"
    return f"{verb} {template.name} {year}"


def report_source(template: Template, due: dt.date) -> str:
    return f"{template.basis_short}: gửi trước {due:%d/%m}"


def collection_source(template: Template, due: dt.date, known: Progress | None) -> str:
    """Of a report that agencies owe: the paper, the day, and how many have not answered."""
    asked = f"{template.basis_short}: các cơ quan nộp trước {due:%d/%m}"
    if known is None:
        return f"{asked}, chưa lập danh sách"
    return f"{asked}, còn {known.owing}/{known.listed} cơ quan"


def report_about(template: Template) -> str:
    """What else a report is known by: the paper that asks for it, its code, who gets it."""
    return f"Báo cáo theo {template.basis_short} · {template.code} · {template.receiver}"


def action(verb: str, records: int = 1) -> str:
    """An action in words, with how many records it touched where there were several."""
    said = ACTIONS.get(verb, "sửa sổ")
    return f"{said} ({records} mục)" if records > 1 else said
