"""The checker of visible words must itself be right: it passes office Vietnamese and stops English."""

import pytest

from tests.vietnamese_words import foreign_words, is_syllable

OFFICE_TEXT = """
Ủy ban nhân dân phường Phù Vân tổ chức tuyên truyền, phổ biến giáo dục pháp luật trên hệ thống truyền thanh cơ sở
ứng dụng
công nghệ thông tin. Giữ gìn vệ sinh môi trường, khuyến khích người dân phân loại rác; huỷ bỏ, khuỷu tay, ngoằn
ngoèo, quýt,
giếng nước, gì, nghiêng, quyết định, quốc gia, thuở nhỏ, đêm khuya, huênh hoang, uỵch, xoong nồi, quạt, quanh co, kỷ
luật, yêu cầu.
Gửi Sở Văn hóa và Thể thao trước ngày 06/6, chậm nhất thứ Sáu 05/6 (8,2 %). Bấm Ctrl+Enter hoặc F6. Lưu PDF, Word,
Excel ra USB.
Chốt và gửi, Hoàn tác, Đính chính, Kết xuất, Xếp lịch, Tiếp âm, Khẩn cấp, Thiết lập Zalo OA, Cụm 1-10, tổ 5b, 45′.
"""


def test_office_vietnamese_passes() -> None:
    assert foreign_words(OFFICE_TEXT) == []


@pytest.mark.parametrize(
    "text",
    [
        "Save", "Cancel", "&Yes", "No", "Open", "Undo", "Cut", "Copy", "Paste", "Select All", "Print", "Page setup",
        "Fit width", "Look in:", "File name:", "Files of type:", "Today", "Name", "Zoom in", "Close", "Find", "Go to",
        "On", "Up", "Help",
        "Lưu file", "Bạn vừa clik", "Nguễn", "khôngg", "dừnng", "trưởc",
    ],
)  # fmt: skip
def test_english_and_misspelt_words_are_stopped(text: str) -> None:
    assert foreign_words(text) != []


@pytest.mark.parametrize("word", ["nghành", "cế", "kà", "gê", "cat", "be\u0301p\u0301", "ngê", "hap"])
def test_spellings_that_no_syllable_has_are_refused(word: str) -> None:
    assert not is_syllable(word)


def test_a_word_can_be_allowed_for_one_place() -> None:
    assert foreign_words("Bản Kanban") == ["Kanban"]
    assert foreign_words("Bản Kanban", allow=["kanban"]) == []
