"""The printed papers against Nghị định 30/2020, Phụ lục I, measured from the PDF's own boxes.

The tables below are written down here from the decree and from the measures of our sample sheets; they must not be
taken from the program.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.papers import boxes, samples
from ttcs_desktop.broadcast.papers import week_sheet
from ui.kit.printing import write_pdf

NEAR = 0.5  # mm

# text: left, right (None: not fixed by the sheet), baseline, size in points; portrait A4 with margins 20/20/30/15.
REPORT = {
    "ỦY BAN NHÂN DÂN": (43.1, 82.9, 23.8, 12),  # ô 2, centred over 30–96
    "PHƯỜNG MẪU": (48.0, 78.0, 28.5, 12),
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (101.7, 189.4, 23.8, 12),  # ô 1, centred over 96–195
    "Độc lập - Tự do - Hạnh phúc": (117.5, 173.5, 28.8, 13),
    "BÁO CÁO": (101.0, 124.0, 47.6, 14),  # ô 5a, centred over 30–195
    "Kết quả hoạt động thông tin cơ sở 6 tháng đầu năm 2026": (52.8, 172.2, 53.4, 14),
    "Kính gửi: Sở Văn hóa và Thể thao.": (78.0, 147.0, 64.2, 14),  # ô 9a
    "Thực hiện Kế": (42.7, None, 72.3, 14),  # ô 6, indent 12,7 mm
}
# Landscape A4, margins 20/20/30/15; the head's left half is 30–126, its right half 126–282.
WEEK = {
    "ỦY BAN NHÂN DÂN": (58.1, 97.9, 23.8, 12),
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (160.2, 247.8, 23.8, 12),
    "Độc lập - Tự do - Hạnh phúc": (176.0, 232.0, 28.8, 13),
    "Số: 41/TB-UBND": (61.4, 94.6, 36.7, 13),  # ô 3
    "Mẫu, ngày 28 tháng 5 năm 2026": (174.1, 233.9, 36.7, 13),  # ô 4
    "THÔNG BÁO": (140.9, 171.1, 47.6, 14),
    "Lịch phát thanh tuần 23, từ ngày 01 tháng 6 đến ngày 07 tháng 6 năm 2026": (77.1, 234.9, 53.4, 14),
}


@pytest.fixture
def report_pdf(qapp: object, tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    write_pdf(samples.half_year(), path)
    return path


@pytest.fixture
def week_pdf(qapp: object, tmp_path: Path) -> Path:
    path = tmp_path / "week.pdf"
    write_pdf(samples.week(), path)
    return path


@pytest.mark.parametrize("text", REPORT)
def test_the_report_stands_where_the_table_says(report_pdf: Path, text: str) -> None:
    _stands(boxes.find(boxes.read_words(report_pdf), text), REPORT[text])


@pytest.mark.parametrize("text", WEEK)
def test_the_week_sheet_stands_where_the_table_says(week_pdf: Path, text: str) -> None:
    _stands(boxes.find(boxes.read_words(week_pdf), text), WEEK[text])


def _stands(box: boxes.Box, expected: tuple[float, float | None, float, float]) -> None:
    left, right, baseline, size = expected
    assert box.left == pytest.approx(left, abs=NEAR)
    assert right is None or box.right == pytest.approx(right, abs=NEAR)
    assert box.baseline == pytest.approx(baseline, abs=NEAR)
    assert box.size == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize(("name", "right", "bottom"), [("report", 195.0, 277.0), ("week", 282.0, 190.0)])
def test_all_text_stays_inside_the_margins(
    request: pytest.FixtureRequest, name: str, right: float, bottom: float
) -> None:
    words = boxes.read_words(request.getfixturevalue(f"{name}_pdf"))
    numbers = [word for word in words if word.top < 19]
    block = [word for word in words if word.top >= 19]
    assert [word.text for word in numbers] == ["2"]
    for page in (1, 2):
        of_page = [word for word in block if word.page == page]
        assert min(word.left for word in of_page) >= 30 - 0.1
        assert max(word.right for word in of_page) <= right + 0.1
        assert max(word.bottom for word in of_page) <= bottom + 0.1
    first = [word for word in block if word.page == 1]
    assert min(word.top for word in first) == pytest.approx(20.0, abs=NEAR)


def test_paragraphs_are_justified_to_both_margins(report_pdf: Path) -> None:
    words = boxes.read_words(report_pdf)
    opening = [word for word in words if word.page == 1 and 67 < word.baseline < 92]
    lines = sorted({round(word.baseline, 1) for word in opening})
    assert len(lines) == 4
    for nth, baseline in enumerate(lines[:-1]):
        line = [word for word in opening if round(word.baseline, 1) == baseline]
        assert min(word.left for word in line) == pytest.approx(42.7 if nth == 0 else 30.0, abs=NEAR)
        assert max(word.right for word in line) == pytest.approx(195.0, abs=0.1)
    last = [word for word in opening if round(word.baseline, 1) == lines[-1]]
    assert max(word.right for word in last) < 190
    assert lines[1] - lines[0] == pytest.approx(6.0, abs=0.1)


def test_number_line_and_date_share_a_baseline_and_stay_open(report_pdf: Path) -> None:
    words = boxes.read_words(report_pdf)
    number, sign = boxes.find(words, "Số:"), boxes.find(words, "/BC-UBND")
    place, month, year = boxes.find(words, "Mẫu, ngày"), boxes.find(words, "tháng"), boxes.find(words, "năm 2026")
    assert {round(box.baseline, 2) for box in (number, sign, place, month, year)} == {round(number.baseline, 2)}
    assert number.baseline == pytest.approx(36.7, abs=NEAR)
    assert sign.left - number.right > 6  # room for the clerk's pen
    assert month.left - place.right > 6
    assert year.left - month.right > 6
    assert (number.left + sign.right) / 2 == pytest.approx(63.0, abs=NEAR)
    assert (place.left + year.right) / 2 == pytest.approx(145.5, abs=NEAR)


@pytest.mark.parametrize(("name", "centre"), [("report", 112.5), ("week", 156.0)])
def test_the_page_number_is_centred_in_the_top_margin_from_page_two(
    request: pytest.FixtureRequest, name: str, centre: float
) -> None:
    words = boxes.read_words(request.getfixturevalue(f"{name}_pdf"))
    (number,) = [word for word in words if word.top < 19]
    assert (number.page, number.text) == (2, "2")
    assert (number.left + number.right) / 2 == pytest.approx(centre, abs=NEAR)
    assert number.baseline == pytest.approx(13.7, abs=NEAR)
    assert number.size == pytest.approx(13, abs=0.1)


@pytest.mark.parametrize(("name", "centre"), [("report", 151.0), ("week", 219.0)])
def test_recipients_and_signature_begin_level(request: pytest.FixtureRequest, name: str, centre: float) -> None:
    words = boxes.read_words(request.getfixturevalue(f"{name}_pdf"))
    head = boxes.find(words, "Nơi nhận:")
    authority, deputy = boxes.find(words, "TM. ỦY BAN NHÂN DÂN"), boxes.find(words, "KT. CHỦ TỊCH")
    position, signer = boxes.find(words, "PHÓ CHỦ TỊCH"), boxes.find(words, "Trần Văn Minh")
    last = boxes.find(words, "- Lưu: VT, VH-XH.")
    assert head.top == pytest.approx(authority.top, abs=NEAR)
    assert head.left == pytest.approx(30.0, abs=NEAR)
    assert (head.size, last.size, authority.size) == pytest.approx((12, 11, 14), abs=0.1)
    for box in (authority, deputy, position, signer):
        assert (box.left + box.right) / 2 == pytest.approx(centre, abs=NEAR)
        assert box.page == head.page == last.page
    assert deputy.baseline - authority.baseline == pytest.approx(5.7, abs=NEAR)
    assert signer.top - position.bottom == pytest.approx(28.2, abs=NEAR)


@pytest.mark.parametrize(
    ("name", "agency", "motto", "about"),
    [
        ("report", (56.2, 69.8), (117.5, 173.5), (89.8, 135.2)),
        ("week", (71.2, 84.8), (176.0, 232.0), (126.0, 186.0)),
    ],
)
def test_rules_have_the_lengths_of_the_decree(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    name: str,
    agency: tuple[float, float],
    motto: tuple[float, float],
    about: tuple[float, float],
) -> None:
    pdf = request.getfixturevalue(f"{name}_pdf")
    words = boxes.read_words(pdf)
    lines = [line for line in boxes.strokes(pdf, 1, tmp_path) if line.y < 58]
    assert len(lines) == 3
    under_agency, under_motto = sorted(lines[:2], key=lambda line: line.left)
    for line, (left, right) in ((under_agency, agency), (under_motto, motto), (lines[2], about)):
        assert line.left == pytest.approx(left, abs=NEAR)
        assert line.right == pytest.approx(right, abs=NEAR)
    assert under_agency.y == pytest.approx(30.6, abs=NEAR)
    assert under_motto.y == pytest.approx(30.6, abs=NEAR)
    assert lines[2].y == pytest.approx(55.5, abs=NEAR)
    text = boxes.find(words, "PHƯỜNG MẪU")
    assert 1 / 3 <= under_agency.length / (text.right - text.left) <= 1 / 2
    text = boxes.find(words, "Độc lập - Tự do - Hạnh phúc")
    assert under_motto.length == pytest.approx(text.right - text.left, abs=NEAR)


def test_a_superior_agency_stands_above_in_light_type(qapp: object, tmp_path: Path) -> None:
    paper = replace(samples.week_input(), superior=("THÀNH PHỐ HÀ NỘI",))
    path = tmp_path / "paper.pdf"
    write_pdf(week_sheet(paper), path)
    words = boxes.read_words(path)
    assert boxes.find(words, "THÀNH PHỐ HÀ NỘI").baseline == pytest.approx(23.8, abs=NEAR)
    assert boxes.find(words, "PHƯỜNG MẪU").baseline == pytest.approx(33.2, abs=NEAR)
    number, date = boxes.find(words, "Số: 41/TB-UBND"), boxes.find(words, "Mẫu, ngày 28 tháng 5 năm 2026")
    assert number.baseline == pytest.approx(date.baseline, abs=0.01)


def test_fonts_are_embedded_and_known_by_their_letters(report_pdf: Path) -> None:
    fonts = boxes.embedded_fonts(report_pdf)
    assert len(fonts) == 4
    assert all(fonts.values())
    assert all("Tinos" in name or "Times" in name for name in fonts)
