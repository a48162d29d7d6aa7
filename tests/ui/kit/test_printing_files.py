"""A paper reaches its file whole or not at all; printer, PDF and picture show the same pages."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter

from tests.papers import boxes, samples
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.papers.model import Document, Paragraph
from ui.kit.paper.device import paint_sheets
from ui.kit.paper.draw import Sheets
from ui.kit.paper.print_dialog import wanted_pages
from ui.kit.printing import page_count, page_image, paint, pdf_bytes, write_pdf


def test_a_new_paper_takes_the_place_of_the_old_and_leaves_nothing_beside_it(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "Lịch phát tuần 23.pdf"
    path.write_bytes(b"old")
    write_pdf(samples.week(), path)
    assert path.read_bytes().startswith(b"%PDF-1.")
    assert os.listdir(tmp_path) == [path.name]


def test_a_folder_that_is_gone_is_the_machines_trouble(qapp: object, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        write_pdf(samples.week(), tmp_path / "gone" / "a.pdf")
    assert caught.value.code == "paper_not_written"
    assert caught.value.details["path"] == str(tmp_path / "gone" / "a.pdf")


def test_where_a_folder_has_the_name_nothing_is_left_behind(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "a.pdf" / "inside").mkdir(parents=True)
    with pytest.raises(EnvironmentProblem) as caught:
        write_pdf(samples.week(), tmp_path / "a.pdf")
    assert caught.value.code == "paper_not_written"
    assert os.listdir(tmp_path) == ["a.pdf"]


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.papers.output import save_paper

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
try:
    save_paper(Path(sys.argv[1]), b"x" * 100_000)
except EnvironmentProblem as problem:
    print(problem.code)
"""


def test_a_disk_that_fills_up_keeps_the_old_paper(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    ran = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(path)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert ran.stdout.strip() == "disk_full"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_a_printer_draws_the_same_places_as_the_pdf(qapp: object, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    paint(samples.week(), printer)
    write_pdf(samples.week(), tmp_path / "writer.pdf")
    printed, written = (boxes.read_words(tmp_path / f"{name}.pdf") for name in ("printer", "writer"))
    assert [word.text for word in printed] == [word.text for word in written]
    for one, other in zip(printed, written, strict=True):
        assert one.page == other.page
        assert one.left == pytest.approx(other.left, abs=0.1)
        assert one.baseline == pytest.approx(other.baseline, abs=0.1)


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt's own word on the refused file, beside our error
def test_a_printer_without_a_file_to_write_says_so(qapp: object, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "a.pdf"))
    with pytest.raises(EnvironmentProblem) as caught:
        paint(samples.week(), printer)
    assert caught.value.code == "paper_not_printed"


def test_only_the_pages_asked_for_are_printed(qapp: object, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    paint_sheets(Sheets(samples.week()), printer, wanted_pages(printer, 2))
    words = boxes.read_words(tmp_path / "a.pdf")
    assert {word.page for word in words} == {1}
    assert [word.text for word in words if word.top < 19] == ["2"]
    boxes.find(words, "Trần Văn Minh")


def test_the_picture_shows_ink_where_the_pdf_has_words(qapp: object, tmp_path: Path) -> None:
    write_pdf(samples.half_year(), tmp_path / "a.pdf")
    image = page_image(samples.half_year(), 0, 150)
    assert (image.width(), image.height()) == (1240, 1754)
    for word in boxes.read_words(tmp_path / "a.pdf"):
        if word.page == 1:
            assert _ink(image, word)
    assert not _ink(image, boxes.Box(1, 0, 0, 29.5, 297, "left margin"))


def _ink(image: QImage, box: boxes.Box) -> bool:
    dots = 150 / 25.4
    xs = range(int(box.left * dots), int(box.right * dots) + 1)
    ys = range(int(box.top * dots), min(image.height(), int(box.bottom * dots) + 1))
    return any(QColor(image.pixel(x, y)).lightness() < 128 for y in ys for x in xs)


def test_a_trial_paper_says_so_on_every_page_and_a_real_one_never(qapp: object, tmp_path: Path) -> None:
    write_pdf(replace(samples.week(), trial=True), tmp_path / "trial.pdf")
    write_pdf(samples.week(), tmp_path / "real.pdf")
    words = boxes.read_words(tmp_path / "trial.pdf")
    for nth in (0, 1):
        mark = boxes.find(words, "BẢN DÙNG THỬ", nth)
        assert mark.page == nth + 1
        assert mark.bottom < 19
    assert "THỬ" not in boxes.read_text(tmp_path / "real.pdf")


def test_figures_not_yet_frozen_are_marked_preliminary(qapp: object, tmp_path: Path) -> None:
    write_pdf(replace(samples.half_year(), preliminary=True), tmp_path / "a.pdf")
    words = boxes.read_words(tmp_path / "a.pdf")
    assert {boxes.find(words, "SỐ LIỆU SƠ BỘ", nth).page for nth in (0, 1)} == {1, 2}


def test_papers_may_be_written_away_from_the_window(qapp: object, tmp_path: Path) -> None:
    """A job thread writes while the window lives; the main thread's fonts are not its own."""
    path = tmp_path / "a.pdf"
    worker = threading.Thread(target=write_pdf, args=(samples.week(), path))
    worker.start()
    page_image(samples.half_year(), 0, 60)
    worker.join()
    boxes.find(boxes.read_words(path), "Trần Văn Minh")


def test_the_pdf_carries_its_title(qapp: object) -> None:
    data = pdf_bytes(Document("Lich phat", (Paragraph("a"),)))
    assert "Lich phat".encode("utf-16-be") in data


def test_the_page_count_is_that_of_the_pdf(qapp: object, tmp_path: Path) -> None:
    for document in (samples.week(), samples.half_year()):
        write_pdf(document, tmp_path / "a.pdf")
        assert page_count(document) == max(word.page for word in boxes.read_words(tmp_path / "a.pdf"))
