"""The keeper's page: behind its token, nothing done by another site's form, everything escaped, what it does is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requests

from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub, new_admin_token
from tests.sync.browser import browser
from tests.sync.conftest import UNIT, Ward
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.ledger.received import Received


class Keeper:
    """Somebody at a browser, without the browser."""

    def __init__(self, hub: EmbeddedHub, folder: Path) -> None:
        self.hub, self.token = hub, new_admin_token(folder)

    def look(self, **asked: str) -> requests.Response:
        return requests.get(f"{self.hub.url}/admin", params=asked, auth=("quản trị".encode(), self.token), timeout=5)

    def do(self, act: str, **said: str) -> requests.Response:
        code = re.search(r'name="form_code" value="(\w+)"', self.look().text)[1]
        return requests.post(
            f"{self.hub.url}/admin/{act}", data={"form_code": code, **said}, auth=("x", self.token), timeout=5
        )


@pytest.fixture
def keeper(hub: EmbeddedHub, tmp_path: Path) -> Keeper:
    return Keeper(hub, tmp_path / "hub")


def things(ward: Ward) -> list[tuple[str, bool]]:
    ward.engine().deliver(at_once=True)
    with ward.opened() as database:
        return [(line.told.kind, line.told.withdrawn) for line in Received(database, ward.clock).waiting()]


def test_who_has_submitted_and_what_it_sums_to(ward: Ward, keeper: Keeper, make_ward):
    ward.freeze(value="672,5".replace(",", "."))
    ward.engine().deliver(at_once=True)
    page = keeper.look().text
    assert "184-6T 2026: đã nộp 1" in page
    assert "672,5" in page
    assert "Đúng hạn" in page


def test_an_enrolled_unit_that_sent_nothing_is_named(ward: Ward, keeper: Keeper, hub, tmp_path):
    from contextlib import closing

    from sync.hub.store import open_store

    ward.freeze()
    ward.engine().deliver(at_once=True)
    with closing(open_store(tmp_path / "hub")) as store, store.database.transaction():
        store.database.execute(
            "INSERT INTO device (token_sha256, device, unit, record, enrolled_at) "
            "VALUES ('x', 'd', '00004', 'r', '2026-06-01T00:00:00Z')"
        )
    page = keeper.look().text
    assert "Chưa nộp: 1" in page
    assert "00004" in page


def test_an_article_goes_out_and_comes_back(ward: Ward, keeper: Keeper):
    answer = keeper.do("publish", stream=f"unit:{UNIT}", title="Phòng cháy", text="Kiểm tra bếp.", priority="urgent")
    assert (answer.status_code, "Đã phát hành" in answer.text) == (200, True)
    assert things(ward) == [("article", False)]
    thing = re.search(r'name="id" value="([^"]+)"', answer.text)[1]
    assert "Ghi lý do rút" in keeper.do("withdraw", id=thing, reason="").text
    assert "Đã rút" in keeper.do("withdraw", id=thing, reason="Sai số liệu").text
    assert things(ward) == [("article", False), ("article", True)]


def test_codes_pcs_and_periods(ward: Ward, keeper: Keeper, hub, make_ward):
    code = re.search(r"<code>([\w-]+)</code>", keeper.do("code", unit=UNIT).text)[1]
    other = make_ward("other")
    from sync.enrol import enrol

    with other.opened() as database:
        enrol(database, other.identity, other.secrets, url=hub.url, code=code)
    assert "năm chữ số" in keeper.do("code", unit="12").text
    keeper.do("revoke", device=other.identity.device_id)
    other.freeze()
    assert other.engine().deliver(at_once=True).problem == "auth_revoked"
    keeper.do("close", template="184-6T", year="2026")
    closed = ward.freeze()
    ward.engine().deliver(at_once=True)
    assert ward.state(closed) is OpState.REFUSED
    keeper.do("reopen", template="184-6T", year="2026")
    again = ward.freeze(version=2)
    ward.engine().deliver(at_once=True)
    assert ward.state(again) is OpState.DONE


def test_without_the_token_nothing_is_shown_and_nothing_done(keeper: Keeper, hub: EmbeddedHub):
    asked = requests.get(f"{hub.url}/admin", timeout=5)
    assert (asked.status_code, "WWW-Authenticate" in asked.headers) == (401, True)
    assert requests.get(f"{hub.url}/admin", auth=("x", "wrong"), timeout=5).status_code == 401
    for act in ("publish", "withdraw", "code", "revoke", "close", "reopen"):
        assert requests.post(f"{hub.url}/admin/{act}", data={"unit": UNIT}, timeout=5).status_code == 401
        other_site = requests.post(f"{hub.url}/admin/{act}", data={"unit": UNIT}, auth=("x", keeper.token), timeout=5)
        assert other_site.status_code == 403


def test_guessing_the_token_is_braked(keeper: Keeper, hub: EmbeddedHub):
    for number in range(10):
        requests.get(f"{hub.url}/admin", auth=("x", f"guess {number}"), timeout=5)
    assert keeper.look().status_code == 429


def test_a_new_token_ends_the_one_before(keeper: Keeper, tmp_path):
    fresh = new_admin_token(tmp_path / "hub")
    assert keeper.look().status_code == 401
    keeper.token = fresh
    assert keeper.look().status_code == 200


def test_what_comes_from_outside_is_text(ward: Ward, keeper: Keeper, hub):
    nasty = '"><script>alert(1)</script>'
    hub.publish(Told(f"unit:{UNIT}", nasty, nasty, {"title": nasty}, issuer=nasty))
    page = keeper.look(template=nasty, year=nasty)
    assert "<script" not in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_in_a_real_browser(ward: Ward, keeper: Keeper, hub):
    ward.freeze()
    ward.engine().deliver(at_once=True)
    with browser() as tab:
        tab.sign_in("x", keeper.token)
        tab.go(f"{hub.url}/admin")
        assert tab.ask("document.title").endswith("quản trị")
        assert "184-6T 2026" in tab.ask("document.body.innerText")
        tab.ask(
            "document.getElementById('title').value = 'Tiêm vắc xin';"
            "document.getElementById('text').value = 'Sáng thứ Bảy tại trạm y tế.';"
        )
        tab.press("form[action='/admin/publish'] button")
        assert "Đã phát hành" in tab.ask("document.querySelector('[role=status]').innerText")
        assert tab.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert things(ward) == [("article", False)]
