"""The hub as seen from the ward: one method per endpoint, every answer accepted by the strict reader."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from sync import contract
from sync.contract import EnrolAnswer, EnrolRequest, HubCard, Pong, Push, PushAnswer, RenewRequest, Signed
from sync.fields import Malformed, member, text
from sync.media.contract import MEDIA_PATH, PIECE_TYPE, Held, Offer, etag
from sync.pull import told
from sync.reader import Reply, accept, accept_bytes, accept_piece
from sync.rows import ROWS_PATH, Rows, RowsAsked
from sync.streams import HEADS_PATH, MOST_LINES, STREAMS_PATH, Heads, Page, attested
from sync.transport import Limits, Transport
from sync.wire import MOST_BYTES, content_digest, pack
from ttcs_desktop.basics.canonical import Json, canonical_bytes
from ttcs_desktop.basics.errors import CityRefusal, SyncProblem
from ttcs_desktop.basics.signature import is_signed
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.identity import Enrolment
from ttcs_desktop.ledger.received import Told

if TYPE_CHECKING:
    from requests.adapters import BaseAdapter

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
_ACCEPTED = ", ".join((contract.JSON_TYPE, contract.LINES_TYPE, contract.PROBLEM_TYPE))
_Said = TypeVar("_Said", Pong, Heads)


@dataclass(frozen=True, slots=True)
class Posted:
    """The hub's answer to a submission: its receipt, not verified yet, and whether these bytes were known before."""

    receipt: Signed
    duplicate: bool


class Client:
    """A conversation with one hub, in one thread; closed at the end of a round.

    The token travels with submissions and pushes only: `prove` comes before them.
    """

    def __init__(
        self, url: str, *, token: str | None = None, limits: Limits | None = None, net: BaseAdapter | None = None
    ) -> None:
        self._transport = Transport(url, limits or Limits(), net)
        self._token = token

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    def card(self) -> HubCard:
        """What the hub says of itself; not to be trusted before `prove`."""
        return _shaped(HubCard.from_json, self._ask("GET", contract.CARD_PATH))

    def prove(self, public_key: str, hub_id: str) -> Pong:
        """Have the hub sign a fresh nonce; no token and no data are sent before this.

        Raises:
            SyncProblem: `hub_identity` when somebody else answers.
        """
        return self._said_by(public_key, hub_id, contract.PING_PATH, Pong.from_bytes)

    def heads(self, public_key: str, hub_id: str, device: str, source: str = "") -> Heads:
        """Have the hub say, signed, where it stands: `prove` and "is there anything new" in one request.

        Raises:
            SyncProblem: `hub_identity` when somebody else answers.
        """
        return self._said_by(
            public_key,
            hub_id,
            HEADS_PATH,
            Heads.from_bytes,
            f"&device={device}" + (f"&source={source}" if source not in ("", device) else ""),
        )

    def changes(self, hub: Enrolment, stream: str, epoch: str, after: int) -> tuple[Page, list[Told]]:
        """The page of a stream that follows a number, proven and read; empty when there is nothing.

        Raises:
            SyncProblem: `hub_bad_response` for a page that is not the one asked for, whole and in order.
        """
        path = f"{STREAMS_PATH}/{stream}/changes?after={after}&limit={MOST_LINES}"
        plain = accept_bytes(self._request("GET", path, as_device=True), (200,), contract.LINES_TYPE)
        signed = _shaped(Signed.from_lines, plain)
        if not is_signed(hub.public_key, attested(signed.body), signed.signature):
            raise SyncProblem("hub_bad_response", reason="signature")
        page = _shaped(Page.from_bytes, signed.body)
        if (page.hub_id, page.stream, page.epoch, page.after) != (hub.hub_id, stream, epoch, after):
            raise SyncProblem("hub_bad_response", reason="page")
        return page, _shaped(told, page)

    def rows(self, hub: Enrolment, unit: str, asked: RowsAsked) -> Rows:
        """What the ward's other PCs sent and this one lacks.

        Raises:
            SyncProblem: `hub_bad_response` for what is not the answer to this question.
        """
        said = self._ask("POST", ROWS_PATH, canonical_bytes(asked.to_json()), as_device=True)
        signed = _shaped(Signed.from_json, said)
        if not is_signed(hub.public_key, signed.body, signed.signature):
            raise SyncProblem("hub_bad_response", reason="signature")
        page = _shaped(Rows.from_bytes, signed.body)
        if (page.hub_id, page.unit, page.nonce) != (hub.hub_id, unit, asked.nonce):
            raise SyncProblem("hub_bad_response", reason="rows")
        return page

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Exchange a code for a token; the same request again gets the same token."""
        return _shaped(
            EnrolAnswer.from_json, self._ask("POST", contract.ENROL_PATH, canonical_bytes(request.to_json()))
        )

    def renew(self, request: RenewRequest) -> str:
        """The token that follows ours; the same until it is used.

        Raises:
            SyncProblem: `hub_bad_response` also for an answer to another question.
        """
        document = self._ask("POST", contract.TOKENS_PATH, canonical_bytes(request.to_json()), as_device=True)
        if _shaped(lambda found: text(found, "nonce"), document) != request.nonce:
            raise SyncProblem("hub_bad_response", reason="echo")
        return _shaped(lambda found: text(found, "token"), document)

    def show(self, token: str) -> None:
        """Show this token from now on."""
        self._token = token

    def push(self, push: Push) -> PushAnswer:
        """Send a batch.

        Raises:
            SyncProblem: `hub_bad_response` also when the answer is not to exactly these ops.
        """
        answer = _shaped(
            PushAnswer.from_json, self._ask("POST", contract.PUSH_PATH, canonical_bytes(push.to_json()), as_device=True)
        )
        if not answer.answers(push):
            raise SyncProblem("hub_bad_response", reason="echo")
        return answer

    def submit(self, submission_id: str, body: bytes, seq: int, source: str = "") -> Posted:
        """Send frozen bytes under their id: the same bytes get the same receipt, for ever."""
        path = f"{contract.SUBMISSIONS_PATH}/{submission_id}"
        document = self._ask("PUT", path, body, as_device=True, seq=(seq, source))
        receipt = _shaped(Signed.from_json, _shaped(lambda found: member(found, "receipt"), document))
        return Posted(receipt, duplicate=_shaped(lambda found: member(found, "duplicate"), document) is True)

    def offer_file(self, offer: Offer) -> Held:
        """Ask how much of a file the hub has, and have it take the rest."""
        body = canonical_bytes(offer.to_json())
        return _held(offer, self._ask("POST", f"{MEDIA_PATH}/{offer.sha256}", body, as_device=True))

    def send_piece(self, offer: Offer, offset: int, piece: bytes) -> Held:
        """Send the bytes of a file from `offset` on: at most `MOST_PIECE`, as they are.

        Raises:
            SyncProblem: `upload_offset` when the hub stands elsewhere by now: ask it with `offer_file`.
        """
        path = f"{MEDIA_PATH}/{offer.sha256}?offset={offset}"
        headers = {"Content-Type": PIECE_TYPE, contract.DIGEST_HEADER: content_digest(piece)}
        reply = self._transport.ask("PUT", path, body=piece, headers=self._headers(as_device=True) | headers)
        held = _held(offer, accept(reply, (200,)))
        if held.offset != offset + len(piece):  # or it would be fed for ever
            raise SyncProblem("hub_bad_response", reason="offset")
        return held

    def file_piece(self, sha256: str, size: int, offset: int, wanted: int) -> bytes:
        """The `wanted` bytes of a file from `offset` on; they are not beyond its end.

        Raises:
            SyncProblem: `media_unknown` for a file that is not there for us; `hub_bad_response` for other bytes than
                those asked for, or of another file.
        """
        headers = {"Range": f"bytes={offset}-{offset + wanted - 1}", "If-Range": etag(sha256)}
        reply = self._transport.ask("GET", f"{MEDIA_PATH}/{sha256}", headers=self._headers(as_device=True) | headers)
        told, piece = accept_piece(reply)
        span = f"bytes {offset}-{offset + wanted - 1}/{size}"
        if told.get("etag") != etag(sha256) or told.get("content-range") != span or len(piece) != wanted:
            raise SyncProblem("hub_bad_response", reason="piece")
        return piece

    def _said_by(
        self, public_key: str, hub_id: str, path: str, read: Callable[[bytes], _Said], more: str = ""
    ) -> _Said:
        """What the hub with this key and id signs over a fresh nonce."""
        nonce = secrets.token_hex(16)
        signed = _shaped(Signed.from_json, self._ask("GET", f"{path}?nonce={nonce}{more}"))
        if not is_signed(public_key, signed.body, signed.signature):
            raise SyncProblem("hub_identity")
        said = _shaped(read, signed.body)
        if (said.nonce, said.hub_id) != (nonce, hub_id):
            raise SyncProblem("hub_identity")
        return said

    def _ask(
        self, method: str, path: str, plain: bytes = b"", *, as_device: bool = False, seq: tuple[int, str] | None = None
    ) -> Json:
        return accept(self._request(method, path, plain, as_device=as_device, seq=seq), _expected(method))

    def _request(
        self, method: str, path: str, plain: bytes = b"", *, as_device: bool = False, seq: tuple[int, str] | None = None
    ) -> Reply:
        if len(plain) > MOST_BYTES:
            raise CityRefusal("too_large")
        headers = self._headers(as_device=as_device)
        raw, encoding = pack(plain)
        if plain:
            headers |= {"Content-Type": contract.JSON_TYPE, contract.DIGEST_HEADER: content_digest(raw)}
        if encoding:
            headers["Content-Encoding"] = encoding
        if seq is not None:
            headers[contract.SEQ_HEADER] = str(seq[0])
            if seq[1]:
                headers[contract.SOURCE_HEADER] = seq[1]
        return self._transport.ask(method, path, body=raw, headers=headers)

    def _headers(self, *, as_device: bool) -> dict[str, str]:
        headers = {contract.PROTO_HEADER: contract.PROTO, "Accept": _ACCEPTED}
        return headers | {"Authorization": f"Bearer {self._token}"} if as_device else headers


def _held(offer: Offer, document: Json) -> Held:
    held = _shaped(Held.from_json, document)
    if held.offset > offer.size or held.whole != (held.offset == offer.size):
        raise SyncProblem("hub_bad_response", reason="offset")
    return held


def _expected(method: str) -> Collection[int]:
    return (200, 201) if method in ("PUT", "POST") else (200,)


def _shaped(make: Callable[[_Given], _Made], given: _Given) -> _Made:
    try:
        return make(given)
    except Malformed as error:
        raise SyncProblem("hub_bad_response", reason=str(error)) from error
