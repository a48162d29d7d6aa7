"""Finding in the search index: the best fifty, in an order an officer expects, and how many there are."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import Place, tag_of
from ttcs_desktop.storage.search_words import Query, Word

COUNTED = 1_000
_FOUND = "kind, record_id, part, title, body, body_folded"
_PLACES = {False: (Place.PART.value[0], Place.RECORD.value[1]), True: Place.BURIED.value}


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found.

    Attributes:
        part: the name of the text under the record that has the words; empty for the record itself.
        title, body: as they are searched; `body_folded` is the body by `fold_text`.
    """

    kind: str
    record_id: str
    part: str
    title: str
    body: str
    body_folded: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The best of what was found.

    Attributes:
        total: how many there are, counted up to `COUNTED` (`more` when there are still others).
    """

    found: tuple[Found, ...] = ()
    total: int = 0
    more: bool = False


class SearchReader:
    """Questions to the index of one file. None of them raises for what was typed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, query: Query, *, kinds: Sequence[str] = (), buried: bool = False, limit: int = 50) -> Findings:
        """The records that have every word.

        First those with the marks as typed, among them those with the words in the title, there whole words before
        beginnings; then the last changed. A text under a record comes after all records.

        Args:
            kinds: only records of these kinds; none asks for all.
            buried: look into the recycle bin, and only there.
        """
        if not query:
            return Findings()
        every = self._docs("search_words", _any_of(query, kinds), _PLACES[buried], COUNTED + 1)
        if len(every) <= limit:
            best = self._ranked(query, every)
        else:
            best = self._best(query, kinds, every, buried=buried, limit=limit)
        rows = {row["doc"]: row for row in self._rows(best)}
        found: dict[tuple[str, str], Found] = {}
        for doc in best:
            row = rows[doc]
            one = _found(row)
            found.setdefault((one.kind, one.record_id), one)
        return Findings(tuple(found.values())[:limit], self._count(every), len(every) > COUNTED)

    def records(self, ids: Sequence[str]) -> list[Found]:
        """Records by id, in the order asked; what is buried or gone is left out."""
        found = self._database.rows(
            f"SELECT {_FOUND} FROM search_text WHERE doc > 0 AND record_id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        known = {row["record_id"]: _found(row) for row in found}
        return [known[one] for one in ids if one in known]

    def last_changed(self, limit: int) -> list[Found]:
        """The records that were saved last."""
        found = self._database.rows(
            f"SELECT {_FOUND} FROM search_text WHERE doc > 0 ORDER BY doc DESC LIMIT ?", (limit,)
        )
        return [_found(row) for row in found]

    def _best(self, query: Query, kinds: Sequence[str], every: Sequence[int], *, buried: bool, limit: int) -> list[int]:
        """The first `limit` of many hits: one question for each rank, until there are enough."""
        kept: dict[int, None] = {}
        for place in [_PLACES[True]] if buried else [Place.RECORD.value, Place.PART.value]:
            for exact in (True, False) if query.has_marks else (False,):
                for table, whole in (("search_title", True), ("search_title", False), ("search_words", False)):
                    if len(kept) >= limit:
                        return list(kept)[:limit]
                    if table == "search_words" and not exact:
                        found = [doc for doc in every if place[0] <= doc <= place[1]]
                    else:
                        asked = _any_of(query, kinds, exact=exact, whole=whole)
                        found = self._docs(table, asked, place, limit + len(kept))
                    kept.update(dict.fromkeys(found))
        return list(kept)[:limit]

    def _ranked(self, query: Query, docs: Sequence[int]) -> list[int]:
        """Few hits in order, by the texts themselves: cheaper than to ask the index again for every rank."""
        ranks = {}
        for row in self._rows(docs) if len(docs) > 1 else ():
            title, titled = row["title"].casefold(), row["title_folded"]
            text, folded = f"{title}\n{row['body'].casefold()}", f"{titled}\n{row['body_folded']}"
            is_exact = query.has_marks and query.is_in(text, folded, exact=True)
            in_title = query.is_in(title, titled, exact=is_exact)
            whole = in_title and query.is_in(title, titled, exact=is_exact, whole=True)
            is_part = Place.PART.value[0] <= row["doc"] < 0
            ranks[row["doc"]] = (is_part, not is_exact, not in_title, not whole, -row["doc"])
        return sorted(docs, key=lambda doc: ranks.get(doc, ()))

    def _docs(self, table: str, asked: str, place: tuple[int, int], limit: int) -> list[int]:
        found = self._database.rows(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?",
            (asked, *place, limit),
        )
        return [row["rowid"] for row in found]

    def _rows(self, docs: Sequence[int]) -> list[Row]:
        return self._database.rows(
            f"SELECT doc, title_folded, {_FOUND} FROM search_text WHERE doc IN (SELECT value FROM json_each(?))",
            (json.dumps(docs),),
        )

    def _count(self, docs: Sequence[int]) -> int:
        """The records behind rows of the index: where there are texts under records, one may stand there twice."""
        if not docs or docs[-1] > 0:
            return min(len(docs), COUNTED)
        counted = self._database.row(
            "SELECT count(DISTINCT kind || ' ' || record_id) AS number FROM search_text "
            "WHERE doc IN (SELECT value FROM json_each(?))",
            (json.dumps(docs),),
        )
        return min(counted["number"] if counted else 0, COUNTED)


def _found(row: Row) -> Found:
    return Found(*(row[name] for name in _FOUND.split(", ")))


def _any_of(query: Query, kinds: Sequence[str], *, exact: bool = False, whole: bool = False) -> str:
    """The query as FTS5 reads it. Parts of words are letters and digits, in quotes: nothing in them is syntax."""
    asked = " AND ".join(_asked(word, exact=exact, whole=whole) for word in query.words)
    among = " OR ".join(f'"{tag_of(kind)}"' for kind in kinds)
    return f"({among}) AND {asked}" if kinds else asked


def _asked(word: Word, *, exact: bool, whole: bool) -> str:
    begins = "" if whole or word.whole else " *"
    ways = [f'"{" ".join(parts)}"{begins}' for parts in word.ways(exact=exact)]
    return f"({' OR '.join(ways)})" if len(ways) > 1 else ways[0]
