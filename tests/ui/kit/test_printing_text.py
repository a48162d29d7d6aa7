"""What is written is what is read back: no word lost, doubled or torn, whatever the blocks."""

from __future__ import annotations

import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers import boxes, samples
from ttcs_desktop.papers.model import (
    Addressees,
    Align,
    Basis,
    Block,
    Closing,
    Column,
    Document,
    Heading,
    Note,
    Page,
    Paragraph,
    Row,
    Table,
    Title,
)
from ttcs_desktop.papers.nd30 import BODY
from ui.kit.paper.marks import mm
from ui.kit.paper.typeset import Typesetter
from ui.kit.printing import write_pdf

_SYLLABLES = ("phường", "ĐƯỜNG", "nghiêng", "Ủy", "thuở", "xã", "QUYỂN", "ngoằn", "ơ", "Ỹ", "truyền/thanh", "KH-UBND")


class _Words:
    """Hands out words that occur nowhere else in the paper."""

    def __init__(self) -> None:
        self.count = 0

    def text(self, lengths: list[int]) -> str:
        return " ".join(self.one(_SYLLABLES[length % len(_SYLLABLES)]) for length in lengths)

    def one(self, syllable: str) -> str:
        self.count += 1
        return f"{syllable}{self.count}"


_lengths = st.lists(st.integers(0, 11), min_size=1, max_size=60)
_short = st.lists(st.integers(0, 11), min_size=1, max_size=6)
_cell = st.none() | st.lists(st.integers(0, 11), max_size=8)
_rows = st.lists(st.tuples(_cell, _cell, _cell, st.sampled_from(("", "a", "b")), st.booleans()), max_size=40)
_plain_kinds = st.sampled_from(("paragraph", "heading", "note", "basis", "title", "addressees", "closing"))
_blocks = st.lists(st.tuples(_plain_kinds, _lengths) | st.tuples(st.just("table"), _rows), max_size=8)


def build(drawn: list[tuple[str, list]], words: _Words) -> list[Block]:
    made: list[Block] = []
    for kind, content in drawn:
        if kind == "table":
            made.append(_table(content, words))
            continue
        text = words.text(content)
        short = " ".join(text.split()[:4])
        match kind:
            case "paragraph":
                made.append(Paragraph(text))
            case "heading":
                made.append(Heading(len(content) % 3 + 1, text))
            case "note":
                made.append(Note(text))
            case "basis":
                made.append(Basis((text,)))
            case "title":
                made.append(Title(short, text))
            case "addressees":
                made.append(Addressees((text, short)))
            case "closing":
                made.append(Closing((text,), (short,), short))
    return made


def _table(drawn: list[tuple], words: _Words) -> Table:
    rows: list[Row] = []
    for *cells, group, banner in drawn:
        if banner and cells[0]:
            rows.append(Row((words.text(cells[0]),), banner=True))
        else:
            texts = (None if cell is None else words.text(cell) for cell in cells)
            rows.append(Row(tuple(texts), group=group))
    columns = (Column("A", 40), Column("B", 60, Align.RIGHT), Column("C", 65, Align.CENTRE))
    return Table(columns, tuple(rows))


def wanted(blocks: list[Block]) -> Counter[str]:
    """Every word as often as the blocks say it; marks of a list (";", ".") are the writer's, so they are stripped."""
    found: Counter[str] = Counter()
    for block in blocks:
        match block:
            case Paragraph(text) | Note(text):
                texts = [text]
            case Heading(_, text):
                texts = [text]
            case Basis(lines) | Addressees(lines):
                texts = list(lines)
            case Title(kind, about):
                texts = [kind, about]
            case Closing(recipients, authority, name):
                texts = [*recipients, *authority, name]
            case Table(_, rows):
                texts = [cell or "" for row in rows for cell in row.cells]
        found.update(word for text in texts for word in text.split())
    return found


@settings(max_examples=40, deadline=None)
@given(drawn=_blocks, landscape=st.booleans())
def test_every_word_is_found_once_for_each_time_it_was_written(qapp: object, drawn: list, landscape: bool) -> None:
    blocks = build(drawn, _Words())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        write_pdf(Document("Thử", tuple(blocks), Page(landscape=landscape)), path)
        words = boxes.read_words(path)
    found = Counter(word.text.rstrip(";.") for word in words if word.top > 19)
    for word, times in wanted(blocks).items():
        assert found[word] >= times
    merged = {word for word in found if found[word] > wanted(blocks)[word]}
    may_repeat = {"A", "B", "C", "-", "Kính", "gửi:", "Nơi", "nhận:"} | _merged_words(blocks)
    assert merged <= may_repeat
    width, height = (297, 210) if landscape else (210, 297)
    assert all(word.left >= 30 - 0.1 and word.right <= width - 15 + 0.1 for word in words)
    assert all(word.bottom <= height - 20 + 0.1 for word in words)


def _merged_words(blocks: list[Block]) -> set[str]:
    """Words of cells that a cell below continues: they stand again after a page break."""
    found: set[str] = set()
    for block in blocks:
        if not isinstance(block, Table):
            continue
        for column in range(3):
            above = ""
            for row in block.rows:
                cell = row.cells[column] if not row.banner else ""
                if cell is None:
                    found |= set(above.split())
                else:
                    above = cell
    return found


def test_the_text_is_composed_vietnamese_with_its_spaces(qapp: object, tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Ủy ban nhân dân phường Mẫu kính gửi Đảng ủy")
    write_pdf(Document("Thử", (Paragraph(decomposed),)), tmp_path / "a.pdf")
    assert boxes.read_text(tmp_path / "a.pdf").strip() == "Ủy ban nhân dân phường Mẫu kính gửi Đảng ủy"


def test_a_long_word_is_never_cut_between_a_letter_and_its_mark(qapp: object) -> None:
    letter = "x\u0323"  # no composed form exists
    lines = Typesetter().lines(BODY, letter * 300, mm(50))
    assert "".join(line.text for line in lines) == letter * 300
    assert len(lines) > 5
    assert all(line.text.startswith("x") for line in lines)


def test_a_justified_sentence_is_found_across_its_spaces(qapp: object, tmp_path: Path) -> None:
    write_pdf(samples.half_year(), tmp_path / "a.pdf")
    text = " ".join(boxes.read_text(tmp_path / "a.pdf").split())
    assert "đến nay hoàn thành 03 nhiệm vụ, 10 nhiệm vụ đang thực hiện đúng tiến độ" in text


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>đậm</b> &amp; <img src='file:///etc/passwd'>",
        "dòng\x00một\x1b[31m đỏ\u202etúo\u200b",
        "tab\tvà\u2028dòng \ud800 lẻ",
        "🙂 biểu tượng 漢字",
        "",
        " ",
        "\n\n",
    ],
)
def test_untrusted_text_is_plain_text_everywhere(qapp: object, tmp_path: Path, hostile: str) -> None:
    columns = (Column(hostile, 100), Column("B", 65))
    blocks = (
        Title(hostile, hostile),
        Addressees((hostile, hostile)),
        Paragraph(hostile),
        Heading(1, hostile),
        Table(columns, (Row((hostile, None)), Row((hostile,), banner=True), Row((None, hostile)))),
        Note(hostile),
        Closing((hostile,), (hostile,), hostile),
    )
    write_pdf(Document(hostile, blocks), tmp_path / "a.pdf")
    text = boxes.read_text(tmp_path / "a.pdf")
    if "<b>" in hostile:
        assert "<b>đậm</b> &amp; <img" in text
    if "một" in hostile:
        assert "dòngmột[31m đỏtúo" in text
