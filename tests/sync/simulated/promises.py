"""What is promised, each promise a function over the world that is asked after every step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from sync.hub.devices import streams_of
from sync.hub.publishing import head
from tests.sync.simulated.net import POISON
from tests.sync.simulated.ward import SimulatedWard, State
from tests.sync.simulated.world import World
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import stamp, unstamp
from ttcs_desktop.ledger.model import Lane, Receipt
from ttcs_desktop.ledger.outbox import LONGEST_WAIT
from ttcs_desktop.ledger.receipts import is_genuine
from ui.kit.wording import MACHINE, SYNC
from ui.workflows.messages import SUBJECTS

_CATALOGUE = frozenset({*SYNC, *MACHINE, *SUBJECTS})
_REFUSALS = ("submit_already", "submit_closed", "submit_invalid", "op_refused")


class Broken(AssertionError):
    """A promise does not hold."""


def p1_nothing_saved_is_lost(world: World, ward: SimulatedWard, now: State) -> None:
    """Whatever the officer was told is saved stays in the file with its bytes, waits, was refused with a reason, or is
    done; and what is done the hub has, unless the hub itself lost it since."""
    for op_id, sha in ward.kept.items():
        row = now.ops.get(op_id)
        _demand(row is not None, f"{op_id} is gone")
        _demand(row["sha256"] == sha == sha256_hex(row["body"]), f"{op_id} has other bytes")
        _demand(row["state"] != "refused" or row["problem"] in _REFUSALS, f"{op_id} refused for {row['problem']}")
        if row["state"] == "done" and op_id not in world.own_hub.lost:
            _demand(_hub(world).get(op_id) == sha, f"{op_id} is done and the hub has it not")


def p2_nothing_counts_twice(world: World, ward: SimulatedWard, now: State) -> None:
    """Everything at the hub is one op of a ward, under its id and with its bytes; a line is kept once."""
    if ward is world.wards[0]:
        ours = {(op_id, row["sha256"]) for state in world.now.values() for op_id, row in state.ops.items()}
        foreign = set(_hub(world).items()) - ours
        _demand(not foreign, f"the hub has what no ward made: {foreign}")
        numbers = [row["receipt_no"] for row in _submissions(world)]
        _demand(len(numbers) == len(set(numbers)), "two receipts with one number")
        keys = Counter((row["unit"], row["template"], row["year"], row["version"]) for row in _submissions(world))
        _demand(all(count == 1 for count in keys.values()), f"a report counts twice: {keys}")
    seqs = [row["seq"] for row in now.ops.values()]
    _demand(seqs == [*range(1, len(seqs) + 1)], "the counter has a gap")
    digests = [line["sha256"] for line in now.lines]
    _demand(len(digests) == len(set(digests)), "a line was kept twice")


def p4_a_page_and_its_place_are_one_commit(world: World, ward: SimulatedWard, now: State) -> None:
    """Up to the place reached in a stream every line is there, and none beyond the furthest place ever reached."""
    for stream, cursor in now.cursors.items():
        there = {line["seq"] for line in now.lines if line["stream"] == stream}
        _demand(set(range(1, cursor["seq"] + 1)) <= there, f"{stream} at {cursor['seq']} lacks lines")
        of_epoch = [line["seq"] for line in now.lines if (line["stream"], line["epoch"]) == (stream, cursor["epoch"])]
        if not world.own_hub.went_back:
            _demand(max(of_epoch, default=0) <= cursor["seq"], f"{stream} has lines beyond its place")


def p5_nothing_goes_back(world: World, ward: SimulatedWard, now: State) -> None:
    """Places, attempts, the states of ops and receipts only move on, unless the hub itself went back."""
    before = world.before.get(ward.name)
    if before is None:
        return
    for op_id, old in before.ops.items():
        new = now.ops.get(op_id, old)
        _demand(new["attempts"] >= old["attempts"], f"{op_id} forgot an attempt")
        _demand(old["state"] != "refused" or new["state"] == "refused", f"{op_id} is no longer refused")
        if old["state"] == "done" and new["state"] != "done":
            _demand(op_id in world.own_hub.lost, f"{op_id} was done and is {new['state']}")
    for key, old in before.receipts.items():
        _demand(now.receipts.get(key) == old, f"the receipt of {key} changed")
    if not world.own_hub.went_back:
        for stream, old in before.cursors.items():
            _demand(now.cursors[stream]["seq"] >= old["seq"], f"{stream} was read backwards")


def p6_done_is_said_of_what_is_proven(world: World, ward: SimulatedWard, now: State) -> None:
    """A submission is done only beside a receipt that the enrolled hub signed for exactly its bytes; a round tells of
    such receipts only, and of a trouble when something that was to go did not go."""
    for op_id, row in now.ops.items():
        if row["lane"] == Lane.SUBMISSION.value and row["state"] == "done":
            _demand(_proven(ward, now.receipts.get(op_id), row["sha256"]), f"{op_id} is done without its receipt")
    for key, row in now.receipts.items():
        sha = now.ops[key]["sha256"] if key in now.ops else row["sha256"]
        _demand(_proven(ward, row, sha, key), f"the receipt of {key} proves nothing")
    if ward.heard is not None:
        delivery = ward.heard.delivery
        stored = {row["receipt_no"] for row in now.receipts.values()}
        _demand(set(delivery.receipts) <= stored, "a receipt was told of that is not kept")
        waiting = [row for row in now.ops.values() if row["state"] == "waiting"]
        if delivery.problem is None:
            _demand(delivery.waiting == len(waiting), "another number waits than was told")
            _demand(not (waiting and ward.heard.at_once), "a press left something behind without a word")
            if world.line.rate == 0 and ward.heard.asked:
                _demand(_at_heads(world, ward, now), "all is well was told before everything was read")


def p7_no_wait_is_longer_than_fifteen_minutes(world: World, ward: SimulatedWard, now: State) -> None:
    """The moment of the next try is written in the file, at most 15 minutes after the moment it was written."""
    before = world.before.get(ward.name)
    latest = stamp(ward.clock.now() + LONGEST_WAIT)
    for op_id, row in now.ops.items():
        written = before is None or op_id not in before.ops or before.ops[op_id]["next_at"] != row["next_at"]
        _demand(not written or row["next_at"] <= latest, f"{op_id} waits until {row['next_at']}")
    heard = ward.heard
    failed = heard is not None and heard.delivery.problem is not None and not heard.delivery.refused
    if before is not None and failed and heard.asked:
        # What was tried and is still waiting has a moment of its own in the file.
        for op_id, row in now.ops.items():
            tried = row["state"] == "waiting" and row["attempts"] > before.ops.get(op_id, row)["attempts"]
            _demand(not tried or row["next_at"] >= stamp(ward.clock.now()), f"{op_id} has no moment of its next try")
    asked = now.standing.get("next_ask")
    if asked and (before is None or before.standing.get("next_ask") != asked):
        _demand(asked <= latest, f"the hub is asked again at {asked}")


def p8_the_file_is_whole(world: World, ward: SimulatedWard, now: State) -> None:
    """Every saved row has its op and every op its row; the pages, the chain and the hub's file are asked at the end."""
    ops = [row for row in now.ops.values() if row["lane"] == Lane.RECORDS.value]
    _demand(all(sha256_hex(row["body"]) == row["sha256"] for row in ops), "an op's bytes rotted")
    rows = sum(row["body"].count(b'"name"') for row in ops)
    _demand(rows == now.agencies, f"{now.agencies} rows in the file, {rows} in what is sent")


def p10_a_round_ends(world: World, ward: SimulatedWard, now: State) -> None:
    """A round asks the hub a bounded number of times."""
    if ward.heard is not None:
        most = 30 + 3 * len(now.ops)
        _demand(ward.heard.asked <= most, f"{ward.heard.asked} requests in one round")


def p11_no_secret_is_written_down(world: World, ward: SimulatedWard, now: State) -> None:
    """No token stands in a log line or an address; none reaches a hub that has not proven itself."""
    for token in ward.known_tokens():
        _demand(not any(token in line for line in world.ear.lines), "a token was logged")
        _demand(not any(token in url for url in world.line.urls), "a token in an address")
        if world.stranger is not None:
            _demand(not any(token in seen for seen in world.stranger.tokens_seen), "a token was shown to a stranger")
    if world.stranger is not None:
        _demand(not world.stranger.holdings(), "a stranger was given something")


def p12_every_failure_is_one_known_code(world: World, ward: SimulatedWard, now: State) -> None:
    """What a round or an op tells of its trouble is a code that has its message in Vietnamese."""
    if ward.heard is not None:
        problem = ward.heard.delivery.problem
        _demand(problem is None or problem in _CATALOGUE, f"unknown code {problem!r}")
        _demand(problem is not None or not ward.heard.hits, "a failure without a word")
    _demand(all(code is None or code in _CATALOGUE for code in ward.codes), f"unknown code among {ward.codes}")
    for op_id, row in now.ops.items():
        _demand(row["problem"] is None or row["problem"] in _CATALOGUE, f"{op_id} tells {row['problem']!r}")


def p13_no_exchange_shuts_a_pc_out(world: World, ward: SimulatedWard, now: State) -> None:
    """A hub that has not gone back, and is no other, takes the token of an enrolled PC that has its keyring."""
    if ward.heard is not None and ward.heard.delivery.problem == "auth_expired":
        replayed = {"old reply", "replies swapped"} & {*world.line.faults}
        excused = world.own_hub.went_back or world.stranger is not None or ward.lost_keyring or replayed
        _demand(excused, "the token counts no more, and nobody took it back")


AFTER_EACH_STEP: tuple[Callable[[World, SimulatedWard, State], None], ...] = (
    p1_nothing_saved_is_lost,
    p2_nothing_counts_twice,
    p4_a_page_and_its_place_are_one_commit,
    p5_nothing_goes_back,
    p6_done_is_said_of_what_is_proven,
    p7_no_wait_is_longer_than_fifteen_minutes,
    p8_the_file_is_whole,
    p10_a_round_ends,
    p11_no_secret_is_written_down,
    p12_every_failure_is_one_known_code,
    p13_no_exchange_shuts_a_pc_out,
)


def p3_p7_p9_everything_comes_home(world: World) -> None:
    """With the faults gone, a bounded number of rounds later: nothing waits but a poisoned thing, places are at the
    heads, every line of the hub is in the wards that read it, and what is done the hub has, whatever it once lost."""
    hub = _hub(world)
    for ward in world.wards:
        now = world.now[ward.name]
        for op_id, row in now.ops.items():
            poison = POISON in row["body"]
            _demand(row["state"] != "waiting" or poison, f"{op_id} ({row['kind']}, {row['problem']}) still waits")
            _demand(row["state"] != "done" or hub.get(op_id) == row["sha256"], f"{op_id} is not at the hub")
            if row["state"] == "refused":
                _demand(_rightly_refused(world, row), f"{op_id} was refused for nothing: {row['problem']}")
        _demand(_at_heads(world, ward, now), f"{ward.name} has not read everything")
        kept = {line["sha256"] for line in now.lines}
        told = {
            sha256_hex(row["body"].encode())
            for stream in streams_of(ward.unit)
            for row in world.own_hub.store.database.rows("SELECT body FROM line WHERE stream = ?", (stream,))
        }
        _demand(told <= kept, f"{ward.name} lacks {len(told - kept)} lines of the hub")


def p8_both_files_are_sound(world: World) -> None:
    """`integrity_check`, `foreign_key_check` and the chain of the history, for every file there is."""
    for ward in world.wards:
        found = ward.integrity()
        _demand(not found, f"{ward.name}: {found}")
    found = [row["integrity_check"] for row in world.own_hub.store.database.rows("PRAGMA integrity_check")]
    _demand(found == ["ok"], f"the hub: {found}")


def check_step(world: World, wards: list[SimulatedWard]) -> None:
    """Ask every promise that can be asked now, of the wards that the step touched."""
    for cache in (_hub_cache, _submission_cache):
        cache.clear()
    for promise in AFTER_EACH_STEP:
        for ward in wards:
            _ask(promise, world, ward, world.now[ward.name])


def check_end(world: World) -> None:
    """What holds once everything is quiet."""
    for cache in (_hub_cache, _submission_cache):
        cache.clear()
    for promise in (p3_p7_p9_everything_comes_home, p8_both_files_are_sound):
        _ask(promise, world)


_hub_cache: dict[str, str] = {}
_submission_cache: list[dict] = []
_proofs: dict[tuple, bool] = {}


def _ask(promise: Callable[..., None], *about: object) -> None:
    try:
        promise(*about)
    except Broken as broken:
        raise Broken(f"{promise.__name__}: {broken}") from None


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Broken(otherwise)


def _hub(world: World) -> dict[str, str]:
    """What was sent and is at the hub: id → sha-256."""
    if not _hub_cache:
        ops = world.own_hub.store.database.rows("SELECT op_id AS id, sha256 FROM op")
        _hub_cache.update({row["id"]: row["sha256"] for row in (*ops, *_submissions(world))})
    return _hub_cache


def _submissions(world: World) -> list[dict]:
    if not _submission_cache:
        _submission_cache.extend(
            world.own_hub.store.database.rows(
                "SELECT id, unit, template, year, version, sha256, receipt_no FROM submission"
            )
        )
    return _submission_cache


def _proven(ward: SimulatedWard, row: dict | None, sha256: str, key: str = "") -> bool:
    if row is None:
        return False
    first = key.startswith("first:")
    known = (row["id"], row["signature"], sha256, ward.key, first)
    if known not in _proofs:
        receipt = Receipt(
            id=row["id"], receipt_no=row["receipt_no"], body=row["body"], signature=row["signature"],
            public_key=row["public_key"], sha256=row["sha256"], received_at=unstamp(row["received_at"]),
            stored_at=unstamp(row["stored_at"]),
        )  # fmt: skip
        if first:
            from ttcs_desktop.basics.signature import is_signed

            _proofs[known] = is_signed(ward.key, receipt.body, receipt.signature)
        else:
            _proofs[known] = is_genuine(receipt, ward.key, sha256)
    return _proofs[known]


def _at_heads(world: World, ward: SimulatedWard, now: State) -> bool:
    store = world.own_hub.store
    return all(
        (now.cursors[stream]["epoch"], now.cursors[stream]["seq"]) == (store.epoch, head(store, stream))
        if stream in now.cursors
        else head(store, stream) == 0
        for stream in streams_of(ward.unit)
    )


def _rightly_refused(world: World, row: dict) -> bool:
    if world.own_hub.went_back:
        return row["problem"] in ("submit_already", "submit_closed")
    if row["problem"] == "submit_already":
        return _hub(world).get(row["op_id"], row["sha256"]) != row["sha256"]
    return row["problem"] == "submit_closed" and bool(world.closed)


def promises() -> Iterator[str]:
    """The promises in words, for the document."""
    for promise in (*AFTER_EACH_STEP, p3_p7_p9_everything_comes_home, p8_both_files_are_sound):
        yield f"{promise.__name__}: {' '.join((promise.__doc__ or '').split())}"
