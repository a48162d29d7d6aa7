"""Search over 100,000 records beside a bare FTS5 table and beside LIKE over the same texts; what the index costs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.bench.measuring import Result, in_turns, milliseconds, say
from ttcs_desktop.agenda.search import _hit
from ttcs_desktop.content.model import Form, Item, ItemState, Origin
from ttcs_desktop.content.repository import put_item
from ttcs_desktop.samples.mau import build_sample
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.storage.search import Searched, SearchIndex
from ttcs_desktop.storage.search_find import SearchReader
from ttcs_desktop.storage.search_words import Query, fold_text
from ttcs_desktop.workspace import Workspace

RECORDS = 100_000
SHOWN = 50
_COMMON = (
    "phát thanh đường dương tuyên truyền phòng chống đuối nước trẻ em bảo hiểm y tế kế hoạch nhiệm vụ tổ dân phố cơ sở "
    "thông tin văn hóa xã hội ủy ban nhân phường thành lịch loa cụm bài mới chuyên mục an ninh trật tự giao sức khỏe "
    "tiêm chủng vắc xin dịch bệnh môi trường rác thải điện"
)
_STARTS = "b c ch d đ g gi h k kh l m n ng nh ph qu r s t th tr v x".split()
_ENDS = "a à á ả ã ạ ă ắ â ấ an áng anh ao ay e ê ế em en ênh i í inh o ô ơ oan oai ong u ư ứ uyên ương ươi".split()
# Words that are everywhere, somewhere and hardly anywhere; alone, together, half typed, with marks, as a phrase.
QUERIES = (
    "phat", "phát", "p", "đường", "duong", "phat thanh duong", "phát thanh đường", "ke hoach xuyen", "truyen th",
    "ngoai xuyen", "ngoài xuyên ba", '"tuyen truyen"', '"ke hoach" nhuoi', "quyên nhương", "khong cham", "kheong",
)  # fmt: skip


def measure(folder: Path) -> Iterator[Result]:
    database = open_record(folder / "record.db")
    fill(database)
    searched = Searched("item", "thing", "title", "body")
    span = milliseconds(lambda: SearchIndex(database).rebuild([searched]))
    say(f"    the index of {RECORDS:,} records built in {span:.0f} ms")
    reader = SearchReader(database)
    for typed in QUERIES:
        query = Query(typed)
        # Two by two: a scan of the whole table in between would leave the next one a cold cache.
        ours, bare = in_turns(
            lambda query=query: reader.find(query, limit=SHOWN), lambda query=query: bare_search(database, query)
        )
        total = reader.find(query).total
        if bare >= 1:
            yield Result(f"“{typed}” ({total} found) / bare FTS5 by rank", ours, bare, 1.3)
        ours, like = in_turns(
            lambda query=query: reader.find(query, limit=SHOWN), lambda query=query: like_search(database, query)
        )
        yield Result(f"“{typed}” / LIKE over the folded text, newest first", ours, like, 1)
    yield from snippets(reader)
    database.close()
    workspace = build_sample(folder / "ward")
    yield from saving(workspace)
    workspace.close()


def snippets(reader: SearchReader) -> Iterator[Result]:
    query = Query("phát thanh")
    found = reader.find(query).found
    span = in_turns(lambda: [_hit(replace(one, kind="item"), query) for one in found])[0]
    yield Result("Fifty snippets with their words marked", span, None, 50, "ms")


def fill(database: Database) -> None:
    """Texts whose words are as unequal as in life: a few in every second text, most in one of ten thousand."""
    chance = random.Random(1)
    words = list(dict.fromkeys([*_COMMON.split(), *(start + end for start in _STARTS for end in _ENDS)]))
    weights = [1 / (place + 1) for place in range(len(words))]

    def text(number: int) -> str:
        return " ".join(chance.choices(words, weights, k=number))

    with database.transaction():
        database.execute(
            "CREATE TABLE thing (id TEXT PRIMARY KEY, title TEXT, body TEXT, folded TEXT, updated_at TEXT, "
            "deleted_at TEXT) STRICT"
        )
        rows: list[Row] = []
        for number in range(RECORDS):
            title, body = text(8), text(40)
            row = {"id": f"{number:06d}", "title": title, "body": body, "folded": fold_text(f"{title}\n{body}")}
            rows.append({**row, "updated_at": f"{number:09d}", "deleted_at": None})
        database.append("thing", rows)
        database.execute(
            "CREATE VIRTUAL TABLE bare USING fts5 "
            "(title, body, content='thing', tokenize='unicode61 remove_diacritics 2')"
        )
        database.execute("INSERT INTO bare (bare) VALUES ('rebuild')")


def bare_search(database: Database, query: Query) -> list[Row]:
    """FTS5 as its manual shows it: the same words, its own rank. It does not find đ by d."""
    asked = " AND ".join(f'"{" ".join(word.exact)}"{"" if word.whole else " *"}' for word in query.words)
    return database.rows(
        "SELECT thing.id, thing.title, thing.body FROM bare JOIN thing ON thing.rowid = bare.rowid "
        "WHERE bare MATCH ? ORDER BY rank LIMIT ?",
        (asked, SHOWN),
    )


def like_search(database: Database, query: Query) -> list[Row]:
    """Every word somewhere in the folded text, titles first, the newest first."""
    words = [f"%{' '.join(word.folded[0])}%" for word in query.words]
    condition = " AND ".join("folded LIKE ?" for _ in words)
    return database.rows(
        f"SELECT id, title, body FROM thing WHERE {condition} ORDER BY title LIKE ? DESC, updated_at DESC LIMIT ?",
        (*words, words[0], SHOWN),
    )


class _NoIndex:
    def note(self, _written: object) -> None:
        """Nothing: a save without an index."""


def saving(workspace: Workspace) -> Iterator[Result]:
    """One item and an import of six hundred, with the index and without."""
    ledger, index = workspace.ledger, SearchIndex(workspace.database)
    text = workspace.content.items()[0].title

    def items(number: int) -> list[Item]:
        return [
            Item(ledger.new_id(), f"{text} {at}", Form.NEWS, Origin.WARD, None, ItemState.DRAFT, None)
            for at in range(number)
        ]

    def save(number: int, *, indexed: bool) -> Callable[[], None]:
        def work() -> None:
            ledger._search = index if indexed else _NoIndex()  # type: ignore[assignment]
            ledger.save("content.add", [put_item(item) for item in items(number)])

        return work

    for number in (1, 600):
        ours, peer = in_turns(save(number, indexed=True), save(number, indexed=False))
        yield Result(f"Saving {number} with the index / without", ours, peer, 2)
    with workspace.database.transaction():
        ours, peer = in_turns(save(1, indexed=True), save(1, indexed=False))
        yield Result("Saving 1 inside a transaction with the index / without", ours, peer, 3)
