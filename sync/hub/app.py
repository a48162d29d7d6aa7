"""The reference city server's HTTP side: bounded bodies in, digests both ways, every refusal a named problem."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from sync import contract, streams
from sync.contract import EnrolRequest, Pong, Push, RenewRequest, Signed
from sync.fields import Malformed, parse
from sync.hub import backups, devices, intake, media, publishing, renewal, rows
from sync.hub.admin import pages
from sync.hub.devices import Device, GuessingBrake
from sync.hub.refusals import Refusal
from sync.hub.store import Store, open_store
from sync.hub.together import Together
from sync.media.contract import MEDIA_PATH, MOST_PIECE, PIECE_TYPE, Offer, etag
from sync.rows import ROWS_PATH, RowsAsked
from sync.wire import MOST_BYTES, WireError, content_digest, digest_holds, pack, unpack
from ttcs_desktop.basics.canonical import Json, canonical_bytes
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.basics.signature import sign

_log = logging.getLogger("ttcs.hub")
_NONCE = re.compile(r"[0-9a-f]{16,64}")
_SEQ = re.compile(r"[0-9]{1,15}")
_RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{1,15})")


def make_app(folder: Path, clock: Clock, *, loopback: bool, on_ready: Callable[[], None]) -> Starlette:
    """The application over the hub in `folder`; the store is opened in the server's own thread, then `on_ready`."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        store = open_store(folder, loopback=loopback)
        app.state.hub = _Hub(store, clock)
        nightly = asyncio.create_task(backups.each_night(folder, clock))
        on_ready()
        try:
            yield
        finally:
            nightly.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await nightly
            store.close()

    return Starlette(
        routes=[
            Route(contract.CARD_PATH, _card, methods=["GET"]),
            Route(contract.PING_PATH, _ping, methods=["GET"]),
            Route(contract.ENROL_PATH, _enrol, methods=["POST"]),
            Route(contract.TOKENS_PATH, _renew, methods=["POST"]),
            Route(contract.PUSH_PATH, _push, methods=["POST"]),
            Route(ROWS_PATH, _rows, methods=["POST"]),
            Route(streams.HEADS_PATH, _heads, methods=["GET"]),
            Route(streams.STREAMS_PATH + "/{stream}/changes", _changes, methods=["GET"]),
            Route(contract.SUBMISSIONS_PATH, _list_submissions, methods=["GET"]),
            Route(contract.SUBMISSIONS_PATH + "/{id}", _get_submission, methods=["GET"]),
            Route(contract.SUBMISSIONS_PATH + "/{id}", _put_submission, methods=["PUT"]),
            Route(MEDIA_PATH + "/{sha256}", _get_media, methods=["GET"]),
            Route(MEDIA_PATH + "/{sha256}", _offer_media, methods=["POST"]),
            Route(MEDIA_PATH + "/{sha256}", _put_media, methods=["PUT"]),
            *pages.routes(),
        ],
        exception_handlers={
            Refusal: _refused,
            Malformed: _malformed,
            HTTPException: _not_ours,
            EnvironmentProblem: _machine_in_the_way,
            ClientDisconnect: _gone,
            Exception: _our_bug,
        },
        lifespan=lifespan,
    )


class _Hub:
    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.room = media.Room()
        # Files are taken in one piece at a time; the pieces themselves are read from the line side by side.
        self.taking = asyncio.Lock()
        self.together = Together(store.database)
        self.brake = GuessingBrake()
        self.admin_brake = GuessingBrake()


# The handlers run on the event loop's thread: SQLite has one writer anyway, and a commit takes some milliseconds.


async def _card(request: Request) -> Response:
    return _answer(_hub(request).store.card.to_json())


async def _ping(request: Request) -> Response:
    hub = _hub(request)
    nonce = request.query_params.get("nonce", "")
    if not _NONCE.fullmatch(nonce):
        raise Refusal(400, "malformed")
    body = Pong(nonce, hub.store.card.hub_id, hub.clock.now()).to_bytes()
    return _answer(Signed(body, sign(hub.store.private_key, body)).to_json())


async def _heads(request: Request) -> Response:
    hub = _hub(request)
    nonce = request.query_params.get("nonce", "")
    if not _NONCE.fullmatch(nonce):
        raise Refusal(400, "malformed")
    device = devices.known_device(hub.store, request.query_params.get("device", ""))
    source = request.query_params.get("source", "")
    return _answer(publishing.heads(hub.store, hub.clock, nonce, device, source).to_json())


async def _changes(request: Request) -> Response:
    hub, device = _hub(request), _device(request)
    stream = request.path_params["stream"]
    if stream not in devices.streams_of(device.unit):
        raise Refusal(403, "auth_unit")
    after, limit = (request.query_params.get(name, "") for name in ("after", "limit"))
    if not _SEQ.fullmatch(after) or not _SEQ.fullmatch(limit):
        raise Refusal(400, "malformed")
    page = publishing.page(hub.store, stream, int(after), int(limit))
    return _reply(page.to_lines(), 200, contract.LINES_TYPE)


async def _enrol(request: Request) -> Response:
    hub = _hub(request)
    address = request.client.host if request.client else ""
    hub.brake.check(address, hub.clock.now())
    asked = EnrolRequest.from_json(await _document(request))
    try:
        return _answer(devices.enrol(hub.store, hub.clock, asked).to_json())
    except Refusal as refusal:
        if refusal.name == "code_refused":
            hub.brake.note_wrong(address, hub.clock.now())
        raise


async def _renew(request: Request) -> Response:
    hub, _ = _hub(request), _device(request)
    asked = RenewRequest.from_json(await _document(request))
    shown = request.headers.get("authorization", "")
    token = renewal.renew(hub.store, hub.clock, shown, asked.device, asked.unit)
    return _answer({"token": token, "nonce": asked.nonce})


async def _rows(request: Request) -> Response:
    hub, device = _hub(request), _device(request)
    asked = RowsAsked.from_json(await _document(request))
    return _answer(rows.rows(hub.store, hub.clock, device, asked).to_json())


async def _push(request: Request) -> Response:
    hub, device = _hub(request), _device(request)
    push = Push.from_json(await _document(request))
    answer = await hub.together.commit(lambda: intake.take_push(hub.store, hub.clock, device, push))
    return _answer(answer.to_json())


async def _put_submission(request: Request) -> Response:
    hub, device = _hub(request), _device(request)
    seq = request.headers.get(contract.SEQ_HEADER, "")
    if not _SEQ.fullmatch(seq):
        raise Refusal(400, "malformed")
    body = await _body(request)
    id_, source = request.path_params["id"], request.headers.get(contract.SOURCE_HEADER, "")
    receipt, known = await hub.together.commit(
        lambda: intake.take_submission(hub.store, hub.clock, device, id_, body, int(seq), source)
    )
    return _answer({"receipt": receipt.to_json(), "duplicate": known}, status=200 if known else 201)


async def _get_submission(request: Request) -> Response:
    hub, device = _hub(request), _device(request)
    receipt = intake.receipt_of(hub.store, device, request.path_params["id"])
    if receipt is None:
        raise Refusal(404, "unknown_submission")
    return _answer({"receipt": receipt.to_json(), "duplicate": True})


async def _list_submissions(request: Request) -> Response:
    hub, device = _hub(request), _device(request)
    if request.query_params.get("unit", device.unit) != device.unit:
        raise Refusal(403, "auth_unit")
    found: list[Json] = [dict(row) for row in intake.submissions(hub.store, device.unit)]
    return _answer({"submissions": found})


async def _offer_media(request: Request) -> Response:
    hub, device = _hub(request), _device(request)
    offer = Offer.from_json(await _document(request))
    if offer.sha256 != request.path_params["sha256"]:
        raise Refusal(400, "malformed")
    async with hub.taking:
        return _answer((await media.offered(hub.store, hub.clock, device, offer, hub.room)).to_json())


async def _put_media(request: Request) -> Response:
    hub, device = _hub(request), _device(request)
    offset, sha256 = request.query_params.get("offset", ""), request.path_params["sha256"]
    if not _SEQ.fullmatch(offset):
        raise Refusal(400, "malformed")
    piece = await _body(request, most=MOST_PIECE)
    async with hub.taking:
        return _answer((await media.take_piece(hub.store, hub.clock, device, sha256, int(offset), piece)).to_json())


async def _get_media(request: Request) -> Response:
    hub, device = _hub(request), _device(request)
    sha256, asked = request.path_params["sha256"], _RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None or request.headers.get("if-range", etag(sha256)) != etag(sha256):
        raise Refusal(416, "range")
    first = int(asked[1])
    piece, size = media.read_piece(hub.store, device, sha256, first, int(asked[2]))
    headers = {
        contract.PROTO_HEADER: contract.PROTO,
        contract.DIGEST_HEADER: content_digest(piece),
        "Content-Range": f"bytes {first}-{first + len(piece) - 1}/{size}",
        "ETag": etag(sha256),
        "Cache-Control": "private, no-transform, immutable",
    }
    return Response(piece, status_code=206, headers=headers, media_type=PIECE_TYPE)


def _hub(request: Request) -> _Hub:
    hub: _Hub = request.app.state.hub
    if request.headers.get(contract.PROTO_HEADER, contract.PROTO) != contract.PROTO:
        raise Refusal(400, "proto")
    return hub


def _device(request: Request) -> Device:
    hub = _hub(request)
    return devices.device_of(hub.store, hub.clock, request.headers.get("authorization"))


async def _document(request: Request) -> Json:
    return parse(await _body(request))


async def _body(request: Request, *, most: int = MOST_BYTES) -> bytes:
    """The plain body, proven whole and bounded on the wire and after unpacking."""
    pieces, size = [], 0
    async for piece in request.stream():
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise Refusal(413, "too_large")
    raw = b"".join(pieces)
    if not digest_holds(request.headers.get(contract.DIGEST_HEADER), raw):
        raise Refusal(400, "digest")
    try:
        return unpack(raw, request.headers.get("content-encoding"))
    except WireError as error:
        if str(error) == "too_large":
            raise Refusal(413, "too_large") from error
        raise Refusal(400, "malformed") from error


def _answer(document: Json, *, status: int = 200, media_type: str = contract.JSON_TYPE) -> Response:
    return _reply(canonical_bytes(document), status, media_type)


def _reply(plain: bytes, status: int, media_type: str) -> Response:
    raw, encoding = pack(plain)
    headers = {
        contract.PROTO_HEADER: contract.PROTO,
        contract.DIGEST_HEADER: content_digest(raw),
        "Cache-Control": "no-store",
    }
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(raw, status_code=status, headers=headers, media_type=media_type)


def _problem(status: int, name: str, details: dict[str, Json] | None = None) -> Response:
    document: dict[str, Json] = {"type": name, "status": status, **(details or {})}
    return _answer(document, status=status, media_type=contract.PROBLEM_TYPE)


async def _refused(request: Request, error: Exception) -> Response:
    refusal = error if isinstance(error, Refusal) else Refusal(500, "internal")
    # The route and the name only: no body, no token, no address of a person.
    _log.info("%s refused: %s", request.method, refusal.name)
    response = _problem(refusal.status, refusal.name, refusal.details)
    wait = refusal.details.get("retry_after")
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    if refusal.name == "admin_token":
        response.headers["WWW-Authenticate"] = pages.challenge()
    return response


async def _malformed(request: Request, error: Exception) -> Response:
    return _problem(422, "malformed", {"field": str(error)})


async def _not_ours(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _problem(status, "no_such_place")


async def _machine_in_the_way(request: Request, error: Exception) -> Response:
    _log.error("the hub's machine is in the way: %s", error)
    response = _problem(503, "busy")
    response.headers["Retry-After"] = "60"
    return response


async def _gone(request: Request, error: Exception) -> Response:
    return _problem(400, "cut")


async def _our_bug(request: Request, error: Exception) -> Response:
    return _problem(500, "internal")
