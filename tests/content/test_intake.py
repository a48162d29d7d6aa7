"""Receiving articles: what is read out of files, what is refused, what is not taken twice."""

import datetime as dt
import os
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.received import BODY, in_vni, mp3_frames, text_file, wave_file, word_file
from tests.wards import NOON, code_of, make_ward
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.content.intake import Wanted, _read
from ttcs_desktop.content.model import Doubt, ItemState, MediaKind, Origin, Priority, Received, Way
from ttcs_desktop.content.reading import text_key
from ttcs_desktop.content.titles import without_title
from ttcs_desktop.content.wording import REASONS, already, came_by

TODAY = NOON.date()
BY_ZALO = Received(Way.ZALO, TODAY, "Phòng Văn hóa - Xã hội", Origin.CITY)


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def look(ward, *paths):
    return ward.intake.look(paths)


def take(ward, *paths, received=BY_ZALO):
    wanted = [Wanted(one, one.title) for one in look(ward, *paths) if one.can_be_taken]
    return ward.intake.take(wanted, received)


def test_a_word_file_gives_its_heading_paragraphs_and_tables(ward, inbox):
    path = word_file(
        inbox / "lich tiem.docx",
        BODY,
        "Kinh phí: không.",
        heading="Lịch tiêm",
        rows=(("Tổ 1", "07 giờ"), ("Tổ 2", "8 giờ")),
    )
    (one,) = look(ward, path)
    assert (one.title, one.kind, one.doubts) == ("Lịch tiêm", MediaKind.TEXT, ())
    assert [line for line in one.text.split("\n") if line] == [
        "Lịch tiêm",
        BODY,
        "Kinh phí: không.",
        "Tổ 1 07 giờ",
        "Tổ 2 8 giờ",
    ]


def test_a_paper_with_a_letterhead_is_called_by_what_it_is_about(ward, inbox):
    lines = (
        "ỦY BAN NHÂN DÂN PHƯỜNG MẪU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/TB-UBND",
        "Phường Mẫu, ngày 01 tháng 6 năm 2026",
        "THÔNG BÁO",
        "Về việc tạm dừng cấp nước",
    )
    (one,) = look(ward, word_file(inbox / "tb.docx", *lines, BODY))
    assert one.title == "THÔNG BÁO Về việc tạm dừng cấp nước"


@pytest.mark.parametrize(
    ("text", "title", "doubts"),
    [
        ("PHÒNG CHÁY, CHỮA CHÁY\nBà con chú ý.", "PHÒNG CHÁY, CHỮA CHÁY", ()),
        ("\n\nTin ngắn\nChữ", "Tin ngắn", ()),
        (f"{BODY} {BODY} {BODY}", " ".join(BODY.split()[:12]), (Doubt.TITLE_GUESSED,)),
    ],
)
def test_the_title_is_the_first_short_line(ward, inbox, text, title, doubts):
    (one,) = look(ward, text_file(inbox / "a.txt", text))
    assert (one.title, one.doubts) == (title, doubts)


def test_sound_pictures_and_paper_are_kept_under_their_name(ward, inbox):
    wave_file(inbox / "Thu_am.wav", 95.4)
    (inbox / "loa.mp3").write_bytes(mp3_frames(61, tagged=True))
    (inbox / "loa.m4a").write_bytes(b"0000ftypM4A " + bytes(50))
    (inbox / "anh.jpg").write_bytes(b"\xff\xd8\xff" + bytes(50))
    (inbox / "cong van.pdf").write_bytes(b"%PDF-1.7 ")
    found = {one.name: one for one in look(ward, inbox)}
    told = {name: (one.title, one.kind, one.seconds, one.text) for name, one in found.items()}
    assert told == {
        "Thu_am.wav": ("Thu am", MediaKind.AUDIO, 95, ""),
        "loa.mp3": ("loa", MediaKind.AUDIO, 61, ""),
        "loa.m4a": ("loa", MediaKind.AUDIO, None, ""),
        "anh.jpg": ("anh", MediaKind.IMAGE, None, ""),
        "cong van.pdf": ("cong van", MediaKind.OTHER, None, ""),
    }
    assert Doubt.LENGTH_UNKNOWN in found["loa.m4a"].doubts
    assert found["loa.mp3"].doubts == (Doubt.NO_TEXT,)
    assert Doubt.LENGTH_UNKNOWN not in found["Thu_am.wav"].doubts


@pytest.mark.parametrize(
    ("data", "seconds", "cut"),
    [
        (mp3_frames(30), 30, False),
        (mp3_frames(30, tagged=True) + b"TAG" + bytes(125), 30, False),
        (mp3_frames(30, counted=True), 30, False),
        (mp3_frames(30, counted=True)[: 417 * 500], 13, True),  # it says how long it should be
        (mp3_frames(30)[:-200], 30, True),  # in the middle of a frame
        (bytes(1000) + mp3_frames(10), 10, False),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" + mp3_frames(10), 10, False),
    ],
)
def test_an_mp3_is_as_long_as_its_frames_and_one_that_breaks_off_is_told(ward, inbox, data, seconds, cut):
    (inbox / "a.mp3").write_bytes(data if data[:2] == b"\xff\xfb" or data[:3] == b"ID3" else b"ID3" + bytes(7) + data)
    (one,) = look(ward, inbox / "a.mp3")
    assert (one.refused, one.seconds, Doubt.SOUND_CUT in one.doubts) == ("", seconds, cut)


@pytest.mark.parametrize(
    "data",
    [
        b"ID3",
        b"ID3\x04\x00\x00\x00\x00\x00\x21" + bytes(20),
        b"\xff\xfb\x90\x00" + bytes(100),
        b"\xff\xfb\xf0\x00" * 300,
        mp3_frames(1)[:400],
    ],
)
def test_an_mp3_without_one_whole_frame_is_refused(ward, inbox, data):
    (inbox / "a.mp3").write_bytes(data)
    (one,) = look(ward, inbox / "a.mp3")
    assert one.refused == "file_damaged"


def test_a_recording_that_ends_early_is_as_long_as_what_is_there(ward, inbox):
    path = wave_file(inbox / "a.wav", 100)
    path.write_bytes(path.read_bytes()[: 44 + 16000 * 40])
    (one,) = look(ward, path)
    assert one.seconds == 40
    assert Doubt.SOUND_CUT in one.doubts


def test_a_batch_becomes_drafts_in_one_step_that_can_be_taken_back(ward, inbox):
    word_file(inbox / "a.docx", BODY, heading="Lịch tiêm chủng")
    text_file(inbox / "b.txt", in_vni("Thông báo cắt điện\nTổ dân phố số hai").decode("latin-1"), "latin-1")
    wave_file(inbox / "c.wav", 3)
    items = take(ward, inbox)
    assert [(one.title, one.state) for one in items] == [
        ("Lịch tiêm chủng", ItemState.DRAFT),
        ("Thông báo cắt điện", ItemState.DRAFT),
        ("c", ItemState.DRAFT),
    ]
    stored = [ward.content.item(one.id) for one in items]
    assert {(one.way, one.received_on, one.source, one.origin) for one in stored} == {
        (Way.ZALO, TODAY, "Phòng Văn hóa - Xã hội", Origin.CITY)
    }
    assert ward.content.text_of(stored[1]) == "Tổ dân phố số hai", "the title is not said again"
    assert stored[2].version_id is None
    (media,) = ward.intake.files_of(items[0].id)
    assert (media.name, media.size) == ("a.docx", (inbox / "a.docx").stat().st_size)
    step, _ = ward.undo.undo()
    assert (step.verb, ward.content.items()) == ("content.intake", [])
    ward.undo.redo()
    assert {one.id for one in ward.content.items()} == {one.id for one in items}
    assert ward.intake.files_of(items[0].id) == [media]


def test_nothing_is_taken_twice(ward, inbox, tmp_path):
    text_file(inbox / "a.txt", f"Tiêm chủng\n{BODY}")
    (item,) = take(ward, inbox)
    copied = tmp_path / "ban sao.txt"
    copied.write_bytes((inbox / "a.txt").read_bytes())
    again = word_file(tmp_path / "lai.docx", f"TIÊM CHỦNG.  {BODY.upper()}")
    twin = text_file(tmp_path / "moi.txt", "Một bài mới hẳn")
    other = text_file(tmp_path / "moi 2.txt", "Một bài mới hẳn!")
    found = look(ward, copied, again, twin, other)
    assert [one.known.id if one.known else None for one in found] == [item.id, item.id, None, None]
    assert [one.twin for one in found] == ["", "", "", "moi.txt"]
    assert [one.can_be_taken for one in found] == [False, False, True, False]
    assert already(ward.content.item(item.id)) == "Đã nhận ngày 02/6/2026"
    with pytest.raises(InvalidInput) as trouble:
        ward.intake.take([Wanted(found[0], "Lại")], BY_ZALO)
    assert code_of(trouble) == "intake_nothing"


def test_a_text_that_was_edited_since_is_known_by_what_it_was(ward, inbox, tmp_path):
    text_file(inbox / "a.txt", f"Tiêm chủng\n{BODY}")
    (item,) = take(ward, inbox)
    ward.content.edit(item.id, "Tiêm chủng", "Viết lại hẳn")
    (one,) = look(ward, word_file(tmp_path / "b.docx", "Tiêm chủng", BODY))
    assert one.known is not None


def test_what_was_thrown_away_can_be_taken_in_again(ward, inbox):
    text_file(inbox / "a.txt", f"Tiêm chủng\n{BODY}")
    (item,) = take(ward, inbox)
    ward.content.remove(item.id)
    (again,) = take(ward, inbox)
    assert again.id != item.id
    assert [one.name for one in ward.intake.files_of(again.id)] == ["a.txt"]
    assert len(ward.database.rows("SELECT * FROM media")) == 1


def test_a_file_changed_after_it_was_looked_at_is_not_taken(ward, inbox):
    path = text_file(inbox / "a.txt", BODY)
    wanted = [Wanted(one, one.title) for one in look(ward, path)]
    path.write_text("khác", "utf-8")
    with pytest.raises(InvalidInput) as trouble:
        ward.intake.take(wanted, BY_ZALO)
    assert code_of(trouble) == "file_changed"
    assert ward.content.items() == []


@pytest.mark.parametrize(
    ("received", "title", "code"),
    [
        (Received(Way.EMAIL, TODAY + dt.timedelta(days=1)), "Tin", "received_in_future"),
        (BY_ZALO, " ", "title_missing"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(ward, inbox, received, title, code):
    (one,) = look(ward, text_file(inbox / "a.txt", BODY))
    with pytest.raises(InvalidInput) as trouble:
        ward.intake.take([Wanted(one, title)], received)
    assert code_of(trouble) == code
    assert ward.content.items() == []


def test_a_full_disk_takes_nothing_in_and_loses_nothing(ward, inbox, monkeypatch):
    take(ward, text_file(inbox / "a.txt", BODY))
    wanted = [Wanted(one, one.title) for one in look(ward, text_file(inbox / "b.txt", "Bài khác"))]

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as trouble:
        ward.intake.take(wanted, BY_ZALO)
    assert code_of(trouble) == "disk_full"
    assert len(ward.content.items()) == 1
    assert ward.intake.broken_files() == []


def test_the_last_answer_is_offered_again_for_today(ward, inbox):
    assert ward.intake.last_answer() == Received(Way.PORTAL, TODAY, "", Origin.CITY)
    take(
        ward, text_file(inbox / "a.txt", BODY), received=Received(Way.EMAIL, dt.date(2026, 5, 30), "Sở", Origin.CENTRE)
    )
    assert ward.intake.last_answer() == Received(Way.EMAIL, TODAY, "Sở", Origin.CENTRE)


def test_a_file_is_opened_as_a_copy(ward, inbox, tmp_path):
    (item,) = take(ward, text_file(inbox / "a.txt", BODY))
    (media,) = ward.intake.files_of(item.id)
    copy = ward.intake.copy_for_opening(media, tmp_path / "open")
    copy.write_text("phá", "utf-8")
    assert ward.intake.broken_files() == []
    assert came_by(ward.content.item(item.id)) == "Nhóm Zalo, 02/6/2026, từ Phòng Văn hóa - Xã hội"


@pytest.mark.parametrize("spoil", ["change", "remove"])
def test_the_record_knows_which_of_its_files_is_not_there_whole(ward, inbox, spoil):
    (item,) = take(ward, text_file(inbox / "a.txt", BODY))
    (media,) = ward.intake.files_of(item.id)
    kept = ward.folder / "files" / media.sha256[:2] / media.sha256
    kept.write_bytes(b"x") if spoil == "change" else kept.unlink()
    assert ward.intake.broken_files() == [media]


def test_a_folder_gives_its_files_and_not_what_programs_left(ward, inbox):
    (inbox / "tuan 1").mkdir()
    text_file(inbox / "tuan 1" / "a.txt", BODY)
    for name in ("~$a.docx", "Thumbs.db", ".hidden.txt"):
        (inbox / name).write_bytes(b"x")
    (inbox / ".git").mkdir()
    text_file(inbox / ".git" / "b.txt", BODY)
    assert [one.name for one in look(ward, inbox)] == ["a.txt"]
    (inbox / "rong").mkdir()
    with pytest.raises(InvalidInput) as trouble:
        look(ward, inbox / "rong")
    assert code_of(trouble) == "intake_nothing"


def _empty(path):
    path.write_bytes(b"")


def _xml(document: bytes):
    def make(path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", document)

    return make


def _bytes(data: bytes):
    return lambda path: path.write_bytes(data)


BAD = {
    "trong.docx": (_empty, "file_empty"),
    "trong.mp3": (_empty, "file_empty"),
    "hong.docx": (_bytes(b"PK\x03\x04" + bytes(40)), "file_damaged"),
    "thuc the.docx": (_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "file_hostile"),
    "no tung.docx": (_xml(b"<a>" + bytes(40 * 1024 * 1024)), "file_bomb"),
    "bang tinh.docx": (_bytes(b"%PDF-1.4"), "file_not_as_named"),
    "mat khau.docx": (
        _bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        "file_encrypted",
    ),
    "cu.doc": (
        _bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "WordDocument".encode("utf-16-le")),
        "file_old_word",
    ),
    "cu.rtf": (_bytes(b"{\\rtf1 a}"), "file_rich_text"),
    "chuong trinh.exe": (_bytes(b"MZ"), "file_kind_unknown"),
    "macro.docm": (_bytes(b"PK"), "file_kind_unknown"),
    "khong duoi": (_bytes(b"chu"), "file_kind_unknown"),
    "gia.jpg": (_bytes(b"MZ program"), "file_not_as_named"),
    "gia.pdf": (_bytes(b"<html>"), "file_not_as_named"),
    "cut.wav": (_bytes(b"RIFF\x10\x00\x00\x00WAVE"), "file_damaged"),
    "nhi phan.txt": (_bytes(bytes(range(256)) * 3), "file_not_text"),
    "phong cu.txt": (_bytes("Café naïf Genève".encode("latin-1")), "file_old_font"),
    "dai.txt": (_bytes(b"a b " * 80_000), "item_text_too_long"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_name_while_the_others_go_on(ward, inbox, name):
    make, code = BAD[name]
    make(inbox / name)
    text_file(inbox / "tot.txt", BODY)
    found = {one.name: one for one in look(ward, inbox)}
    assert (found[name].refused, found[name].can_be_taken) == (code, False)
    assert code in REASONS
    assert found["tot.txt"].can_be_taken
    assert len(take(ward, inbox)) == 1
    assert [row["name"] for row in ward.database.rows("SELECT name FROM media")] == ["tot.txt"]


def test_what_is_no_file_is_refused(ward, inbox):
    if hasattr(os, "mkfifo"):
        os.mkfifo(inbox / "ong.mp3")  # reading it would never end
    found = look(ward, inbox / "khong co.txt", inbox / "ong.mp3")
    assert [one.refused for one in found] == ["file_unreadable"] * 2


@given(st.text(max_size=80), st.sampled_from(["  ", "\n", ". ", " - "]))
def test_a_text_is_the_same_whatever_its_case_spaces_and_marks(text, gap):
    loud = gap.join(text.split(" "))
    assert text_key(loud) == text_key(text)
    assert text_key(text + " !") == text_key(text)


@given(st.binary(max_size=400), st.sampled_from([".docx", ".txt", ".wav", ".mp3", ".pdf", ".png", ".doc"]))
def test_no_bytes_break_the_reading(tmp_path_factory, data, ending):
    """Whatever a file holds, it is read or refused with a reason that is told."""
    path = tmp_path_factory.mktemp("x") / f"a{ending}"
    path.write_bytes(data)
    one = _read(path)
    assert not one.refused or one.refused in REASONS


@pytest.mark.parametrize(
    ("title", "first", "kept"),
    [
        ("Lịch tiêm chủng", "LỊCH TIÊM CHỦNG.", BODY),
        ("Lịch tiêm chủng", "  lich  tiem chung\n", BODY),
        ("Thông báo Về việc cắt điện", "THÔNG BÁO\nVề việc cắt điện", BODY),
        ("Lịch tiêm chủng", "Lịch tiêm chủng tháng 6", f"Lịch tiêm chủng tháng 6\n{BODY}"),
        ("Lịch tiêm chủng", "UBND PHƯỜNG MẪU\nLịch tiêm chủng", f"UBND PHƯỜNG MẪU\nLịch tiêm chủng\n{BODY}"),
        ("?!", "...", f"...\n{BODY}"),
    ],
)
def test_a_first_line_that_says_the_title_again_is_not_kept(title, first, kept):
    assert without_title(f"{first}\n{BODY}", title) == kept


def test_a_text_is_taken_in_without_its_title_and_known_again(ward, inbox):
    first = text_file(inbox / "a.txt", f"LỊCH TIÊM CHỦNG\n\n{BODY}")
    (item,) = take(ward, first)
    assert (item.title, ward.content.text_of(item)) == ("LỊCH TIÊM CHỦNG", BODY)
    (again,) = look(ward, word_file(inbox / "b.docx", "Lịch tiêm chủng", BODY))
    assert again.known is not None
    assert again.known.id == item.id


def test_a_text_that_is_only_its_title_keeps_it(ward, inbox):
    (item,) = take(ward, text_file(inbox / "a.txt", "Nghỉ lễ ngày mai"))
    assert ward.content.text_of(item) == "Nghỉ lễ ngày mai"


def test_the_class_of_the_last_item_of_a_sender_or_a_column_is_proposed_and_an_urgent_one_never(ward, inbox):
    def came(name: str, source: str, priority: Priority) -> None:
        received = Received(Way.EMAIL, TODAY, source, Origin.CITY, priority)
        (item,) = take(ward, text_file(inbox / name, f"{BODY} {name}"), received=received)
        assert item.priority is priority

    came("a.txt", "Sở Y tế", Priority.NORMAL)
    came("b.txt", "Sở Y tế", Priority.PRIORITY)
    came("c.txt", "Công an phường", Priority.NORMAL)
    came("d.txt", "SỞ Y TẾ", Priority.URGENT)
    usual = ward.usual_classes()
    assert [usual.of_source(one) for one in ("so y te", "Công an phường", "Ai đó", "")] == [
        Priority.PRIORITY, Priority.NORMAL, Priority.NORMAL, Priority.NORMAL,
    ]  # fmt: skip
    column = ward.content.open_column("Sức khỏe", TODAY)
    ward.content.add("Một", "", column_id=column.id, priority=Priority.PRIORITY)
    assert ward.usual_classes().of_column(column.id) is Priority.PRIORITY
    assert ward.usual_classes().of_column(None) is Priority.NORMAL
