"""The keeper's page: behind its token, nothing done by another site's form, everything escaped, what it does is so."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest
import requests

from sync.hub.admin.forms import Form, read_form
from sync.hub.publishing import Told
from sync.hub.refusals import Refusal
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


def test_an_article_goes_out_with_a_sound(ward: Ward, keeper: Keeper, tmp_path: Path):
    sound = bytes(range(256)) * 1_500 + b"\r\n--not the border\r\n"
    code = re.search(r'name="form_code" value="(\w+)"', keeper.look().text)[1]

    def send(name: str, data: bytes, **more: str) -> requests.Response:
        said = {"form_code": code, "stream": f"unit:{UNIT}", "title": "Có tiếng", "text": "Dòng 1\r\nDòng 2", **more}
        address = f"{keeper.hub.url}/admin/publish"
        return requests.post(address, data=said, files={"file": (name, data)}, auth=("x", keeper.token), timeout=5)

    assert "Đã phát hành" in send("Bản tin.mp3", sound).text
    ward.engine().deliver(at_once=True)
    with ward.opened() as database:
        (line,) = Received(database, ward.clock).waiting()
    content = json.loads(line.told.body)["content"]
    (named,) = content["media"]
    assert (named["name"], named["size"], named["type"]) == ("Bản tin.mp3", len(sound), "audio/mpeg")
    assert content["text"] == "Dòng 1\nDòng 2"
    kept = tmp_path / "hub" / "files" / named["sha256"][:2] / named["sha256"]
    assert kept.read_bytes() == sound
    assert "Đã phát hành" in send("", b"").text, "no file was chosen"
    assert send("x.mp3", sound, form_code="wrong").status_code == 403
    assert "Chưa có tên bài" in send("x.mp3", sound, title="").text
    assert list((tmp_path / "hub" / "uploads").iterdir()) == [], "nothing is left behind"


BORDER = "----b"
BODY = (
    b'------b\r\nContent-Disposition: form-data; name="title"\r\n\r\nT\xc3\xaan\r\n'
    b'------b\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\nContent-Type: audio/mpeg\r\n\r\n'
    b"one\r\n------ two\r\n\r\n------b--\r\n"
)


def read(body: bytes, step: int, folder: Path) -> Form:
    async def pieces():
        for at in range(0, len(body), step):
            yield body[at : at + step]

    return asyncio.run(read_form(f"multipart/form-data; boundary={BORDER}", pieces(), folder))


@pytest.mark.parametrize("step", [1, 2, 7, 10_000])
def test_a_form_is_the_same_in_pieces_of_any_size(step: int, tmp_path: Path):
    form = read(BODY, step, tmp_path)
    assert (form.fields, form.file_name, form.file.read_bytes()) == (
        {"title": "Tên"},
        "a.mp3",
        b"one\r\n------ two\r\n",
    )


def test_a_form_cut_anywhere_is_refused_and_leaves_nothing(tmp_path: Path):
    whole = BODY.index(b"--\r\n", BODY.rindex(b"------b")) + 2
    for at in range(whole):
        with pytest.raises(Refusal):
            read(BODY[:at], 50, tmp_path)
    with pytest.raises(Refusal):
        read(b"x" + BODY, 50, tmp_path)
    assert list(tmp_path.iterdir()) == []


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
