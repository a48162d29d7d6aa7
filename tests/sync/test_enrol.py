"""Trusting a hub once: by the code's fingerprint, for one unit, on one PC."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.codes import Code, key_print, new_code, read_code
from sync.enrol import checked_url, enrol
from sync.hub.serving import EmbeddedHub
from sync.hub.serving import new_code as issue
from sync.hub.store import open_store
from tests.sync.conftest import QUICK, UNIT, Ward
from tests.sync.lines import tampering
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import InvalidInput, SyncProblem
from ttcs_desktop.basics.signature import new_private_key, public_key
from ttcs_desktop.ledger.identity import read_enrolment
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.ledger.receipts import is_genuine


def try_enrol(ward: Ward, url: str, code: str):
    with ward.opened() as database:
        return enrol(database, ward.identity, ward.secrets, url=url, code=code, limits=QUICK)


def test_a_code_is_read_as_people_write_it():
    code = new_code(public_key(new_private_key()))
    spoken = str(code).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_code(spoken) == read_code(str(code)) == code
    assert len(str(code)) == 23


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_unreadable(typed: str):
    plain = typed.replace("-", "")
    if len("".join(plain.split())) == 20 and plain.isascii() and plain.replace("u", "!").replace("U", "!").isalnum():
        assert isinstance(read_code(typed), Code)
    else:
        with pytest.raises(InvalidInput, match="code_unreadable"):
            read_code(typed)


def test_the_fingerprint_follows_the_key():
    keys = [public_key(new_private_key()) for _ in range(50)]
    assert len({key_print(key) for key in keys}) == 50
    assert key_print("no key") == ""


def test_an_enrolled_record_knows_its_hub(ward: Ward, hub: EmbeddedHub):
    with ward.opened() as database:
        assert read_enrolment(database).url == hub.url
    assert ward.engine().probe().problem is None


def test_a_code_of_another_hub_is_found_out_before_the_secret_is_told(make_ward, hub: EmbeddedHub, tmp_path: Path):
    ward = make_ward("new")
    open_store(tmp_path / "other hub").close()
    other = issue(tmp_path / "other hub", UNIT)
    with tampering(hub.url) as line, pytest.raises(SyncProblem, match="hub_identity"):
        try_enrol(ward, line.url, other)
    assert [exchange.method for exchange in line.seen] == ["GET"]
    with ward.opened() as database:
        assert read_enrolment(database) is None


def test_a_hub_that_only_shows_anothers_key_is_found_out(make_ward, hub: EmbeddedHub, tmp_path: Path, clock):
    """The false hub copies the true one's card; it cannot sign."""
    ward = make_ward("new")
    with EmbeddedHub(tmp_path / "false", clock=clock) as false_hub, tampering(false_hub.url) as line:
        with tampering(hub.url) as true_line:
            line.before = lambda e: None
            from sync.client import Client
            from tests.sync.lines import proven

            with Client(true_line.url) as client:
                card = client.card()
        line.before = lambda e: proven(200, card.to_json()) if "well-known" in e.path else None
        with pytest.raises(SyncProblem, match="hub_identity"):
            try_enrol(ward, line.url, hub.new_code(UNIT))
        assert all(exchange.method == "GET" for exchange in line.seen)


def test_a_lost_reply_is_asked_for_again_and_gives_the_same_token(make_ward, hub: EmbeddedHub):
    ward = make_ward("new")
    code = hub.new_code(UNIT)
    with tampering(hub.url) as line:
        line.tamper = lambda e: b"" if e.method == "POST" else None
        with pytest.raises(SyncProblem, match="hub_bad_response"):
            try_enrol(ward, line.url, code)
    try_enrol(ward, hub.url, code)
    first = ward.secrets.token(ward.identity.record_id, try_enrol(ward, hub.url, code).public_key)
    assert first
    assert ward.engine().probe().problem is None


def test_an_enrolled_record_stays_with_its_hub(ward: Ward, hub: EmbeddedHub, tmp_path: Path, clock: FixedClock):
    submission = ward.freeze()
    ward.engine().deliver()
    receipt = ward.receipt(submission)
    with EmbeddedHub(tmp_path / "second", clock=clock) as second:
        code = second.new_code(UNIT)
        with pytest.raises(InvalidInput) as refused:
            try_enrol(ward, second.url, code)
        assert (refused.value.field, refused.value.code) == ("url", "enrolled_elsewhere")
        try_enrol(Ward(tmp_path / "new.ttcs", clock), second.url, code)  # the code was not spent
    with ward.opened() as database:
        enrolment = read_enrolment(database)
    assert enrolment.url == hub.url
    assert is_genuine(receipt, enrolment.public_key, ward.op(submission).sha256)
    assert ward.engine().probe().problem is None


def test_the_same_hub_may_move_and_give_a_new_token(ward: Ward, hub: EmbeddedHub):
    hub.stop()
    hub.start()
    ward.secrets.keep(ward.identity.record_id, "0" * 64, ward.enrol(hub).public_key)
    submission = ward.freeze()
    assert ward.engine().deliver().problem == "auth_expired"
    with ward.opened() as database:
        assert read_enrolment(database).url == hub.url
    ward.enrol(hub)
    assert ward.engine().deliver(at_once=True).problem is None
    assert ward.state(submission) is OpState.DONE


def test_a_known_id_with_another_key_is_another_hub(ward: Ward, hub: EmbeddedHub, tmp_path: Path):
    """Receipts count by the key: one that follows a new key makes every receipt so far worthless."""
    known = ward.enrol(hub)
    store = open_store(tmp_path / "hub")
    with store.database.transaction():
        store.database.execute("UPDATE meta SET value = ? WHERE key = 'private_key'", (new_private_key(),))
    store.close()
    hub.stop()
    hub.start()
    with pytest.raises(InvalidInput, match="enrolled_elsewhere"):
        ward.enrol(hub)
    with ward.opened() as database:
        assert read_enrolment(database).public_key == known.public_key


def test_a_code_serves_one_pc(make_ward, hub: EmbeddedHub):
    code = hub.new_code(UNIT)
    try_enrol(make_ward("first"), hub.url, code)
    with pytest.raises(InvalidInput) as refused:
        try_enrol(make_ward("second"), hub.url, code)
    assert (refused.value.field, refused.value.code) == ("code", "code_refused")


def test_a_code_lasts_72_hours(make_ward, hub: EmbeddedHub, clock: FixedClock):
    code = hub.new_code(UNIT)
    clock.advance(dt.timedelta(hours=72))
    with pytest.raises(InvalidInput, match="code_refused"):
        try_enrol(make_ward("late"), hub.url, code)
    code = hub.new_code(UNIT)
    clock.advance(dt.timedelta(hours=71, minutes=59))
    try_enrol(make_ward("in time"), hub.url, code)


def test_a_code_is_for_one_unit(make_ward, hub: EmbeddedHub):
    with pytest.raises(InvalidInput, match="code_other_unit"):
        try_enrol(make_ward("ward"), hub.url, hub.new_code("13291"))


def test_guessing_is_stopped_after_ten_wrong_codes(make_ward, hub: EmbeddedHub, clock: FixedClock):
    ward = make_ward("guesser")
    right = hub.new_code(UNIT)
    key_part = read_code(right).key_print
    for number in range(10):
        with pytest.raises(InvalidInput, match="code_refused"):
            try_enrol(ward, hub.url, str(Code(f"0000000{number}", key_part)))
    with pytest.raises(SyncProblem, match="hub_busy"):
        try_enrol(ward, hub.url, right)
    clock.advance(dt.timedelta(minutes=10))
    try_enrol(ward, hub.url, right)


@pytest.mark.parametrize(
    ("url", "trial", "code"),
    [
        ("https://hub.example.vn", True, "trial_needs_loopback"),
        ("https://127.0.0.1.example.vn", True, "trial_needs_loopback"),
        ("https://localhost@hub.example.vn", True, "url_unreadable"),
        ("http://hub.example.vn", False, "url_not_https"),
        ("ftp://hub.example.vn", False, "url_unreadable"),
        ("hub.example.vn", False, "url_unreadable"),
        ("", False, "url_unreadable"),
        ("https://", False, "url_unreadable"),
        ("https://[", False, "url_unreadable"),
        ("https://hub:99999", False, "url_unreadable"),
    ],
)
def test_an_address_that_cannot_be_trusted_is_refused_at_its_field(url: str, trial: bool, code: str):
    with pytest.raises(InvalidInput) as refused:
        checked_url(url, trial=trial)
    assert (refused.value.field, refused.value.code) == ("url", code)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (" https://Hub.Example.vn/ ", "https://hub.example.vn"),
        ("https://hub.example.vn:8443/ttcs/", "https://hub.example.vn:8443/ttcs"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_an_address_is_kept_in_one_form(url: str, kept: str):
    assert checked_url(url, trial=False) == kept
