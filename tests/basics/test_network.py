"""Loopback or not: the difference decides about TLS, proxies and sample wards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.basics.network import is_loopback


@pytest.mark.parametrize(
    "near",
    [
        "127.0.0.1",
        "127.8.9.10",
        "::1",
        "0:0:0:0:0:0:0:1",
        "localhost",
        "LOCALHOST",
        "localhost:8080",
        "127.0.0.1:8080",
        "[::1]:8080",
        "http://127.0.0.1:8080/ttcs",
        "https://LocalHost",
        "http://[::1]:8080",
        " http://127.0.0.1 ",
    ],
)
def test_this_machine_is_known_in_every_spelling(near: str) -> None:
    assert is_loopback(near)


@pytest.mark.parametrize(
    "far",
    [
        "",
        "https://",
        "hub.example.vn",
        "https://hub.example.vn",
        "https://127.0.0.1.example.vn",
        "https://localhost.example.vn",
        "https://localhost@hub.example.vn",
        "localhost@hub.example.vn",
        "https://hub.example.vn/127.0.0.1",
        "https://hub.example.vn?//localhost",
        "https://hub.example.vn#localhost",
        "0.0.0.0",
        "::",
        "10.0.0.1",
        "192.168.1.1",
        "127.1",
        "http://[",
        "http:127.0.0.1",
    ],
)
def test_what_may_leave_this_machine_is_not_loopback(far: str) -> None:
    assert not is_loopback(far)


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    assert is_loopback(text) in (True, False)


@given(st.ip_addresses())
def test_an_address_alone_and_in_a_url_are_judged_alike(address) -> None:
    host = f"[{address}]" if address.version == 6 else str(address)
    assert is_loopback(str(address)) == is_loopback(f"http://{host}:8080/") == address.is_loopback
