"""Written and read: pairs set down by hand, each the smallest text that shows its rule."""

import unicodedata

import pytest

from ttcs_desktop.vietnamese.speech import read_aloud
from ttcs_desktop.vietnamese.speech_model import Doubt, Why

YEAR_2025 = "năm hai nghìn không trăm hai mươi lăm"

NUMBERS = [
    ("0 ca", "không ca"),
    ("có 10 tổ", "có mười tổ"),
    ("11 hộ", "mười một hộ"),
    ("15 em", "mười lăm em"),
    ("20 loa", "hai mươi loa"),
    ("21 loa", "hai mươi mốt loa"),
    ("24 loa", "hai mươi tư loa"),
    ("14 loa", "mười bốn loa"),
    ("25 loa", "hai mươi lăm loa"),
    ("105 hộ", "một trăm linh năm hộ"),
    ("110 hộ", "một trăm mười hộ"),
    ("115 hộ", "một trăm mười lăm hộ"),
    ("1005 hộ", "một nghìn không trăm linh năm hộ"),
    ("1.005 hộ", "một nghìn không trăm linh năm hộ"),
    ("1.234.567 người", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy người"),
    ("1\u00a0234 người", "một nghìn hai trăm ba mươi tư người"),
    ("2.000.000.000 đồng", "hai tỷ đồng"),
    ("98,5 điểm", "chín mươi tám phẩy năm điểm"),
    ("3,14 lần", "ba phẩy mười bốn lần"),
    ("0,05 phần", "không phẩy không năm phần"),
    ("05 hộ", "năm hộ"),
    ("số 05", "số không năm"),
    ("mã 0071", "mã không không bảy một"),
    ("nhà 5 và 6", "nhà năm và sáu"),
    ("tổ 1, 2 và 3", "tổ một, hai và ba"),
    ("tổ 1,2,3", "tổ một, hai, ba"),
    ("mục 2.1.3 nêu", "mục hai chấm một chấm ba nêu"),
    ("năm 2026.", "năm hai nghìn không trăm hai mươi sáu."),
    ("tăng 5-7 ngày", "tăng năm đến bảy ngày"),
    ("5 – 7 ngày", "năm đến bảy ngày"),
    ("giai đoạn 2021-2025", f"giai đoạn hai nghìn không trăm hai mươi mốt đến {YEAR_2025.removeprefix('năm ')}"),
    ("15/20 hộ", "mười lăm trên hai mươi hộ"),
    ("đạt 19/19 tiêu chí", "đạt mười chín trên mười chín tiêu chí"),
    ("phát đủ 10/10 cụm loa", "phát đủ mười trên mười cụm loa"),
    ("số 12/34 đường", "số mười hai trên ba mươi tư đường"),
    ("ngõ 5/12", "ngõ năm trên mười hai"),
    ("sân 20x40m", "sân hai mươi nhân bốn mươi mét"),
    ("trực 24/24", "trực hai mươi tư trên hai mươi tư"),
    ("phục vụ 24/7", "phục vụ hai mươi tư trên bảy"),
    ("≥ 80 điểm", "từ tám mươi điểm"),
]
ORDINALS = [
    ("thứ 2", "thứ hai"),
    ("thứ 4", "thứ tư"),
    ("lần thứ 1", "lần thứ nhất"),
    ("lần thứ I", "lần thứ nhất"),
    ("lần thứ IV", "lần thứ tư"),
    ("tháng 4", "tháng tư"),
    ("tháng 04", "tháng tư"),
    ("mỗi tháng 4 buổi", "mỗi tháng bốn buổi"),
    ("Quý I", "Quý một"),
    ("quý II/2025", f"quý hai {YEAR_2025}"),
    ("Quý IV", "Quý bốn"),
    ("Chương III", "Chương ba"),
    ("Điều V", "Điều năm"),
    ("khóa XIV", "khóa mười bốn"),
    ("khoá X", "khoá mười"),
    ("thế kỷ XXI", "thế kỷ hai mươi mốt"),
    ("nhóm VI", "nhóm sáu"),
    ("khóa XIV-XV", "khóa mười bốn đến mười lăm"),
    ("Đại hội XXX", "Đại hội ba mươi"),
    ("I. Tình hình", "một. Tình hình"),
    ("Phụ lục IX", "Phụ lục chín"),
]
DATES = [
    ("28/10/2025", f"ngày hai mươi tám tháng mười {YEAR_2025}"),
    ("ngày 28/10/2025", f"ngày hai mươi tám tháng mười {YEAR_2025}"),
    ("28-10-2025", f"ngày hai mươi tám tháng mười {YEAR_2025}"),
    ("28.10.2025", f"ngày hai mươi tám tháng mười {YEAR_2025}"),
    ("ngày 28 tháng 10 năm 2025", f"ngày hai mươi tám tháng mười {YEAR_2025}"),
    ("ngày 05/6", "ngày mùng năm tháng sáu"),
    ("ngày 5 tháng 6", "ngày mùng năm tháng sáu"),
    ("ngày 05 tháng 01", "ngày mùng năm tháng một"),
    ("Tối 01 tháng 6, phường", "Tối mùng một tháng sáu, phường"),
    ("sáng 5 tháng 6", "sáng mùng năm tháng sáu"),
    ("mùng 5 tháng 6", "mùng năm tháng sáu"),
    ("nghỉ 5 tháng 10 ngày", "nghỉ năm tháng mười ngày"),
    ("mùng 5/6", "mùng năm tháng sáu"),
    ("mỗi ngày 02 lần", "mỗi ngày hai lần"),
    ("từ ngày 01 đến ngày 05/6", "từ ngày mùng một đến ngày mùng năm tháng sáu"),
    ("01-05/6", "ngày mùng một đến mùng năm tháng sáu"),
    ("từ ngày 01-05/6/2025", f"từ ngày mùng một đến mùng năm tháng sáu {YEAR_2025}"),
    ("28/10-02/11", "ngày hai mươi tám tháng mười đến mùng hai tháng mười một"),
    ("28/10 - 02/11/2025", f"ngày hai mươi tám tháng mười đến mùng hai tháng mười một {YEAR_2025}"),
    ("10/2025", f"tháng mười {YEAR_2025}"),
    ("tháng 10/2025", f"tháng mười {YEAR_2025}"),
    ("tháng 4/2025", f"tháng tư {YEAR_2025}"),
    ("tháng 5-6/2025", f"tháng năm đến tháng sáu {YEAR_2025}"),
    ("sáng thứ Hai (02/6)", "sáng thứ Hai ngày mùng hai tháng sáu"),
    ("Chủ nhật, 1/6", "Chủ nhật, ngày mùng một tháng sáu"),
    ("dịp 30/4 và 1/5", "dịp ngày ba mươi tháng tư và ngày mùng một tháng năm"),
    ("Quốc khánh 2/9", "Quốc khánh ngày mùng hai tháng chín"),
    ("trước 15/7", "trước ngày mười lăm tháng bảy"),
    ("31/02 hộ", "ba mươi mốt trên hai hộ"),
    ("ngày 1/2", "ngày mùng một tháng hai"),
    ("1/2 số hộ", "một phần hai số hộ"),
    ("họp 1/2 tại đình", "họp ngày mùng một tháng hai tại đình"),
    ("12/12 TDP", "mười hai trên mười hai tổ dân phố"),
    ("đường 23/10", "đường hai mươi ba tháng mười"),
    ("các ngày 5, 6, 7/6", "các ngày mùng năm, mùng sáu, mùng bảy tháng sáu"),
    ("ngày 7, 5/6", "ngày mùng bảy, ngày mùng năm tháng sáu"),
    ("9-5/6", "chín ngày mùng năm tháng sáu"),
    ("Quý 1/2025", f"Quý một {YEAR_2025}"),
    ("quý 4/2025", f"quý bốn {YEAR_2025}"),
    ("năm học 2025/2026", f"năm học {YEAR_2025.removeprefix('năm ')} đến hai nghìn không trăm hai mươi sáu"),
    ("khoảng 2/3 diện tích", "khoảng hai phần ba diện tích"),
]
TIMES = [
    ("7h30", "bảy giờ ba mươi phút"),
    ("07:30", "bảy giờ ba mươi phút"),
    ("7g30", "bảy giờ ba mươi phút"),
    ("7h30 phút", "bảy giờ ba mươi phút"),
    ("17 giờ", "mười bảy giờ"),
    ("8 giờ 00", "tám giờ"),
    ("07 giờ 30", "bảy giờ ba mươi"),
    ("17h", "mười bảy giờ"),
    ("7h00", "bảy giờ"),
    ("5h05", "năm giờ năm phút"),
    ("7h30-11h30", "bảy giờ ba mươi phút đến mười một giờ ba mươi phút"),
    ("07:30 – 11:30", "bảy giờ ba mươi phút đến mười một giờ ba mươi phút"),
    ("7-9h", "bảy đến chín giờ"),
    ("bài dài 4'35\"", "bài dài bốn phút ba mươi lăm giây"),
    ("16h45p", "mười sáu giờ bốn mươi lăm phút"),
    ("15' mỗi buổi", "mười lăm phút mỗi buổi"),
]
UNITS = [
    ("5 km", "năm ki lô mét"),
    ("5km", "năm ki lô mét"),
    ("120m2", "một trăm hai mươi mét vuông"),
    ("120 m²", "một trăm hai mươi mét vuông"),
    ("30m3", "ba mươi mét khối"),
    ("98,5 %", "chín mươi tám phẩy năm phần trăm"),
    ("100%", "một trăm phần trăm"),
    ("15-20%", "mười lăm đến hai mươi phần trăm"),
    ("15%-20%", "mười lăm phần trăm đến hai mươi phần trăm"),
    ("50 kg", "năm mươi ki lô gam"),
    ("2,5 ha", "hai phẩy năm héc ta"),
    ("60 km/h", "sáu mươi ki lô mét trên giờ"),
    ("80 mm", "tám mươi mi li mét"),
    ("37°C", "ba mươi bảy độ xê"),
    ("-5°C", "âm năm độ xê"),
    ("25-28°C", "hai mươi lăm đến hai mươi tám độ xê"),
    ("100.000 đồng", "một trăm nghìn đồng"),
    ("100.000đ", "một trăm nghìn đồng"),
    ("100.000 VNĐ", "một trăm nghìn đồng"),
    ("20.000đ/kg", "hai mươi nghìn đồng trên ki lô gam"),
    ("$100", "một trăm đô la"),
    ("100 USD", "một trăm đô la Mỹ"),
    ("5 triệu đồng/người/năm", "năm triệu đồng trên người trên năm"),
    ("2 lần/tuần", "hai lần trên tuần"),
    ("50.000/cháu", "năm mươi nghìn trên cháu"),
    ("9,5/10 điểm", "chín phẩy năm trên mười điểm"),
    ("60 tạ/ha", "sáu mươi tạ trên héc ta"),
    ("cao 1m60", "cao một mét sáu mươi"),
    ("mưa > 100mm", "mưa trên một trăm mi li mét"),
    ("220V", "hai trăm hai mươi vôn"),
    ("350 kWh", "ba trăm năm mươi ki lô oát giờ"),
    ("500 g đường", "năm trăm gam đường"),
]
MARKS = [
    ("0912.345.678", "không chín một hai ba bốn năm sáu bảy tám"),
    ("0912345678", "không chín một hai ba bốn năm sáu bảy tám"),
    ("+84 912 345 678", "cộng tám bốn chín một hai ba bốn năm sáu bảy tám"),
    ("(024) 3825.1234", "không hai bốn ba tám hai năm một hai ba bốn"),
    ("1900 1234", "một chín không không một hai ba bốn"),
    ("gọi 113", "gọi một một ba"),
    ("đường dây nóng: 1022", "đường dây nóng: một không hai hai"),
    ("Quyết định số 13/QĐ-UBND", "Quyết định số mười ba của Ủy ban nhân dân"),
    ("theo 13/QĐ-UBND", "theo mười ba quyết định Ủy ban nhân dân"),
    ("Kế hoạch số 184/KH-SVHTT", "Kế hoạch số một trăm tám mươi tư của Sở Văn hóa và Thể thao"),
    (
        "Nghị định số 49/2024/NĐ-CP",
        "Nghị định số bốn mươi chín năm hai nghìn không trăm hai mươi tư của Chính phủ",
    ),
    (
        "Thông tư số 05/2024/TT-BTTTT",
        "Thông tư số không năm năm hai nghìn không trăm hai mươi tư của Bộ Thông tin và Truyền thông",
    ),
    ("Nghị quyết số 57-NQ/TW", "Nghị quyết số năm mươi bảy của Trung ương"),
    ("Chỉ thị số 12-CT/TU", "Chỉ thị số mười hai của Tỉnh ủy"),
    (
        "Luật số 49/2024/QH15",
        "Luật số bốn mươi chín năm hai nghìn không trăm hai mươi tư của Quốc hội khóa mười lăm",
    ),
    ("Công văn số 1273/SVHTT", "Công văn số một nghìn hai trăm bảy mươi ba của Sở Văn hóa và Thể thao"),
    ("văn bản số 30/2020", "văn bản số ba mươi năm hai nghìn không trăm hai mươi"),
    ("xe 29H1-123.45", "xe hai chín hát một một hai ba bốn năm"),
    ("họp 3/Tổ 5", "họp ba Tổ năm"),
    ("T25 chạy", "tê hai mươi lăm chạy"),
    ("mạng 5G", "mạng năm giê"),
    ("QL1A", "Quốc lộ một a"),
    ("QL.1A", "Quốc lộ một a"),
    ("cúm A/H5N1", "cúm A hát năm en nờ một"),
    ("lớp 5A", "lớp năm a"),
]
SHORT_FORMS = [
    ("UBND", "Ủy ban nhân dân"),
    ("ubnd", "Ủy ban nhân dân"),
    ("HĐND-UBND", "Hội đồng nhân dân Ủy ban nhân dân"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("ĐU - HĐND", "Đảng ủy Hội đồng nhân dân"),
    ("Ô. Bình", "Ông Bình"),
    ("thẻ BHYT", "thẻ bảo hiểm y tế"),
    ("BHXH", "bảo hiểm xã hội"),
    ("CCCD", "căn cước công dân"),
    ("VNeID", "vi en i đi"),
    ("TDP số 5", "tổ dân phố số năm"),
    ("PCCC", "phòng cháy, chữa cháy"),
    ("CNTT", "công nghệ thông tin"),
    ("TP. Hà Nội", "thành phố Hà Nội"),
    ("TP Hà Nội", "thành phố Hà Nội"),
    ("TP.HCM", "Thành phố Hồ Chí Minh"),
    ("P. Phù Vân", "phường Phù Vân"),
    ("P.12", "phường mười hai"),
    ("Công an P. Phù Vân, T. Hà Nam", "Công an phường Phù Vân, tỉnh Hà Nam"),
    ("Đại hội X. Sau đó", "Đại hội mười. Sau đó"),
    ("Nguyễn Văn T. Trú tại tổ", "Nguyễn Văn tê. Trú tại tổ"),
    ("GD&ĐT", "Giáo dục và Đào tạo"),
    ("LĐ-TB&XH", "Lao động, Thương binh và Xã hội"),
    ("KT-XH", "kinh tế, xã hội"),
    ("T.Ư Đảng", "Trung ương Đảng"),
    ("Đảng ở TƯ họp", "Đảng ở Trung ương họp"),
    ("ĐẦU TƯ CÔNG", "ĐẦU TƯ CÔNG"),
    ("v.v.", "vân vân"),
    ("rau, quả, v.v. và", "rau, quả, vân vân và"),
    ("s/n 12", "số nhà mười hai"),
    ("s/n 1985", "sinh năm một nghìn chín trăm tám mươi lăm"),
    ("đ/c An", "đồng chí An"),
    ("V/v tiêm chủng", "Về việc tiêm chủng"),
    ("OCOP", "ô cốp"),
    ("COVID-19", "cô vít mười chín"),
    ("THÔNG BÁO CẤP THẺ BHYT", "THÔNG BÁO CẤP THẺ bảo hiểm y tế"),
    ("ABC", "a bê xê"),
    ("ĐQZ", "đê quy dét"),
    ("điểm b khoản 2", "điểm bê khoản hai"),
    ("khu C", "khu xê"),
    ("a) Nội dung", "a Nội dung"),
    ("T7, CN", "thứ Bảy, Chủ nhật"),
    ("từ T2-T6", "từ thứ Hai đến thứ Sáu"),
    ("thứ 2 - thứ 6", "thứ hai đến thứ sáu"),
    ("tp Hà Nội", "thành phố Hà Nội"),
]
SIGNS = [
    ("và/hoặc", "và hoặc"),
    ("nam/nữ", "nam nữ"),
    ("ngày/tháng/năm", "ngày tháng năm"),
    ("Hà Nội - Hải Phòng", "Hà Nội Hải Phòng"),
    ("Văn hóa-Xã hội", "Văn hóa Xã hội"),
    ("in-tơ-nét", "in tơ nét"),
    ("“Ngày hội” (vui)", "Ngày hội vui"),
    ("- Một là", "Một là"),
    ("• Một là", "Một là"),
    ("+ Một là", "Một là"),
    ("chúc mừng 🎉 bà con", "chúc mừng bà con"),
    ("văn hóa & thể thao", "văn hóa và thể thao"),
    ("Zalo", "da lô"),
    ("internet", "in tơ nét"),
    ("xem www.hanam.gov.vn", "xem ba vê kép chấm ha nam chấm gốp chấm vê nờ"),
    ("thư a@gmail.com.", "thư a a còng gi meo chấm com."),
    ("https://zalo.vn/", "da lô chấm vê nờ"),
]
PAIRS = [*NUMBERS, *ORDINALS, *DATES, *TIMES, *UNITS, *MARKS, *SHORT_FORMS, *SIGNS]


@pytest.mark.parametrize(("written", "spoken"), PAIRS, ids=[written for written, _ in PAIRS])
def test_what_is_written_is_read(written: str, spoken: str) -> None:
    assert read_aloud(written).spoken == spoken


def test_there_are_enough_pairs_and_none_twice() -> None:
    assert len(PAIRS) >= 150
    assert len({written for written, _ in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize(("written", "spoken"), PAIRS, ids=[written for written, _ in PAIRS])
def test_decomposed_letters_are_read_alike(written: str, spoken: str) -> None:
    reading = read_aloud(unicodedata.normalize("NFD", written))
    assert reading.spoken == spoken
    assert reading.counted == read_aloud(written).counted


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("ABC", Doubt.UNKNOWN_ABBREVIATION),
        ("13/QĐ-XYZW", Doubt.UNKNOWN_ABBREVIATION),
        ("TT", Doubt.SEVERAL_READINGS),
        ("KH", Doubt.SEVERAL_READINGS),
        ("họp 1/2 tại đình", Doubt.DATE_OR_FRACTION),
        ("Lễ hội 10/10", Doubt.DATE_OR_FRACTION),
        ("tăng 12.5 điểm", Doubt.NUMBER_UNCLEAR),
        ("1,500 hộ", Doubt.NUMBER_UNCLEAR),
        ("1,234,567 hộ", Doubt.NUMBER_UNCLEAR),
        ("28/10/25", Doubt.NUMBER_UNCLEAR),
        ("7-5 hộ", Doubt.NUMBER_UNCLEAR),
        ("thẻ 1234567890", Doubt.LONG_NUMBER),
        ("www.hanam.gov.vn", Doubt.ADDRESS),
        ("a@b.vn", Doubt.ADDRESS),
        ("smartwatch", Doubt.FOREIGN_WORD),
    ],
)
def test_what_cannot_be_known_is_a_doubt(written: str, doubt: Doubt) -> None:
    assert [piece.doubt for piece in read_aloud(written).doubts] == [doubt]


@pytest.mark.parametrize(
    "written",
    [
        "UBND",
        "28/10/2025",
        "ngày 1/2",
        "1/2 số hộ",
        "10/10 cụm",
        "98,5 %",
        "Quý I",
        "49/2024/NĐ-CP",
        "15/20 hộ",
        "THÔNG BÁO",
        "Thuở",
    ],
)
def test_what_is_known_is_no_doubt(written: str) -> None:
    assert read_aloud(written).doubtful == 0


def test_a_full_stop_ends_what_the_words_before_can_tell() -> None:
    assert read_aloud("Dự lễ 1/2 đã xong").doubtful == 0
    assert read_aloud("Dự lễ. 1/2 đã xong").doubtful == 1


def test_an_abbreviation_of_several_meanings_names_the_others() -> None:
    (piece,) = read_aloud("TT").doubts
    assert piece.spoken == "trung tâm"
    assert "thông tư" in piece.also


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("12", Why.NUMBER),
        ("thứ 4", Why.ORDINAL),
        ("Quý II", Why.ROMAN),
        ("05/6", Why.DATE),
        ("7h30", Why.TIME),
        ("5 km", Why.MEASURE),
        ("0912345678", Why.PHONE),
        ("5G", Why.CODE),
        ("13/QĐ-UBND", Why.DOCUMENT),
        ("UBND", Why.ABBREVIATION),
        ("Zalo", Why.NAME),
        ("QWZ", Why.LETTERS),
        ("a@b.vn", Why.ADDRESS),
        ("A & B", Why.SIGN),
    ],
)
def test_every_reading_says_why(written: str, why: Why) -> None:
    assert why in {piece.why for piece in read_aloud(written).pieces if piece.differs}


def test_a_word_being_typed_is_not_taken_for_an_abbreviation() -> None:
    for begun in ("n", "ng", "ngh", "nghi", "nghiệ", "tr", "kh", "th", "ph"):
        assert read_aloud(f"bà con {begun}").differing == 0
