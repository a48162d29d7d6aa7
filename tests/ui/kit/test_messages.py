"""Every code says what happened, what is safe and what to do, in short Vietnamese."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import sync
import ttcs_desktop
from tests.vietnamese_words import foreign_words
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ui.kit.message import MAX_SYLLABLES
from ui.kit.messages import Message, message_for, message_of, what_to_type
from ui.kit.wording import FAMILIES, GENERAL
from ui.workflows import messages_subjects as messages
from ui.workflows.messages import SUBJECTS

DETAILS = {"text": "12.5", "readings": ("12,5", "125")}
NEEDED = """
file_unreadable file_damaged file_encrypted file_old_word file_too_large file_bomb file_hostile file_empty
annex_no_table annex_format
no_such_date number_ambiguous number_unreadable count_not_whole date_unreadable database_locked database_read_only
database_damaged database_newer disk_full folder_unsuitable second_window no_keyring paper_not_written offline slow
captive
proxy tls_untrusted hub_identity hub_busy hub_error hub_bad_response auth_expired auth_revoked submit_already
submit_closed
submit_invalid receipt_bad clock_off code_refused code_other_unit trial_unit op_refused too_large
""".split()


@pytest.mark.parametrize("code", sorted({*GENERAL, *NEEDED}))
def test_every_code_has_three_parts_in_short_vietnamese(code: str) -> None:
    message = message_for(code, DETAILS)
    assert code in GENERAL
    for part in (message.happened, message.safe, message.do):
        assert part.strip().endswith(".")
        assert foreign_words(part) == [], part
    assert len(message.text().split()) <= MAX_SYLLABLES
    assert "{" not in message.text() + message.inline
    assert foreign_words(message.inline) == []


@pytest.mark.parametrize("ending", sorted(FAMILIES))
def test_codes_that_end_alike_share_their_words(ending: str) -> None:
    message = message_for(f"anything{ending}", {})
    assert message is FAMILIES[ending]
    assert foreign_words(message.text() + message.inline) == []


def codes_of(kind: str) -> set[str]:
    """Codes written out where the rooms below `ui` raise a kind of trouble of the machine or the line."""
    found = set()
    rooms = [Path(ttcs_desktop.__file__).parent, Path(sync.__file__).parent]
    for path in (path for room in rooms for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == kind and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


@pytest.mark.parametrize("kind", ["EnvironmentProblem", "SyncProblem", "CityRefusal"])
def test_no_room_raises_a_trouble_nobody_can_explain(kind: str) -> None:
    assert codes_of(kind) - {*GENERAL, *SUBJECTS} == set()


def test_a_code_nobody_knows_still_tells_all_three(qapp) -> None:
    message = message_of(EnvironmentProblem("quantum"))
    assert "quantum" in message.happened
    assert message.safe
    assert message.do


def test_a_subject_brings_its_own_words_which_win() -> None:
    own = {"offline": Message("Riêng {name}.", "An toàn.", "Làm tiếp.")}
    assert message_for("offline", {"name": "phường"}, own).happened == "Riêng phường."
    assert message_for("offline", {}, own).happened == "Riêng …."


def test_the_doubt_about_a_number_names_both_readings() -> None:
    trouble = InvalidInput("", "number_ambiguous", text="12.5", readings=("12,5", "125"))
    assert what_to_type(trouble.code, trouble.details) == "12,5 hay 125? Gõ lại: 12,5 hoặc 125."


def test_no_code_is_explained_twice() -> None:
    """Of two, one would take the other's words away without anybody noticing."""
    said = [
        code
        for path in sorted(Path(messages.__file__).parent.glob("messages*.py"))
        for code in re.findall(r'^    "(\w+)": Message\(', path.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(said) > 100
    assert [code for code, times in Counter(said).items() if times > 1] == []
