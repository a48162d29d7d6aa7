"""The keeper's page over HTTP: behind a token, without a script, nothing done by another site's form."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from sync.hub import devices, intake, media, renewal
from sync.hub.admin import service, wording
from sync.hub.admin.forms import read_form
from sync.hub.devices import GuessingBrake
from sync.hub.refusals import Refusal
from sync.hub.store import Store
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_KEPT = "\0file"  # no field of a form is called so
_Act = Callable[[Store, Clock, dict[str, str]], str]


def routes() -> list[Route]:
    """The page, and one address for each thing that may be done on it."""
    return [
        Route("/admin", _look, methods=["GET"]),
        *(Route(f"/admin/{name}", _doing(act), methods=["POST"]) for name, act in _ACTS.items()),
    ]


def _doing(act: _Act) -> Callable[[Request], Awaitable[Response]]:
    async def done(request: Request) -> Response:
        hub = request.app.state.hub
        _check(request)
        folder = hub.store.folder / media.UPLOADS
        form = await read_form(request.headers.get("content-type", ""), request.stream(), folder)
        said = form.fields
        try:
            if not hmac.compare_digest(said.get("form_code", "").encode(), _form_code(hub.store).encode()):
                raise Refusal(403, "form_code")
            if form.file is not None:
                # In a thread: wards are served while a file is kept.
                kept = await asyncio.to_thread(media.files_of(hub.store.folder).keep, form.file)
                said[_KEPT] = json.dumps(media.note_laid_in(hub.store, hub.clock, kept, form.file_name))
            words = act(hub.store, hub.clock, said)
        except InvalidInput as error:
            return _page(hub.store, said, wording.trouble(error), status=422)
        finally:
            form.drop()
        return _page(hub.store, said, words)

    return done


async def _look(request: Request) -> Response:
    _check(request)
    return _page(request.app.state.hub.store, dict(request.query_params), "")


def _page(store: Store, asked: dict[str, str], said: str, *, status: int = 200) -> Response:
    view = service.view(store, asked.get("template", ""), asked.get("year", ""))
    return HTMLResponse(wording.page(view, _form_code(store), said), status_code=status, headers=_HEADERS)


def _check(request: Request) -> None:
    """Let the keeper in; a browser asks for the token by itself.

    Raises:
        Refusal: `admin_token` (401), `busy` after too many wrong ones.
    """
    hub = request.app.state.hub
    brake: GuessingBrake = hub.admin_brake
    address = request.client.host if request.client else ""
    brake.check(address, hub.clock.now())
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    try:
        token = base64.b64decode(given, validate=True).decode().partition(":")[2] if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        token = ""
    if not token or not service.is_admin(hub.store, token):
        if token:
            brake.note_wrong(address, hub.clock.now())
        raise Refusal(401, "admin_token")


def _form_code(store: Store) -> str:
    """What every form of ours carries: another site's form does not know it, though the browser sends the token."""
    return hmac.digest(bytes.fromhex(store.private_key), b"admin form", "sha256").hex()


def _publish(store: Store, clock: Clock, said: dict[str, str]) -> str:
    attached = [json.loads(said[_KEPT])] if _KEPT in said else []
    return wording.published(service.publish_article(store, clock, said.get("stream", ""), said, attached))


def _withdraw(store: Store, clock: Clock, said: dict[str, str]) -> str:
    service.take_back(store, clock, said.get("id", ""), said.get("reason", ""))
    return wording.withdrawn()


def _code(store: Store, clock: Clock, said: dict[str, str]) -> str:
    unit = said.get("unit", "").strip()
    return wording.new_code(unit, str(devices.issue_code(store, clock, unit)))


def _revoke(store: Store, clock: Clock, said: dict[str, str]) -> str:
    devices.revoke(store, clock, said.get("device", ""))
    return wording.revoked()


def _renew(store: Store, clock: Clock, said: dict[str, str]) -> str:
    renewal.want(store, said.get("device", ""))
    return wording.renewed()


def _close(store: Store, clock: Clock, said: dict[str, str]) -> str:
    intake.close_period(store, said.get("template", ""), _year(said))
    return wording.closed(again=False)


def _reopen(store: Store, clock: Clock, said: dict[str, str]) -> str:
    service.reopen_period(store, said.get("template", ""), _year(said))
    return wording.closed(again=True)


def _year(said: dict[str, Any]) -> int:
    written = str(said.get("year", ""))
    if not (written.isascii() and written.isdigit() and len(written) == 4):
        raise InvalidInput("year", "year_unreadable")
    return int(written)


_ACTS: dict[str, _Act] = {
    "publish": _publish,
    "withdraw": _withdraw,
    "code": _code,
    "revoke": _revoke,
    "renew": _renew,
    "close": _close,
    "reopen": _reopen,
}


def challenge() -> str:
    """The header with which a browser asks its user for the token."""
    return f'Basic realm="{quote("TTCS hub")}", charset="UTF-8"'
