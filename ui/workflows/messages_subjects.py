"""What the subjects' codes mean to an officer: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from ttcs_desktop.plans.wording import TROUBLES
from ui.kit.messages import Message
from ui.workflows.collecting_messages import COLLECTING
from ui.workflows.messages_boards import BOARDS
from ui.workflows.messages_catalogue import CATALOGUE
from ui.workflows.messages_city import CITY
from ui.workflows.messages_day import DAY
from ui.workflows.messages_equipment import EQUIPMENT
from ui.workflows.messages_freezing import FREEZING
from ui.workflows.messages_log import LOG
from ui.workflows.messages_papers import PAPERS
from ui.workflows.messages_pcs import PCS
from ui.workflows.messages_pipeline import PIPELINE
from ui.workflows.messages_weeks import WEEKS
from ui.workflows.messages_year import YEAR

_KEPT = "Những gì đã lưu vẫn còn nguyên."
_NOT_SAVED = "Chưa lưu thay đổi này; phần đã lưu còn nguyên."

_RECORD = {
    "no_record": Message(
        "Thư mục này chưa có sổ của đơn vị.",
        _KEPT,
        "Chọn đúng thư mục, hoặc lập sổ mới bằng lệnh ttcs init.",
    ),
    "folder_in_use": Message(
        "Thư mục này đã có sổ của một đơn vị.", _KEPT, "Mở sổ ấy, hoặc chọn thư mục khác để lập sổ mới."
    ),
    "record_changed": Message(
        "Mục này vừa được sửa ở cửa sổ khác hoặc máy khác.",
        "Chưa lưu thay đổi của anh chị; bản kia và chữ đang gõ còn nguyên.",
        "Xem bản mới trên màn hình; vẫn muốn lưu bản của mình thì bấm lưu lần nữa.",
    ),
    "record_gone": Message("Mục này không còn nữa.", _KEPT, "Nạp lại trang rồi chọn mục khác."),
    "copy_unsound": Message(
        "Tệp này không phải bản sao lưu đọc được của sổ.",
        "Sổ đang có còn nguyên.",
        "Chọn tệp .db trong thư mục backups hoặc bản đã chép ra USB.",
        "Chọn tệp sao lưu khác.",
    ),
    "copy_newer": Message(
        "Bản sao lưu này do phần mềm mới hơn ghi.",
        "Sổ đang có còn nguyên.",
        "Cập nhật phần mềm rồi lấy lại.",
        "Cập nhật phần mềm trước.",
    ),
    "copy_of_another_record": Message(
        "Bản sao lưu này là của một sổ khác.",
        "Sổ đang có còn nguyên.",
        "Chọn bản sao lưu của chính sổ này, hoặc lấy lại vào một thư mục trống.",
        "Chọn bản sao lưu của chính sổ này.",
    ),
    "undo_nothing": Message(
        "Không còn việc nào để hoàn tác.", _KEPT, "Việc của những lần mở trước xem ở Cài đặt, mục Thùng rác."
    ),
    "undo_fact": Message(
        "Việc gần nhất đã thành việc chính thức nên không hoàn tác được.",
        _KEPT,
        "Ghi lại cho đúng ở trang của việc đó.",
    ),
    "undo_changed": Message(
        "Mục này đã được sửa tiếp từ nơi khác nên không hoàn tác được.", _KEPT, "Mở mục đó và sửa lại bằng tay."
    ),
    "redo_nothing": Message("Không có việc nào để làm lại.", _KEPT, "Chỉ làm lại được ngay sau khi hoàn tác."),
    "rules_unknown": Message("Phần mềm không có bộ quy định này.", "Chưa ghi gì.", "Chọn lại một bộ trong danh sách."),
    "unit_unknown": Message(
        "Không có đơn vị nào mang mã này.",
        _NOT_SAVED,
        "Gõ mã năm chữ số của xã, phường, ví dụ 13291.",
        "Gõ mã năm chữ số, ví dụ 13291.",
    ),
    "unit_not_set": Message("Sổ chưa ghi tên đơn vị.", _KEPT, "Báo cán bộ CNTT kiểm tra tệp sổ."),
    "subject_unknown": Message("Không có loại bản ghi này.", _KEPT, "Xem tên các loại trong tài liệu dòng lệnh."),
    "now_refused": Message(
        "Sổ này đã nối với máy chủ thật nên không đặt lại đồng hồ được.", _KEPT, "Bỏ lựa chọn --now rồi chạy lại."
    ),
    "backup_unsound": Message(
        "Bản sao lưu vừa ghi không đọc lại được.", _KEPT, "Kiểm tra ổ đĩa rồi sao lưu lại vào ổ khác."
    ),
    "file_held": Message(
        "Chương trình khác, có thể là chương trình diệt virus, đang giữ tệp.",
        _KEPT,
        "Chờ một phút rồi làm lại. Vẫn thế thì nhờ cán bộ CNTT.",
    ),
    "backup_folder_gone": Message("Không mở được thư mục này.", _KEPT, "Cắm lại USB hoặc chọn thư mục khác."),
    "backup_folder_inside": Message(
        "Thư mục này nằm ngay trong thư mục của sổ.",
        _KEPT,
        "Chọn USB hoặc ổ đĩa khác, để hỏng ổ này vẫn còn bản kia.",
    ),
    "backup_without_files": Message(
        "Đã sao lưu sổ, nhưng {number} tệp đã nhận không còn đọc được trên máy.",
        "Chữ của các bài còn nguyên.",
        "Lấy lại tệp từ bản sao lưu cũ, hoặc xin lại rồi nhận lại.",
    ),
    "backup_second_gone": Message(
        "Đã sao lưu trên máy này, chưa chép được sang {folder}.",
        "Bản sao lưu trên máy đã mở lại thử và đọc được.",
        "Cắm USB rồi bấm F9, hoặc chọn nơi chép khác.",
    ),
    "backup_second_full": Message(
        "Đã sao lưu trên máy này, nhưng {folder} hết chỗ.",
        "Các bản cũ ở đó còn nguyên.",
        "Xóa bớt tệp ở đó hoặc chọn nơi chép khác rồi bấm F9.",
    ),
    "database_unreachable": Message(
        "Không mở được tệp sổ.", _KEPT, "Kiểm tra thư mục dữ liệu có còn trên máy và có quyền ghi."
    ),
    "disk_failing": Message(
        "Ổ đĩa báo lỗi khi đọc hoặc ghi.", "Phần ghi trước đó còn nguyên.", "Sao lưu ra USB ngay rồi báo cán bộ CNTT."
    ),
}
_FORMS = {
    "issued_after_year": Message(
        "Ngày ban hành sau năm của kế hoạch ({year}).",
        _NOT_SAVED,
        "Gõ ngày ghi trên kế hoạch, không sau năm {year}.",
        "Gõ ngày ghi trên kế hoạch, không sau năm {year}.",
    ),
    "title_missing": Message("Chưa có tên.", _NOT_SAVED, "Gõ tên rồi lưu lại.", "Gõ tên."),
    "name_missing": Message("Chưa có tên.", _NOT_SAVED, "Gõ tên rồi lưu lại.", "Gõ tên."),
    "leader_unnamed": Message(
        "Lãnh đạo có chức vụ mà chưa có tên.",
        _NOT_SAVED,
        "Gõ họ tên lãnh đạo, hoặc xóa chức vụ để thêm sau trong Cài đặt.",
        "Có chức vụ thì gõ cả họ tên; muốn thêm sau trong Cài đặt thì xóa chức vụ.",
    ),
    "text_missing": Message("Chưa có nội dung.", _NOT_SAVED, "Gõ nội dung rồi lưu lại.", "Gõ nội dung."),
    "reason_missing": Message(
        "Chưa có lý do.", _NOT_SAVED, "Ghi lý do một câu ngắn rồi lưu lại.", "Ghi lý do một câu ngắn."
    ),
    "day_missing": Message("Chưa có ngày hoàn thành.", _NOT_SAVED, "Gõ ngày hoàn thành.", "Gõ ngày hoàn thành."),
    "done_in_future": Message(
        "Ngày hoàn thành ở sau hôm nay.", _NOT_SAVED, "Gõ ngày đã làm xong.", "Gõ ngày không sau hôm nay."
    ),
    "dropped_without_reason": Message(
        "Chưa có lý do không thực hiện.",
        _NOT_SAVED,
        "Ghi lý do ở ô khó khăn, vướng mắc.",
        "Ghi lý do không thực hiện vào ô này.",
    ),
    "task_of_city": Message(
        "Nhiệm vụ này do thành phố giao, không sửa hay bỏ ở đây.", _KEPT, "Ghi kết quả (F9) hoặc báo lại thành phố."
    ),
    "task_is_proof": Message(
        "Nhiệm vụ “{task}” đã gắn với sổ phát hoặc báo cáo đã chốt nên không bỏ được.",
        "Chưa bỏ gì; phần đã lưu còn nguyên.",
        "Bấm F9, chọn Không thực hiện và ghi lý do, thì nhiệm vụ không còn bị nhắc.",
    ),
    "task_time_unreadable": Message(
        "Chưa hiểu thời gian này.",
        _NOT_SAVED,
        "Gõ như Hằng quý, Trước 30/11, Quý II/2026; để trống nếu làm khi phát sinh.",
        "Chưa hiểu. Gõ như Hằng quý, Trước 30/11; để trống nếu làm khi phát sinh.",
    ),
    "period_unknown": Message("Nhiệm vụ không có kỳ này.", _NOT_SAVED, "Chọn một kỳ có trong danh sách."),
    "source_missing": Message("Chưa ghi nguồn của số.", _NOT_SAVED, "Ghi số này lấy từ đâu.", "Ghi nguồn của số."),
    "reference_missing": Message(
        "Chưa có số tham chiếu của phần mềm.", _NOT_SAVED, "Gõ số mà phần mềm đã cấp.", "Gõ số phần mềm đã cấp."
    ),
    "explanation_missing": Message("Chưa có lời giải trình.", _NOT_SAVED, "Gõ một câu giải trình.", "Gõ một câu."),
    "approver_missing": Message(
        "Chưa có người duyệt.", _NOT_SAVED, "Chọn hoặc gõ tên lãnh đạo đã duyệt.", "Gõ tên lãnh đạo đã duyệt."
    ),
    "decided_in_future": Message(
        "Ngày duyệt chưa tới.",
        _NOT_SAVED,
        "Gõ hôm nay hoặc ngày trước đó.",
        "Chưa tới ngày này. Gõ hôm nay hoặc trước đó.",
    ),
    "paper_number_missing": Message(
        "Chưa có số của văn bản.",
        _NOT_SAVED,
        "Gõ số ghi trên giấy, như 12/PTr hay 41/TB-UBND.",
        "Gõ số ghi trên giấy, như 12/PTr hay 41/TB-UBND.",
    ),
    "window_reversed": Message(
        "Ngày cuối đứng trước ngày đầu.", _NOT_SAVED, "Sửa lại một trong hai ngày.", "Ngày cuối phải sau ngày đầu."
    ),
    "window_empty": Message(
        "Giờ cuối trùng giờ đầu.", _NOT_SAVED, "Gõ giờ cuối khác giờ đầu.", "Giờ cuối phải khác giờ đầu."
    ),
    "window_overnight": Message(
        "Giờ cuối đứng trước giờ đầu; tính qua nửa đêm thì dài quá 6 giờ.",
        _NOT_SAVED,
        "Sửa giờ đầu hoặc giờ cuối.",
        "Giờ cuối phải sau giờ đầu.",
    ),
    "time_midnight": Message(
        "Không có gì bắt đầu lúc 24:00.",
        _NOT_SAVED,
        "Gõ 00:00 và chọn ngày hôm sau.",
        "Gõ 00:00 và chọn ngày hôm sau.",
    ),
    "title_too_long": Message("Tên dài quá 200 chữ cái.", _NOT_SAVED, "Rút ngắn tên.", "Rút ngắn tên."),
    "value_negative": Message("Số âm.", _NOT_SAVED, "Gõ số từ 0 trở lên.", "Gõ số từ 0 trở lên."),
    "count_negative": Message("Số âm.", _NOT_SAVED, "Gõ số từ 0 trở lên.", "Gõ số từ 0 trở lên."),
    "count_unreadable": Message("Không đọc được số lượng.", _NOT_SAVED, "Gõ số nguyên, ví dụ 10.", "Gõ số nguyên."),
    "time_unreadable": Message("Không đọc được giờ.", _NOT_SAVED, "Gõ giờ như 05:30.", "Gõ giờ như 05:30."),
    "duration_unreadable": Message(
        "Không đọc được thời lượng.", _NOT_SAVED, "Gõ số phút, ví dụ 15.", "Gõ số phút, ví dụ 15."
    ),
    "month_unreadable": Message("Không đọc được tháng.", _NOT_SAVED, "Gõ tháng như 2026-01.", "Gõ như 2026-01."),
    "week_unreadable": Message("Không đọc được tuần.", _KEPT, "Gõ tuần như 2026-W48.", "Gõ như 2026-W48."),
    "no_such_week": Message("Năm này không có tuần ấy.", _KEPT, "Chọn tuần từ 1 đến 52.", "Chọn tuần 1 đến 52."),
}
_CONTENT = {
    "step_not_open": Message(
        "Mục này chưa tới bước ấy.", _NOT_SAVED, "Nạp lại trang để xem bước hiện tại rồi bấm Chuyển bước."
    ),
    "item_withdrawn": Message("Bài này đã rút.", _NOT_SAVED, "Thêm bài mới nếu cần phát lại nội dung này."),
    "edition_empty": Message("Buổi này chưa có bài nào.", _NOT_SAVED, "Chọn ít nhất một bài rồi duyệt."),
    "slot_is_no_series": Message("Khung này không phát theo số.", _NOT_SAVED, "Chọn khung của chương trình có số."),
    "slot_has_content": Message(
        "Khung này duyệt theo bài, không duyệt theo khung.", _NOT_SAVED, "Mở bài hoặc số phát rồi duyệt ở đó."
    ),
    "week_unapproved": Message(
        "Tuần này có {number} buổi, chưa buổi nào được duyệt nên chưa in được thông báo.",
        _KEPT,
        "Bấm F7 xem từng buổi thiếu gì; chọn bài bằng Insert, ghi duyệt bằng F6 rồi in lại.",
    ),
    "slot_is_past": Message("Khung này chỉ còn những ngày đã qua.", _NOT_SAVED, "Thêm khung mới cho các ngày tới."),
    "plan_changed": Message("Lịch vừa đổi, cách gỡ này không còn đúng.", _NOT_SAVED, "Bấm F9 để tìm lại."),
    "airing_is_past": Message("Lượt phát này đã tới giờ rồi.", _NOT_SAVED, "Chọn lượt phát sắp tới."),
    "length_of_slot": Message(
        "Số phút là của cả khung, không đổi riêng một buổi được.", _NOT_SAVED, "Bấm F2 để sửa cả khung."
    ),
    "time_is_past": Message("Giờ ấy đã qua.", _NOT_SAVED, "Chọn giờ sắp tới.", "Giờ ấy đã qua."),
    "month_days_missing": Message("Chưa có ngày nào.", _NOT_SAVED, "Gõ ngày, ví dụ 1, 15.", "Gõ ngày, ví dụ 1, 15."),
    "month_days_unreadable": Message(
        "Không đọc được các ngày.", _NOT_SAVED, "Gõ như 1, 15, cuối hoặc 2/9.", "Gõ như 1, 15, cuối hoặc 2/9."
    ),
    "no_such_month_day": Message(
        "Không có ngày ấy trong tháng.", _NOT_SAVED, "Xem lại ngày và tháng.", "Không có ngày ấy trong tháng."
    ),
    "weeks_out_of_range": Message("Số tuần phải từ 1 đến 52.", _NOT_SAVED, "Gõ lại số tuần.", "Từ 1 đến 52."),
    "plays_out_of_range": Message(
        "Một ngày phát từ 1 đến {most} lần.", _NOT_SAVED, "Gõ lại số lần.", "Từ 1 đến {most} lần."
    ),
    "pause_out_of_range": Message("Quãng nghỉ phải dưới 24 giờ.", _NOT_SAVED, "Gõ lại số phút.", "Dưới 24 giờ."),
    "plays_past_midnight": Message(
        "Lần phát cuối rơi sang ngày hôm sau.",
        _NOT_SAVED,
        "Bớt số lần hoặc rút quãng nghỉ.",
        "Lần cuối rơi sang ngày hôm sau: bớt số lần hoặc quãng nghỉ.",
    ),
    "version_unknown": Message("Bài đã chọn không còn trong sổ.", _NOT_SAVED, "Chọn lại bài từ danh sách."),
    "edition_unknown": Message("Số phát gốc không còn trong sổ.", _NOT_SAVED, "Chọn lại số phát gốc."),
    "day_not_in_slot": Message("Khung này không phát vào ngày ấy.", _NOT_SAVED, "Chọn ngày khác."),
    "no_station": Message("Sổ chưa có đài nào.", _KEPT, "Thêm đài trong Cài đặt."),
    "cluster_unknown": Message("Không có cụm loa này.", _KEPT, "Gõ số hoặc tên cụm loa đã có trong sổ."),
    "cluster_exists": Message("Đã có cụm loa mang số này.", _NOT_SAVED, "Gõ số khác.", "Gõ số khác."),
}
_CONTENT.update(PIPELINE)
_CONTENT.update(PCS)
_CONTENT.update(WEEKS)
_LOG = {
    "airing_not_over": Message("Mục này chưa phát xong.", _NOT_SAVED, "Xác nhận sau khi phát xong."),
    "airing_not_approved": Message(
        "Mục này chưa được duyệt nên không được phát.",
        _NOT_SAVED,
        "Nếu đã phát thật, trình duyệt rồi xác nhận lại.",
    ),
    "entry_corrected": Message("Mục này đã được sửa rồi.", _NOT_SAVED, "Sửa mục mới nhất thay cho nó."),
    "minutes_missing": Message("Chưa có số phút đã phát.", _NOT_SAVED, "Gõ số phút đã phát.", "Gõ số phút."),
    "minutes_over_planned": Message(
        "Số phút nhiều hơn thời lượng của mục.", _NOT_SAVED, "Gõ từ 1 đến {planned} phút.", "Gõ từ 1 đến {planned}."
    ),
    "airings_need_days": Message("Danh sách lượt phát cần ngày đầu và ngày cuối.", _KEPT, "Gõ --from và --to."),
    "clusters_over_total": Message(
        "Số cụm phát được không hợp lý.", _NOT_SAVED, "Gõ số từ 1 đến {total}.", "Gõ số từ 1 đến {total}."
    ),
    "timetable_header": Message(
        "Tệp lịch thiếu cột {missing}.", "Chưa nhập gì vào máy.", "Thêm cột ấy vào dòng đầu của tệp."
    ),
    "file_not_text": Message(
        "Tệp không phải bảng chữ.", "Chưa nhập gì vào máy.", "Mở bằng Excel, lưu thành CSV UTF-8 rồi chọn lại."
    ),
    "kind_unknown": Message("Không hiểu loại của mục.", "Chưa nhập dòng này.", "Ghi relay, programme, insert, urgent."),
    "priority_unknown": Message("Không hiểu mức ưu tiên.", "Chưa nhập dòng này.", "Ghi normal, priority hoặc urgent."),
    "weekdays_unreadable": Message(
        "Không đọc được các thứ trong tuần.", _NOT_SAVED, "Ghi bằng số: 1 là thứ Hai, 7 là Chủ nhật."
    ),
    "approved_unreadable": Message("Không đọc được cột đã duyệt.", "Chưa nhập dòng này.", "Ghi yes hoặc no."),
}
_LOG.update(DAY)
_STATISTICS = {
    "template_unknown": Message("Không có mẫu báo cáo này.", _KEPT, "Chọn một trong các mẫu: {known}."),
    "indicator_unknown": Message("Không có chỉ tiêu này.", _KEPT, "Gõ mã như C02.", "Gõ mã như C02."),
    "measure_unknown": Message(
        "Danh mục hỏi một phép đếm mà máy không có.", _KEPT, "Dùng danh mục khác hoặc cập nhật phần mềm."
    ),
    "before_cut_off": Message(
        "Chưa qua ngày chốt số liệu.", _KEPT, "Xem trước số liệu; chốt được từ ngày hôm sau ngày chốt."
    ),
    "report_open": Message(
        "Báo cáo còn chỗ phải xem.", "Chưa chốt và chưa gửi gì.", "Bấm F8 đến từng chỗ, sửa hoặc ghi giải trình."
    ),
    "nothing_frozen": Message("Kỳ này chưa chốt lần nào.", _KEPT, "Chốt trước, rồi mới đính chính hoặc chốt lại."),
    "nothing_changed": Message(
        "Số liệu giống hệt bản đã chốt.",
        "Bản đã chốt còn nguyên.",
        "Không cần chốt thêm bản nào. Sửa sổ trước nếu có sai.",
    ),
    "carried_does_not_add": Message(
        "Chỉ tiêu này không cộng theo tháng nên không có số mang sang.", _NOT_SAVED, "Chọn chỉ tiêu đếm theo kỳ."
    ),
    "check_unknown": Message("Không có chỗ cần xem nào mang mã này.", _KEPT, "Lấy mã từ lệnh stats compute."),
    "enrolled_elsewhere": Message(
        "Sổ này đã nối với máy chủ khác.", _KEPT, "Giữ máy chủ cũ, hoặc nhờ cán bộ CNTT chuyển sổ."
    ),
    "month_after_start": Message(
        "Tháng này sổ đã tự ghi.", _NOT_SAVED, "Chỉ nhập số mang sang cho các tháng trước khi có sổ."
    ),
    "target_unknown": Message("Không có chỉ tiêu kế hoạch này.", _KEPT, "Gõ mã như R-12.", "Gõ mã như R-12."),
    "target_is_measured": Message(
        "Chỉ tiêu này máy tự tính từ sổ.", _NOT_SAVED, "Sửa sổ thì số đổi theo.", "Sửa sổ thì số đổi theo."
    ),
    "share_above_all": Message("Tỷ lệ quá 100 %.", _NOT_SAVED, "Gõ số từ 0 đến 100.", "Gõ số từ 0 đến 100."),
    "level_not_positive": Message("Mức phải lớn hơn 0.", _NOT_SAVED, "Gõ số lớn hơn 0.", "Gõ số lớn hơn 0."),
    "person_missing": Message("Chưa có người nhập.", _NOT_SAVED, "Gõ tên người nhập số.", "Gõ tên người nhập."),
    "document_in_future": Message(
        "Ngày văn bản ở sau hôm nay.", _NOT_SAVED, "Gõ ngày ghi trên văn bản.", "Gõ ngày ghi trên văn bản."
    ),
    "as_of_in_future": Message(
        "Ngày tính số ở sau hôm nay.", _NOT_SAVED, "Gõ ngày từ hôm nay trở về trước.", "Gõ ngày đã qua."
    ),
    "cut_off_after_due": Message("Mẫu có hạn gửi trước ngày chốt.", _KEPT, "Xin lại tệp mẫu báo cáo."),
}
_STATISTICS.update(FREEZING)
_STATISTICS.update(CATALOGUE)
_ANNEX = {
    code: Message(*TROUBLES[code])
    for code in (
        *("file_not_word", "file_old_excel", "file_macros", "file_outside", "sheet_too_large", "file_pdf"),
        *("file_rich_text", "file_picture", "text_too_long", "paste_empty", "paste_no_table", "paste_too_large"),
        *("annex_no_table", "annex_is_play_log", "annex_unlike"),
    )
}
_OTHERS = "Chưa nhận tệp này; các tệp khác vẫn nhận được."
_INTAKE = {
    "intake_nothing": Message("Không có tệp nào để nhận.", _KEPT, "Chọn tệp Word, tệp chữ, PDF, ảnh hoặc âm thanh."),
    "intake_too_many": Message("Có hơn {most} tệp.", "Chưa nhận tệp nào.", "Nhận làm nhiều lần, mỗi lần ít tệp hơn."),
    "received_in_future": Message(
        "Ngày nhận chưa tới.", "Chưa nhận tệp nào.", "Gõ hôm nay hoặc trước đó.", "Gõ hôm nay hoặc trước đó."
    ),
    "file_changed": Message(
        "Tệp “{name}” vừa bị sửa sau khi đọc.", "Chưa nhận bài nào.", "Đóng tệp ở chương trình khác rồi nhận lại."
    ),
    "file_kind_unknown": Message(
        "Loại tệp này chưa nhận được.", _OTHERS, "Nhận được Word .docx, chữ .txt, PDF, ảnh và âm thanh."
    ),
    "file_not_as_named": Message(
        "Bên trong không phải loại tệp như tên ghi.", _OTHERS, "Xin người gửi tệp khác; đừng mở tệp này."
    ),
    "file_old_font": Message(
        "Chữ theo phông cũ (VNI, TCVN3), không chắc đổi đúng được.",
        _OTHERS,
        "Mở bằng Word, đổi sang Unicode bằng UniKey, lưu lại rồi nhận.",
    ),
    "item_text_too_long": Message("Chữ dài hơn một bài đọc được.", _OTHERS, "Tách thành nhiều tệp rồi nhận lại."),
    "media_missing": Message(
        "Không thấy tệp “{name}” trong thư mục của đơn vị.", "Chữ của bài còn nguyên.", "Xin lại tệp rồi nhận lại."
    ),
    "media_damaged": Message(
        "Tệp “{name}” đã hỏng trên ổ đĩa.", "Chữ của bài còn nguyên.", "Xin lại tệp rồi nhận lại; báo cán bộ CNTT."
    ),
    "no_program": Message("Máy không có chương trình mở loại tệp này.", _KEPT, "Nhờ cán bộ CNTT cài chương trình."),
}
_WHOLE_FILES = BOARDS | CITY | COLLECTING | EQUIPMENT | LOG | PAPERS | PCS
SUBJECTS: Mapping[str, Message] = YEAR | (
    _WHOLE_FILES | _INTAKE | _RECORD | _FORMS | _CONTENT | _LOG | _STATISTICS | _ANNEX
)
"""Every code that a subject or the city's side of a workflow emits."""
