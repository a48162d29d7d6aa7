"""The strict reader: a reply counts only when it proves itself; anything else is an unknown outcome."""

from __future__ import annotations

import datetime as dt
import email.utils
from collections.abc import Collection, Mapping

from sync.contract import DIGEST_HEADER, JSON_TYPE, PROBLEM_TYPE, PROTO, PROTO_HEADER
from sync.errors import PROBLEM_CODES, of_status, problem_of
from sync.fields import Malformed, parse, text
from sync.media.contract import PIECE_TYPE
from sync.wire import WireError, digest_holds, unpack
from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.basics.errors import CityRefusal, SyncProblem
from ttcs_desktop.basics.values import dataclass

_TOO_MUCH = 413
_LONGEST_RETRY = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply as it came: header names in any case, the body before any unpacking."""

    status: int
    headers: Mapping[str, str]
    raw: bytes


def accept(reply: Reply, expected: Collection[int]) -> Json:
    """The document of a proven reply with one of the `expected` statuses.

    Raises:
        SyncProblem: a code of the catalogue; a proven refusal carries the hub's `document`, a busy hub its `wait`.
    """
    try:
        return parse(accept_bytes(reply, expected, JSON_TYPE))
    except Malformed as error:
        raise SyncProblem("hub_bad_response", reason=str(error)) from error


def accept_bytes(reply: Reply, expected: Collection[int], wanted: str) -> bytes:
    """The plain bytes of a proven reply of the `wanted` media type; a refusal is a problem document all the same.

    Raises:
        SyncProblem: as `accept`.
    """
    headers = {name.lower(): value.strip() for name, value in reply.headers.items()}
    bare = of_status(reply.status)
    if bare is not None:
        raise problem_of(bare, status=reply.status, wait=retry_after(headers))
    try:
        return _proven(reply, headers, expected, wanted)
    except CityRefusal:
        raise
    except SyncProblem as problem:
        if reply.status == _TOO_MUCH:
            # Somebody on the way takes no body of this size. The hub's own no would have proven itself.
            raise SyncProblem("line_narrow", status=reply.status) from problem
        raise


def _proven(reply: Reply, headers: Mapping[str, str], expected: Collection[int], wanted: str) -> bytes:
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if headers.get(PROTO_HEADER.lower()) != PROTO or media_type not in (wanted, PROBLEM_TYPE):
        raise SyncProblem("captive" if "html" in media_type else "hub_bad_response", reason="not_ours")
    if not digest_holds(headers.get(DIGEST_HEADER.lower()), reply.raw):
        raise SyncProblem("hub_bad_response", reason="digest")
    try:
        plain = unpack(reply.raw, headers.get("content-encoding"))
        if reply.status in expected and media_type == wanted:
            return plain
        document = parse(plain)
        named = text(document, "type") if media_type == PROBLEM_TYPE else ""
    except (WireError, Malformed) as error:
        raise SyncProblem("hub_bad_response", reason=str(error)) from error
    if reply.status < 400 or named not in PROBLEM_CODES:
        raise SyncProblem("hub_bad_response", reason="unexpected", status=reply.status)
    raise problem_of(PROBLEM_CODES[named], document=document, named=named)


def accept_piece(reply: Reply) -> tuple[Mapping[str, str], bytes]:
    """The headers, by lower-case names, and the bytes of a proven piece of a file (206).

    Raises:
        SyncProblem: as `accept`; `hub_bad_response` for the whole file in the place of a piece.
    """
    headers = {name.lower(): value.strip() for name, value in reply.headers.items()}
    if reply.status != 206 or headers.get("content-type") != PIECE_TYPE or headers.get(PROTO_HEADER.lower()) != PROTO:
        accept(reply, ())
    if headers.get("content-encoding") or not digest_holds(headers.get(DIGEST_HEADER.lower()), reply.raw):
        raise SyncProblem("hub_bad_response", reason="digest")
    return headers, reply.raw


def retry_after(headers: Mapping[str, str]) -> dt.timedelta:
    """How long the hub asks us to wait, by lower-case header names: nothing when unreadable, an hour at most."""
    asked = headers.get("retry-after", "")
    seconds = 0.0
    if asked.isascii() and asked.isdigit():
        seconds = float(asked[:9])
    elif asked:
        # Both ends of the wait are the hub's words; our own clock may be years off.
        until, since = _http_date(asked), _http_date(headers.get("date", ""))
        seconds = (until - since).total_seconds() if until and since else 0.0
    return min(dt.timedelta(seconds=max(0.0, seconds)), _LONGEST_RETRY)


def _http_date(written: str) -> dt.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(written)
        return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
