"""package, received, hub publish and take: what the city told and what a stick carried, from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.hub.serving import EmbeddedHub
from tests.receiving.test_examples import EXAMPLES
from tests.ui.commands.calling import Answer, spoken

NOW = "2026-06-02T08:00"


class Line:
    """A ward and a hub in two folders, spoken to in JSON."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.folder, self.hub, self._capture = folder / "so", folder / "hub", capture

    def ward(self, *arguments: str | Path) -> Answer:
        return spoken(self._capture, *arguments, "--data", self.folder, "--now", NOW, "--json")

    def city(self, *arguments: str | Path) -> Answer:
        return spoken(self._capture, "hub", *arguments, "--data", self.hub, "--now", NOW, "--json")

    def publish(self, kind: str, thing: str, *more: str, content: object = None) -> Answer:
        file = self.folder.parent / "muc.json"
        file.write_text(json.dumps(content or EXAMPLES[kind], ensure_ascii=False), "utf-8")
        return self.city("publish", file, "--stream", "central", "--kind", kind, "--id", thing, *more)

    def came(self) -> dict[str, str]:
        return {one["thing"]: one["fate"] for one in reversed(self.ward("received").document["received"])}


@pytest.fixture
def line(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Line]:
    made = Line(tmp_path, capsysbinary)
    assert made.ward("init", "--unit", "13291", "--start", "2026-01-01").code == 0
    with EmbeddedHub(made.hub) as hub:
        assert made.ward("enrol", hub.url, hub.new_code("13291")).code == 0
        yield made


def test_what_is_published_is_received_and_recounted(line: Line) -> None:
    for kind in EXAMPLES:
        assert line.publish(kind, kind).code == 0
    assert line.publish("article", "article").document["rev"] == 1  # the same again is no new line
    done = line.ward("sync").document
    assert (done["received"], done["problem"]) == (len(EXAMPLES), None)
    assert line.came() == {**dict.fromkeys(EXAMPLES, "in_force"), "catalogue": "offered"}
    listed = line.ward("list", "received").document["records"]
    assert [one["kind"] for one in listed] == list(EXAMPLES)
    assert all(json.loads(one["body"])["content"] == EXAMPLES[one["kind"]] for one in listed)
    assert line.publish("article", "article", "--withdrawn", content={"reason": "Số liệu sai"}).document["rev"] == 2
    line.ward("sync")
    newest = line.ward("received").document["received"][0]
    assert (newest["fate"], newest["reason"]) == ("withdrawn", "Số liệu sai")
    assert newest["title"] == EXAMPLES["article"]["title"]


def test_very_much_taken_back_at_once_waits_for_a_yes(line: Line) -> None:
    for number in range(21):
        line.publish("article", f"a{number}")
    line.ward("sync")
    for number in range(21):
        line.publish("article", f"a{number}", "--withdrawn", content={"reason": "Nhầm"})
    line.ward("sync")
    assert set(line.came().values()) == {"held"}
    assert line.ward("received", "let-in").document["let_in"] == 21
    assert set(line.came().values()) == {"withdrawn"}
    again = line.ward("received", "let-in")
    assert (again.code, again.error["code"]) == (1, "nothing_held")


def test_a_line_that_cannot_be_used_is_put_away_and_brought_back(line: Line) -> None:
    line.publish("article", "bad", content={"title": "Không có chữ"})
    line.ward("sync")
    (bad,) = line.ward("received").document["received"]
    which = ("--stream", bad["stream"], "--seq", str(bad["seq"]))
    assert line.ward("received", "put-away", *which).error["code"] == "reason_missing"
    away = line.ward("received", "put-away", *which, "--reason", "Đã hỏi Sở").document["received"][0]
    assert (away["fate"], away["put_away"]) == ("put_away", "Đã hỏi Sở")
    assert line.ward("undo").document["verb"] == "receiving.put_away"
    assert line.came() == {"bad": "refused"}
    line.ward("received", "put-away", *which, "--reason", "Đã hỏi Sở")
    assert line.ward("received", "bring-back", *which).document["received"][0]["fate"] == "refused"
    assert line.ward("received", "put-away", "--stream", "x", "--reason", "y").error["code"] == "line_not_refused"


def test_a_stick_there_and_back(line: Line, tmp_path: Path) -> None:
    line.publish("notice", "n1")
    waiting = line.ward("package", "write", tmp_path / "goi.ttcs").document["things"]
    assert waiting > 0
    assert line.city("take", tmp_path / "goi.ttcs", "--out", tmp_path / "tra-loi.ttcs").code == 0
    answer = line.ward("package", "read", tmp_path / "tra-loi.ttcs").document
    assert (answer["sent"], answer["received"], answer["waiting"]) == (waiting, 1, 0)
    assert line.came() == {"n1": "in_force"}
    wrong = line.ward("package", "read", tmp_path / "goi.ttcs")
    assert (wrong.code, wrong.error["code"]) == (1, "file_not_answer")
    assert line.city("take", tmp_path / "tra-loi.ttcs", "--out", tmp_path / "x").error["code"] == "file_not_package"


def test_a_content_that_is_no_object_is_refused(line: Line) -> None:
    assert line.publish("notice", "n1", content=["x"]).error["code"] == "content_unreadable"


def test_a_file_published_with_an_article_is_told_and_carried(line: Line, tmp_path: Path) -> None:
    sound = tmp_path / "loa.png"
    sound.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9_000))
    content = {"title": "Có tiếng", "text": "Chữ."}
    assert line.publish("article", "s1", "--attach", str(sound), content=content).code == 0
    assert line.ward("sync").document["received"] == 1
    waits = line.ward("files").document["files"]
    assert [(one["way"], one["name"], one["size"], one["state"]) for one in waits] == [
        ("down", "loa.png", 9_008, "waiting")
    ]
    carried = line.ward("files", "carry")
    assert (carried.code, carried.document["received"], carried.document["files"]) == (0, 1, [])
    named = {"media": [{"sha256": "0" * 64, "size": 1, "name": "x.mp3"}], **content}
    refused = line.publish("article", "s2", content=named)
    assert (refused.code, refused.document["error"]["code"]) == (1, "media_not_here")
