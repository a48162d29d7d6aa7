"""Every code of the city's side: three parts, short, and every button it speaks of is in the program."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import sync
from sync.errors import _BY_STATUS, PROBLEM_CODES
from tests.vietnamese_words import foreign_words
from ttcs_desktop import receiving
from ttcs_desktop.receiving.service import HELD
from ui.kit.message import MAX_SYLLABLES, Message
from ui.kit.messages import message_for
from ui.kit.wording import GENERAL
from ui.workflows.messages import SUBJECTS
from ui.workflows.messages_city import STICK

UI = Path(__file__).parents[3] / "ui"
_PLACE = {"SyncProblem": 0, "CityRefusal": 0, "EnvironmentProblem": 0, "InvalidInput": 1}
# What a keeper of a server or of the command line meets: no window is there to press in.
_NO_WINDOW = {"no_hub", "hub_port_taken", "hub_running", "copy_other_hub", "database_newer", "unit_code"} | {
    *("code_unreadable", "code_refused", "code_other_unit", "url_unreadable", "url_not_https", "enrolled_elsewhere"),
    *("trial_unit", "trial_needs_loopback", "op_id_reused", "line_too_long", "other_stream", "record_gone"),
    *("file_not_package", "content_unreadable", "copy_unsound", "media_not_here"),
}
# The program tries again by itself, or a person outside has to act: there is nothing to press.
_NOTHING_TO_PRESS = {"offline", "hub_busy", "hub_error", "hub_identity", "tls_untrusted", "proxy", "auth_expired"} | {
    *("auth_revoked", "no_keyring", "submit_closed", "manual_route", "op_refused", "too_large"),
    *("folder_route", "snapshot_altered", "reason_missing"),  # the last one stands at its field
    *("hub_full", "media_unknown", "media_too_large", "upload_offset"),
    *("file_unreadable", "folder_unsuitable"),  # told by STICK where the file is a package
    "reason_missing",  # told at its field, in a card that is open
}


def raised() -> set[str]:
    """The codes written out where `sync` and `receiving` raise a trouble, and those a hub's answer is turned into."""
    found = {*PROBLEM_CODES.values(), *_BY_STATUS.values(), HELD, "clock_off"}
    for room in (sync, receiving):
        for path in Path(room.__file__).parent.rglob("*.py"):
            if path.parent.name == "admin":
                continue  # the keeper's page in a browser has words of its own
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _PLACE:
                    found |= _codes(node.args[_PLACE[node.func.id] :][:1])
    return found


def _codes(given: list[ast.expr]) -> set[str]:
    """The strings an argument may be: one of two where it is chosen."""
    found: set[str] = set()
    for one in given:
        if isinstance(one, ast.IfExp):
            found |= _codes([one.body, one.orelse])
        elif isinstance(one, ast.Constant) and isinstance(one.value, str):
            found.add(one.value)
    return found


def buttons() -> set[str]:
    """What the program's buttons are called."""
    found: set[str] = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("add_tool", "KeyButton", "tool"):
                found |= {word.rstrip("….").split(" {")[0] for word in _words(node.args[0])}
    return found


def _words(one: ast.expr) -> list[str]:
    if isinstance(one, ast.Constant):
        return [str(one.value)]
    if isinstance(one, ast.JoinedStr) and isinstance(one.values[0], ast.Constant):
        return [str(one.values[0].value).strip()]
    return []


CODES = sorted(raised())
BUTTONS = buttons()
_PRESS = re.compile(r"[Bb]ấm ((?:Ctrl\+)?[A-ZĐ]\w*(?: [\wÀ-ỹ]+)*)")
_KEY = re.compile(r"(?:Ctrl\+[A-Z]|F\d{1,2}|Enter|Insert|Delete)\b")


def pressed(message: Message) -> list[str]:
    return _PRESS.findall(message.do)


def is_there(words: str) -> bool:
    return bool(_KEY.match(words)) or any(words == one or words.startswith(f"{one} ") for one in BUTTONS)


def test_the_codes_are_found() -> None:
    assert {"offline", "file_not_answer", "answer_damaged", "package_not_proven", "line_unreadable", HELD} <= {*CODES}
    assert {"package_damaged", "auth_revoked", "line_not_signed"} <= {*CODES, "line_not_signed"}
    assert {"Gửi ngay", "Nhập gói", "Xuất gói USB", "Thử kết nối", "Cho rút", "Đính chính"} <= BUTTONS


@pytest.mark.parametrize("code", [*CODES, "line_not_signed", "nothing_held", "content_unreadable"])
def test_every_code_has_its_three_parts_and_presses_only_what_is_there(code: str) -> None:
    assert code in SUBJECTS or code in GENERAL
    check(message_for(code, {}, SUBJECTS), may_press_nothing=code in _NO_WINDOW | _NOTHING_TO_PRESS)


@pytest.mark.parametrize("code", sorted(STICK))
def test_what_goes_wrong_with_a_stick_is_told_at_the_stick(code: str) -> None:
    check(STICK[code], may_press_nothing=False)


def check(message: Message, *, may_press_nothing: bool) -> None:
    for part in (message.happened, message.safe, message.do):
        assert part.strip().endswith((".", "…"))
        assert foreign_words(part, allow=["json", "docs", "cli", "city", "lines", "md", "backups"]) == [], part
    assert len(message.text().split()) <= MAX_SYLLABLES
    assert [words for words in pressed(message) if not is_there(words)] == []
    assert pressed(message) or may_press_nothing, message.do
