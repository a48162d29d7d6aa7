"""What may be wrong with a catalogue of indicators, and with numbers carried in, in Vietnamese."""

from __future__ import annotations

from ttcs_desktop.statistics.catalogue import CityFile
from ui.kit.message import Message
from ui.kit.messages import message_of

_KEPT = "Những gì đã lưu vẫn còn nguyên."
_NOT_SAVED = "Chưa lưu thay đổi này; phần đã lưu còn nguyên."
_MEND = "Sửa chỗ ấy trong tệp rồi đưa vào lại, hoặc xin lại tệp."
CATALOGUE = {
    "carried_part_unknown": Message(
        "Chỉ tiêu {code_given} không chia theo phần ấy.", _NOT_SAVED, "Các phần có: {known}.", "Không có phần này."
    ),
    "carried_parts_above": Message(
        "Các phần mang sang cộng lại là {parts}, quá số cả tháng {whole}.",
        _NOT_SAVED,
        "Sửa số của phần, hoặc số cả tháng.",
        "Quá số cả tháng.",
    ),
    "catalogue_file_unreadable": Message(
        "Không đọc được tệp danh mục {name}.", _KEPT, "Kiểm tra tệp còn đó, là tệp chữ TOML dưới 1 MB, rồi đưa vào lại."
    ),
    "catalogue_file_unwritable": Message(
        "Không ghi được tệp {name} vào thư mục của sổ.", _KEPT, "Đóng chương trình đang mở tệp, rồi thử lại."
    ),
    "charts_many": Message(
        "Phụ lục của báo cáo đã có {most} biểu đồ.", _KEPT, "Bỏ bớt một biểu đồ bằng F4 rồi đưa biểu đồ này vào."
    ),
    "catalogue_refused": Message(
        "Tệp {name} có {number} chỗ sai nên máy chưa dùng.",
        "Danh mục đang dùng không đổi.",
        "Xem từng chỗ trong danh sách, Ctrl+C để chép gửi nơi đã gửi tệp.",
    ),
    "catalogue_none": Message(
        "Thành phố chưa có danh mục riêng ở máy này.", _KEPT, "Bấm F4 để chọn tệp của thành phố."
    ),
    "catalogue_unreadable": Message("Danh mục chỉ tiêu không đọc được ở dòng {line}.", _KEPT, _MEND),
    "catalogue_field": Message("Danh mục chỉ tiêu sai ở {place}, mục “{key}”.", _KEPT, _MEND),
    "catalogue_key_unknown": Message("Danh mục chỉ tiêu, {place}: không hiểu mục “{key}”.", _KEPT, _MEND),
    "catalogue_doubled": Message("Danh mục có hai chỗ cùng mã {place}.", _KEPT, _MEND),
    "catalogue_unknown_indicator": Message(
        "Danh mục, {place} hỏi chỉ tiêu {indicator}, nhưng không có chỉ tiêu ấy.", _KEPT, _MEND
    ),
    "catalogue_measure": Message("Danh mục, {place}: máy không có phép đếm “{measure}”.", _KEPT, _MEND),
    "catalogue_filter": Message(
        "Danh mục, {place}: phép đếm không chia theo “{filter}”.", _KEPT, "Chia được theo: {known}."
    ),
    "catalogue_filter_missing": Message("Danh mục, {place}: phép đếm cần thêm lọc “{filter}”.", _KEPT, _MEND),
    "catalogue_value": Message(
        "Danh mục, {place}: “{filter}” không có giá trị “{value}”.", _KEPT, "Các giá trị có: {known}."
    ),
    "catalogue_kind": Message("Danh mục, {place}: “{measure}” phải khai kind là “{kind}”.", _KEPT, _MEND),
    "catalogue_both": Message("Danh mục, {place}: vừa có phép đếm vừa có biểu thức.", _KEPT, "Bỏ một trong hai."),
    "catalogue_part": Message(
        "Danh mục, {place}: {indicator} không chia theo “{part}”.", _KEPT, "Các phần có: {known}."
    ),
    "catalogue_cycle": Message(
        "Danh mục có vòng lặp: {path}.", _KEPT, "Sửa biểu thức để không chỉ tiêu nào hỏi lại mình."
    ),
    "expression_unreadable": Message(
        "Danh mục, {place}: không đọc được biểu thức từ chữ thứ {at}: “{rest}”.", _KEPT, _MEND
    ),
}


def city_words(city: CityFile) -> str:
    """What is wrong with the city's own file, for the officer who uses the shipped one meanwhile; empty for nothing."""
    if not city.faults:
        return ""
    first = message_of(city.faults[0], CATALOGUE).happened
    more = f" Còn {len(city.faults) - 1} chỗ khác." if len(city.faults) > 1 else ""
    return f"{first}{more} Máy vẫn dùng danh mục đi kèm phần mềm; sửa tệp {city.name} rồi đưa vào lại."
