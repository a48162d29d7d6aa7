"""The search index: what of each record is searched, written in the transaction that saves the record.

`search_text` holds the words of a record; two FTS5 tables hang on it. `search_title` has the titles alone: a common
word stands in few titles, so asking them first costs little. `search_words` has title and body. Both keep every text
twice, as written and folded, for `unicode61` leaves đ as it is.

Where a row stands says what it is (`_Place`): the newest has the highest number of its kind, so that the first fifty
of a hundred thousand hits are read from the end without sorting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from enum import Enum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search_words import fold_text
from ttcs_desktop.vietnamese.text import tidy

_TITLE = ("tag", "title", "title_folded")
_WORDS = (*_TITLE, "body", "body_folded")
_COLUMNS = ("doc", "kind", "record_id", "part", *_WORDS)
_REBUILT_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Searched:
    """What of a table is searched, as data.

    Attributes:
        kind: what a record of it is, in one word of ASCII letters.
        table: the table in the file; it has `id`, `updated_at` and `deleted_at`.
        title, body: SQL expressions over its row; NULL is no text.
    """

    kind: str
    table: str
    title: str
    body: str = "NULL"


@dataclass(frozen=True, slots=True)
class PartOf:
    """Said of a table whose rows lend their words to the records of another, such as the short names of an agency.

    When one is saved all those records are compared with the index, for it may have left another of them: for small
    tables.
    """

    whole: Searched


@dataclass(frozen=True, slots=True)
class TextUnder:
    """Said of a table whose rows are texts that lie under records of other tables, such as attached files.

    Attributes:
        kind: what a row of it is, in one word of ASCII letters; the recycle bin names it by that.
        table: the table in the file; it has `id` and `deleted_at`.
        owner_kind, owner_id: SQL expressions: the kind and the id of the record that a row lies under.
        title, body: SQL expressions: the name and the words of the text; NULL is no text.
    """

    kind: str
    table: str
    owner_kind: str
    owner_id: str
    title: str
    body: str


Said = Searched | PartOf | TextUnder
"""What a table says of its words."""


def day_of(column: str) -> str:
    """SQL: an ISO day as people write it."""
    return f"strftime('%d/%m/%Y', {column})"


def list_of(column: str) -> str:
    """SQL: the texts of a JSON list, with commas."""
    return f"(SELECT group_concat(value, ', ') FROM json_each({column}))"


def joined(*parts: str, by: str = " · ") -> str:
    """SQL: the texts that are there, with a sign between them."""
    texts = " || ".join(f"coalesce('{by}' || nullif({part}, ''), '')" for part in parts)
    return f"substr({texts}, {len(by) + 1})"


def tag_of(kind: str) -> str:
    """The word that stands in the index for a kind. It begins with a sign that nobody can type as part of a word."""
    return f"\ue000{kind}"


class Place(Enum):
    """The numbers of rows: records, texts that lie under a record, and what is in the recycle bin."""

    RECORD = (1, 1 << 60)
    PART = (-(1 << 40), -1)
    BURIED = (-(1 << 60), -(1 << 40) - 1)


_BURIED = range(Place.BURIED.value[0], Place.BURIED.value[1] + 1)


class SearchIndex:
    """Writes the index. Every method joins the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, written: Iterable[tuple[Said | None, str]]) -> None:
        """Read again what is searched of these rows (what is said of their table, their id), buried ones too."""
        written = list(written)
        for searched, ids in self._records_of(written).items():
            records = self._texts(searched, ids)
            old = self._rows_of(searched.kind, ids)
            buried = {row["record_id"] for row in records if row["deleted_at"] is not None}
            gone = set(ids) - {row["record_id"] for row in records}
            moved = [row for row in old if row["part"] and (row["doc"] in _BURIED) != (row["record_id"] in buried)]
            self._remove([row for row in old if not row["part"] or row["record_id"] in gone or row in moved])
            self._add([*records, *(row for row in moved if row["record_id"] not in gone)], buried)
        for under in dict.fromkeys(one for one, _ in written if isinstance(one, TextUnder)):
            self._note_texts(under, [id_ for one, id_ in written if one == under])

    def attach(self, searched: Searched, record_id: str, part: str, text: str) -> None:
        """Index a text that lies under a record, such as an attached file: found after what records say themselves.

        Args:
            part: the name of the text, unique under its record. A text of that name is replaced; an empty one goes.
        """
        records = self._texts(searched, [record_id])
        self._remove([row for row in self._rows_of(searched.kind, [record_id]) if row["part"] == part])
        if records and text.strip():
            buried = {record_id} if records[0]["deleted_at"] is not None else set()
            self._add([_prepared(searched.kind, record_id, part, part, text)], buried)

    def is_built(self) -> bool:
        """Whether the index speaks of the whole record: a file of an older program begins without."""
        if self._database.row("SELECT 1 FROM sqlite_master WHERE name = 'search_state'") is None:
            return False
        return self._database.row("SELECT 1 FROM search_state WHERE key = 'to_build'") is None

    def rebuild(self, everything: Iterable[Searched]) -> None:
        """Make the index again from the records, in one transaction; texts under a record stay with it."""
        with self._database.transaction():
            kept = self._database.rows(
                f"SELECT {', '.join(_COLUMNS)} FROM search_text WHERE part <> '' ORDER BY doc", ()
            )
            self._database.execute("DELETE FROM search_text")
            known: set[tuple[str, str]] = set()
            buried: set[tuple[str, str]] = set()
            for searched, ids in self._in_order_of_change(everything):
                records = self._texts(searched, ids)
                gone = {row["record_id"] for row in records if row["deleted_at"] is not None}
                known |= {(searched.kind, id_) for id_ in ids}
                buried |= {(searched.kind, id_) for id_ in gone}
                self._insert(records, gone)
            for row in kept:
                if (row["kind"], row["record_id"]) in known:
                    self._insert([row], {row["record_id"]} if (row["kind"], row["record_id"]) in buried else set())
            for table in ("search_title", "search_words"):
                self._database.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
            self._database.execute("DELETE FROM search_state WHERE key = 'to_build'")

    def _in_order_of_change(self, everything: Iterable[Searched]) -> Iterable[tuple[Searched, list[str]]]:
        """All records, the one changed first first, in runs of one kind."""
        by_kind = {searched.kind: searched for searched in everything}
        asked = " UNION ALL ".join(
            f"SELECT '{one.kind}' AS kind, id, updated_at, rowid AS number FROM {one.table}" for one in by_kind.values()
        )
        if not by_kind:
            return
        run: list[str] = []
        kind = ""
        for row in self._database.rows(f"SELECT kind, id FROM ({asked}) ORDER BY updated_at, kind, number"):
            if row["kind"] != kind or len(run) == _REBUILT_AT_ONCE:
                if run:
                    yield by_kind[kind], run
                run, kind = [], row["kind"]
            run.append(row["id"])
        if run:
            yield by_kind[kind], run

    def _note_texts(self, under: TextUnder, ids: Sequence[str]) -> None:
        """Put texts below their records, in the recycle bin with them; a text that is itself there is not found."""
        for row in self._database.rows(
            f"SELECT id, {under.owner_kind} AS kind, {under.owner_id} AS owner, {under.title} AS title, "
            f"{under.body} AS body, deleted_at FROM {under.table} "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY rowid",
            (json.dumps(list(ids)),),
        ):
            there = self._rows_of(row["kind"], [row["owner"]])
            self._remove([one for one in there if one["part"] == row["id"]])
            if row["deleted_at"] is None:
                owner_buried = any(not one["part"] and one["doc"] in _BURIED for one in there)
                text = _prepared(row["kind"], row["owner"], row["id"], row["title"], row["body"])
                self._add([text], {row["owner"]} if owner_buried else set())

    def _records_of(self, written: Iterable[tuple[Said | None, str]]) -> dict[Searched, list[str]]:
        rows: dict[Searched | PartOf, dict[str, None]] = {}
        for searched, record_id in written:
            if isinstance(searched, Searched | PartOf):
                rows.setdefault(searched, {})[record_id] = None
        records: dict[Searched, dict[str, None]] = {}
        for searched, ids in rows.items():
            if isinstance(searched, PartOf):
                records.setdefault(searched.whole, {}).update(dict.fromkeys(self._changed(searched.whole)))
            else:
                records.setdefault(searched, {}).update(ids)
        return {searched: list(ids) for searched, ids in records.items()}

    def _changed(self, searched: Searched) -> list[str]:
        """The records whose words are no longer those in the index."""
        ids = [row["id"] for row in self._database.rows(f"SELECT id FROM {searched.table} ORDER BY updated_at, rowid")]
        known = {row["record_id"]: row for row in self._rows_of(searched.kind, ids) if not row["part"]}
        return [
            row["record_id"]
            for row in self._texts(searched, ids)
            if row["body"] != known.get(row["record_id"], {"body": ""})["body"]
        ]

    def _texts(self, searched: Searched, ids: Sequence[str]) -> list[Row]:
        found = self._database.rows(
            f"SELECT id, {searched.title} AS title, {searched.body} AS body, deleted_at FROM {searched.table} "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY updated_at, rowid",
            (json.dumps(ids),),
        )
        return [
            {**_prepared(searched.kind, row["id"], "", row["title"], row["body"]), "deleted_at": row["deleted_at"]}
            for row in found
        ]

    def _rows_of(self, kind: str, ids: Sequence[str]) -> list[Row]:
        return self._database.rows(
            f"SELECT {', '.join(_COLUMNS)} FROM search_text WHERE kind = ? "
            "AND record_id IN (SELECT value FROM json_each(?)) ORDER BY doc",
            (kind, json.dumps(ids)),
        )

    def _add(self, rows: Sequence[Row], buried: set[str]) -> None:
        # Upwards: FTS5 writes a segment to the file whenever a row comes with a lower number than the one before.
        added = sorted(self._insert(rows, buried), key=lambda row: int(row["doc"]))
        for table, columns in (("search_title", _TITLE), ("search_words", _WORDS)):
            self._database.append(table, [_indexed(row, columns) for row in added])

    def _insert(self, rows: Sequence[Row], buried: set[str]) -> list[Row]:
        """Give rows the next numbers of their place and put them into `search_text`; one without a word is left out."""
        added: list[Row] = []
        last: dict[Place, int] = {}
        for row in rows:
            if not (row["title"] or row["body"]):
                continue
            place = Place.BURIED if row["record_id"] in buried else Place.PART if row["part"] else Place.RECORD
            last[place] = (last[place] if place in last else self._last_of(place)) + 1
            added.append({**{name: row[name] for name in _COLUMNS if name != "doc"}, "doc": last[place]})
        self._database.append("search_text", added)
        return added

    def _last_of(self, place: Place) -> int:
        first, last = place.value
        found = self._database.row("SELECT max(doc) AS doc FROM search_text WHERE doc BETWEEN ? AND ?", (first, last))
        return int(found["doc"]) if found and found["doc"] is not None else first - 1

    def _remove(self, rows: Sequence[Row]) -> None:
        # FTS5 keeps no text of its own: it is told what stood there, and then forgets it.
        for table, columns in (("search_title", _TITLE), ("search_words", _WORDS)):
            self._database.append(table, [{table: "delete", **_indexed(row, columns)} for row in rows])
        self._database.execute(
            "DELETE FROM search_text WHERE doc IN (SELECT value FROM json_each(?))",
            (json.dumps([row["doc"] for row in rows]),),
        )


def _indexed(row: Row, columns: Sequence[str]) -> Row:
    return {"rowid": row["doc"], **{name: row[name] for name in columns}}


def _prepared(kind: str, record_id: str, part: str, title: str | None, body: str | None) -> Row:
    named, said = tidy(title or ""), tidy(body or "")
    return {
        "doc": 0,
        "kind": kind,
        "record_id": record_id,
        "part": part,
        "tag": tag_of(kind),
        "title": named,
        "body": said,
        "title_folded": fold_text(named),
        "body_folded": fold_text(said),
    }
