"""The search index: held against a plain search over the same texts, and against itself made anew."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fresh import in_memory
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.storage.search import Place, Searched, SearchIndex, day_of, joined, list_of
from ttcs_desktop.storage.search_find import COUNTED, Found, SearchReader
from ttcs_desktop.storage.search_words import Query
from ttcs_desktop.vietnamese.text import fold

KINDS = ("item", "task")
SEARCHED = {kind: Searched(kind, f"{kind}_thing", "title", "body") for kind in KINDS}
SYLLABLES = "đường duong dương Đường ban bàn bản bang 75/KH 28/10 một".split()


@dataclass
class Box:
    """A file with two tables and their index, and the same things in plain Python: the last changed last."""

    database: Database = field(default_factory=in_memory)
    things: dict[tuple[str, str], Row] = field(default_factory=dict)
    parts: dict[tuple[str, str, str], str] = field(default_factory=dict)
    clock: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        for kind in KINDS:
            self.database.execute(
                f"CREATE TABLE {kind}_thing "
                "(id TEXT PRIMARY KEY, title TEXT, body TEXT, updated_at TEXT, deleted_at TEXT)"
            )
        self.index, self.reader = SearchIndex(self.database), SearchReader(self.database)

    def save(self, kind: str, id_: str, title: str, body: str = "", *, buried: bool = False) -> None:
        moment = f"{next(self.clock):09d}"
        row = {"id": id_, "title": title, "body": body, "updated_at": moment, "deleted_at": moment if buried else None}
        self.things.pop((kind, id_), None)
        self.things[kind, id_] = row
        with self.database.transaction():
            self.database.put(f"{kind}_thing", [row])
            self.index.note([(SEARCHED[kind], id_)])

    def bury(self, kind: str, id_: str, *, buried: bool = True) -> None:
        if (kind, id_) in self.things:
            row = self.things[kind, id_]
            self.save(kind, id_, row["title"], row["body"], buried=buried)

    def attach(self, kind: str, id_: str, part: str, text: str) -> None:
        if (kind, id_) in self.things:
            self.parts.pop((kind, id_, part), None)
            if text:
                self.parts[kind, id_, part] = text
            with self.database.transaction():
                self.index.attach(SEARCHED[kind], id_, part, text)

    def find(self, typed: str, **how) -> list[str]:
        return [one.record_id for one in self.reader.find(Query(typed), **how).found]

    def texts(self) -> list[tuple]:
        """The index as a set of what it says, with the order of the records in it."""
        columns = ("kind", "record_id", "part", "tag", "title", "title_folded", "body", "body_folded")
        rows = self.database.rows(f"SELECT doc, {', '.join(columns)} FROM search_text ORDER BY doc")
        place = {row["doc"]: next(one for one in Place if one.value[0] <= row["doc"] <= one.value[1]) for row in rows}
        records = [row["doc"] for row in rows if row["doc"] > 0]
        # Parts, and what is buried, are in no promised order among themselves.
        return sorted(
            (
                place[row["doc"]].name,
                records.index(row["doc"]) if row["doc"] > 0 else 0,
                *(row[name] for name in columns),
            )
            for row in rows
        )

    def check(self) -> None:
        """SQLite's own comparison of an index with the texts it hangs on."""
        for table in ("search_title", "search_words"):
            self.database.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def has(text: str, typed: str, *, exact: bool, whole: bool) -> bool:
    """The rule once more, as plainly as can be: every word of what was typed is in the text."""
    words = typed.split()
    for number, word in enumerate(words, 1):
        marked = exact and fold(word) != word.casefold()
        turn = str.casefold if marked else fold
        wanted, there = words_of(turn(word)), words_of(turn(text))
        for at in range(len(there) - len(wanted) + 1):
            same = there[at : at + len(wanted) - 1] == wanted[:-1]
            last = there[at + len(wanted) - 1]
            if same and (last == wanted[-1] if whole or number < len(words) else last.startswith(wanted[-1])):
                break
        else:
            return False
    return True


def expected(box: Box, typed: str, *, buried: bool = False, kinds: tuple[str, ...] = ()) -> list[tuple]:
    """(rank, kind, id) of every record that should be found, the best first; of a text under it, its rank."""
    ranked = []
    for age, ((kind, id_), row) in enumerate(reversed(box.things.items())):
        if (row["deleted_at"] is not None) != buried or (kinds and kind not in kinds):
            continue
        whole_text = f"{row['title']}\n{row['body']}"
        if has(whole_text, typed, exact=False, whole=False):
            exact = fold(typed) != typed.casefold() and has(whole_text, typed, exact=True, whole=False)
            titled = has(row["title"], typed, exact=exact, whole=False)
            whole = titled and has(row["title"], typed, exact=exact, whole=True)
            ranked.append(((0, not exact, not titled, not whole, age), kind, id_))
        elif any(
            has(f"{part}\n{text}", typed, exact=False, whole=False)
            for (of_kind, of_id, part), text in box.parts.items()
            if (of_kind, of_id) == (kind, id_)
        ):
            ranked.append(((1,), kind, id_))
    return sorted(ranked)


TEXTS = st.lists(st.sampled_from(SYLLABLES), min_size=0, max_size=4).map(" ".join)
TITLES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3).map(" ".join)
IDS = st.sampled_from("abcdefgh")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), st.sampled_from(KINDS), IDS, TITLES, TEXTS),
        st.tuples(st.just("bury"), st.sampled_from(KINDS), IDS),
        st.tuples(st.just("restore"), st.sampled_from(KINDS), IDS),
        st.tuples(st.just("attach"), st.sampled_from(KINDS), IDS, st.sampled_from(["tệp", "bản"]), TEXTS),
    ),
    max_size=25,
)
TYPED = st.lists(st.sampled_from([*SYLLABLES, "ba", "đ", "d", "7", "28/1"]), min_size=1, max_size=2).map(" ".join)


def walked(steps: list[tuple]) -> Box:
    box = Box()
    for verb, *rest in steps:
        if verb == "restore":
            box.bury(*rest, buried=False)
        else:
            getattr(box, verb)(*rest)
    return box


@settings(max_examples=200)
@given(STEPS, TYPED, st.sampled_from([(), ("item",), KINDS]), st.booleans())
def test_the_index_finds_what_a_plain_search_finds_in_the_same_order(steps, typed, kinds, buried) -> None:
    box = walked(steps)
    wanted = expected(box, typed, buried=buried, kinds=kinds)
    if buried:  # in the recycle bin a text under a record stands among the others
        found = box.reader.find(Query(typed), kinds=kinds, buried=True)
        assert {(one.kind, one.record_id) for one in found.found} == {one[1:] for one in wanted}
        return
    for limit in (50, 2):  # few hits are ranked by their texts, many by the index: the same order
        found = box.reader.find(Query(typed), kinds=kinds, limit=limit)
        of_records = [one[1:] for one in wanted if one[0][0] == 0][:limit]
        assert [(one.kind, one.record_id) for one in found.found][: len(of_records)] == of_records
        if limit == 50:
            assert {(one.kind, one.record_id) for one in found.found} == {one[1:] for one in wanted}
            assert found.total == len(wanted)


@given(STEPS)
def test_made_anew_the_index_is_the_one_that_grew(steps) -> None:
    box = walked(steps)
    box.check()
    grown = box.texts()
    box.index.rebuild(SEARCHED.values())
    box.check()
    assert box.texts() == grown


@given(st.text() | TYPED.map(lambda text: f'{text} AND NOT title: ^"({text}" * {{tag}} NEAR(a b, 2)'), st.booleans())
def test_nothing_that_is_typed_raises(typed, buried) -> None:
    BOX.find(typed, buried=buried)
    BOX.find(typed, kinds=KINDS, limit=1)


BOX = walked(
    [("save", "item", "a", "đường một", "AND NEAR OR NOT"), ("bury", "item", "a"), ("save", "task", "b", "đ *", "")]
)


def test_the_check_sees_an_index_that_has_lost_its_text() -> None:
    box = Box()
    box.save("item", "a", "Chợ phiên")
    box.database.execute("UPDATE search_text SET title = 'khác'")
    with pytest.raises(EnvironmentProblem, match="database_damaged"):
        box.check()


def test_the_same_marks_come_first_and_both_are_found_without() -> None:
    box = Box()
    box.save("item", "road", "Đường mới")
    box.save("item", "name", "Thái Dương")
    assert box.find("đường") == ["road", "name"]
    assert box.find("dương") == ["name", "road"]
    assert set(box.find("duong")) == {"road", "name"}


@pytest.mark.parametrize("limit", [50, 5, 4])
def test_marks_count_more_than_the_place_and_the_place_more_than_the_day(limit: int) -> None:
    """By the texts of a few hits, and by the index where there are more than are shown."""
    box = Box()
    for id_, title, body in (
        ("title, same marks", "Đường", ""),
        ("text, same marks", "Tin", "đường"),
        ("title, begins, other marks", "Dươngx", ""),
        ("title, other marks", "Dương", ""),
        ("text, other marks", "Tin", "dương"),
        ("title, begins, same marks", "Đườngx", ""),
    ):
        box.save("item", id_, title, body)
    order = [
        "title, same marks",
        "title, begins, same marks",
        "text, same marks",
        "title, other marks",
        "title, begins, other marks",
        "text, other marks",
    ]
    assert box.find("đường", limit=limit) == order[:limit]
    unmarked = ["title, other marks", "title, same marks", "title, begins, same marks", "title, begins, other marks"]
    assert box.find("duong", limit=limit)[:4] == unmarked


def test_titles_come_before_texts_whole_words_before_beginnings_and_the_last_changed_first() -> None:
    box = Box()
    box.save("item", "whole", "Lịch phát")
    box.save("item", "text", "Tin", "lịch tiêm chủng")
    box.save("item", "begins", "Lịchsử")
    box.save("item", "text later", "Tin", "lịch phát sóng")
    assert box.find("lich") == ["whole", "begins", "text later", "text"]


def test_many_hits_are_cut_and_counted() -> None:
    box = Box()
    with box.database.transaction():
        for number in range(COUNTED + 20):
            box.save("item", f"{number:05d}", f"Bản tin số {number}", "thường kỳ")
    found = box.reader.find(Query("ban tin"), limit=50)
    assert [one.record_id for one in found.found] == [
        f"{number:05d}" for number in range(COUNTED + 19, COUNTED - 31, -1)
    ]
    assert (found.total, found.more) == (COUNTED, True)
    assert box.reader.find(Query("tin 1019")).total == 1


def test_what_is_buried_is_found_in_the_recycle_bin_only_and_comes_back() -> None:
    box = Box()
    box.save("item", "a", "Chợ phiên")
    box.attach("item", "a", "biên bản.docx", "họp bàn việc mở lại phiên chợ")
    box.bury("item", "a")
    assert (box.find("cho phien"), box.find("cho phien", buried=True)) == ([], ["a"])
    assert (box.find("hop ban"), box.find("hop ban", buried=True)) == ([], ["a"])
    box.bury("item", "a", buried=False)
    assert (box.find("cho phien"), box.find("cho phien", buried=True)) == (["a"], [])
    assert (box.find("hop ban"), box.find("hop ban", buried=True)) == (["a"], [])
    box.check()


def test_a_text_under_a_record_is_found_after_all_records_and_names_its_part() -> None:
    box = Box()
    box.save("item", "old", "Tin", "an toàn điện")
    box.save("item", "with file", "Họp tổ dân phố")
    box.attach("item", "with file", "bien-ban.docx", "An toàn điện mùa mưa")
    (first, second) = box.reader.find(Query("an toàn điện")).found
    assert (first.record_id, second.record_id, second.part) == ("old", "with file", "bien-ban.docx")
    assert box.find("bien ban") == ["with file"]
    box.attach("item", "with file", "bien-ban.docx", "Chuyện khác")
    assert box.find("an toàn điện") == ["old"]
    box.attach("item", "with file", "bien-ban.docx", "")
    assert box.find("bien ban") == []
    box.attach("item", "nobody", "x.txt", "An toàn điện")
    assert box.find("an toan dien") == ["old"]


def test_a_record_found_by_itself_and_by_its_text_stands_there_once() -> None:
    box = Box()
    box.save("item", "a", "An toàn điện")
    box.attach("item", "a", "x.txt", "an toàn điện")
    found = box.reader.find(Query("an toàn"))
    assert ([(one.record_id, one.part) for one in found.found], found.total) == ([("a", "")], 1)


def test_what_a_transaction_loses_the_index_loses_too() -> None:
    box = Box()
    box.save("item", "a", "Chợ phiên")
    with suppress(ZeroDivisionError), box.database.transaction():
        box.save("item", "a", "Chợ đêm")
        raise ZeroDivisionError
    assert (box.find("phien"), box.find("dem")) == (["a"], [])
    box.check()


def test_the_name_of_a_kind_is_no_word() -> None:
    box = Box()
    box.save("item", "a", "Chợ phiên")
    assert box.find("item") == box.find("\ue000item") == []


def test_five_hundred_at_once_are_found_like_one() -> None:
    one, many = Box(), Box()
    rows = [(f"{number:04d}", f"Bản tin {number}", f"đường {number % 7}") for number in range(700)]
    for id_, title, body in rows:
        one.save("item", id_, title, body)
    with many.database.transaction():
        many.database.append(
            "item_thing",
            [
                {"id": id_, "title": title, "body": body, "updated_at": f"{number:09d}", "deleted_at": None}
                for number, (id_, title, body) in enumerate(rows)
            ],
        )
        many.index.note([(SEARCHED["item"], id_) for id_, _, _ in rows])
    assert many.texts() == one.texts()
    many.check()


def test_texts_are_put_together_from_what_is_there() -> None:
    database = in_memory()
    row = {"a": "x", "b": "", "c": None, "day": "2026-10-28", "names": '["Ban", "Đoàn"]'}
    database.execute("CREATE TABLE thing (a, b, c, day, names)")
    database.append("thing", [row])
    shown = joined("a", "b", "c", day_of("day"), day_of("c"), list_of("names"))
    assert database.rows(f"SELECT {shown} AS shown, {joined('b', 'c')} AS none FROM thing") == [
        {"shown": "x · 28/10/2026 · Ban, Đoàn", "none": ""}
    ]


def test_only_a_file_with_a_past_waits_for_its_index(tmp_path) -> None:
    path = tmp_path / "record.db"
    assert SearchIndex(open_record(path)).is_built()
    old = Database(path)
    with old.transaction():
        for name in ("search_title", "search_words", "search_text", "search_state"):
            old.execute(f"DROP TABLE {name}")
        old.execute("DELETE FROM _sqlite_migrations WHERE name = 'm0008_search'")
        old.execute("INSERT INTO history VALUES (1, '', '', '', '', '', '', '', '')")
        old.execute("PRAGMA user_version = 7")
    index = SearchIndex(Database(path, read_only=True))
    assert not index.is_built(), "an old file that may only be looked at has none"
    index = SearchIndex(open_record(path))
    assert not index.is_built()
    index.rebuild([])
    assert index.is_built()


def test_records_are_shown_again_in_the_order_asked() -> None:
    box = Box()
    for id_ in "abc":
        box.save("item", id_, id_.upper())
    box.bury("item", "b")
    box.save("item", "a", "A2")
    assert [one.title for one in box.reader.records(["c", "gone", "b", "a"])] == ["C", "A2"]
    assert [one.title for one in box.reader.last_changed(5)] == ["A2", "C"]
    assert isinstance(box.reader.last_changed(1)[0], Found)
