"""Finding across subjects: what was typed, the records that have it, and what of each is shown and opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum

from ttcs_desktop.agenda import wording
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.rows import TABLES as BROADCAST_TABLES
from ttcs_desktop.collecting.repository import TABLES as COLLECTING_TABLES
from ttcs_desktop.content.repository import TABLES as CONTENT_TABLES
from ttcs_desktop.directives.repository import TABLES as DIRECTIVES_TABLES
from ttcs_desktop.office.repository import TABLES as OFFICE_TABLES
from ttcs_desktop.office.service import Office
from ttcs_desktop.plans.repository import TABLES as PLANS_TABLES
from ttcs_desktop.statistics.catalogue import Direction
from ttcs_desktop.statistics.repository import TABLES as STATISTICS_TABLES
from ttcs_desktop.statistics.repository import StatisticsRepository
from ttcs_desktop.statistics.service import Statistics
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.search import Searched, SearchIndex
from ttcs_desktop.storage.search_find import COUNTED, Found, SearchReader
from ttcs_desktop.storage.search_words import Query, Span, fold_text

LIMIT = 50
REPORT = "report"
_TABLES = (
    *OFFICE_TABLES,
    *PLANS_TABLES,
    *DIRECTIVES_TABLES,
    *CONTENT_TABLES,
    *BROADCAST_TABLES,
    *STATISTICS_TABLES,
    *COLLECTING_TABLES,
)
_SEARCHED = {table: table.searched for table in _TABLES if isinstance(table.searched, Searched)}
_SUBJECT_OF = {searched.kind: table.subject for table, searched in _SEARCHED.items()} | {REPORT: "statistics"}
_ABOUT_REPORTS = ("paper", "entry")
_BEFORE, _SNIPPET = 36, 130


class Among(Enum):
    """Where to look: everywhere, among the records of a screen, or in the recycle bin."""

    ALL = "all"
    TASKS = "tasks"
    CONTENT = "content"
    SCHEDULE = "schedule"
    REPORTS = "reports"
    DIRECTIVES = "directives"
    LISTS = "lists"
    BIN = "bin"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of records there; empty for all of them."""
        return _KINDS.get(self, ())


_KINDS: dict[Among, tuple[str, ...]] = {
    Among.TASKS: ("task", "plan"),
    Among.CONTENT: ("item", "sheet"),
    Among.SCHEDULE: ("slot",),
    Among.REPORTS: (REPORT, *_ABOUT_REPORTS, "respondent", "agency_report"),
    Among.DIRECTIVES: ("directive",),
    Among.LISTS: (
        *("topic", "holiday", "contribution", "column", "cluster", "station", "person", "agency"),
        *("board", "authorisation", "neighbourhood", "notice_board", "fault"),
    ),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes:
        subject, id: what to open; a report's id is the agenda's, such as `184-6T/2026`.
        snippet: the piece of its text around the words, or its beginning; one line.
        title_spans, snippet_spans: where the words stand.
        part: the name of the attached text that has the words; empty for the record itself.
        buried: it lies in the recycle bin.
    """

    subject: str
    kind: str
    id: str
    title: str
    snippet: str = ""
    title_spans: tuple[Span, ...] = ()
    snippet_spans: tuple[Span, ...] = ()
    part: str = ""
    buried: bool = False


@dataclass(frozen=True, slots=True)
class Hits:
    """The best hits, and how many there are; `more` when `total` is only what was counted."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False


class Finder:
    """The one search over the record."""

    def __init__(self, database: Database, office: Office, statistics: Statistics, clock: Clock) -> None:
        self._database = database
        self._index = SearchIndex(database)
        self._reader = SearchReader(database)
        self._office = office
        self._reports_kept = StatisticsRepository(database)
        self._catalogue = statistics.catalogue
        self._clock = clock

    def is_built(self) -> bool:
        """Whether there is something to search in: a file of an older program waits for `build`."""
        return self._index.is_built()

    def can_build(self) -> bool:
        return not self._database.read_only

    def build(self) -> None:
        """Make the index from the records; some seconds for a hundred thousand.

        Raises:
            EnvironmentProblem: `database_read_only`, `database_locked`, `disk_full`.
        """
        self._index.rebuild(_SEARCHED.values())

    def find(self, text: str, among: Among = Among.ALL) -> Hits:
        """What has every word of the text, the best first; nothing for a text without words. Never raises for it."""
        query = Query(text)
        if not query or not self.is_built():
            return Hits()
        buried = among is Among.BIN
        kinds = () if buried else tuple(kind for kind in among.kinds if kind != REPORT)
        found = self._reader.find(query, kinds=kinds, buried=buried, limit=LIMIT)
        first, last = self._reports(query) if among in (Among.ALL, Among.REPORTS) else ([], [])
        hits = [*first, *(replace(_hit(one, query), buried=buried) for one in found.found), *last]
        once: dict[tuple[str, str], Hit] = {}
        for hit in hits:
            once.setdefault((hit.kind, hit.id), hit)
        total = found.total + len(once) - len(found.found)
        return Hits(tuple(once.values())[:LIMIT], min(total, COUNTED), found.more)

    def opened(self, ids: Sequence[str]) -> list[Hit]:
        """The records of these ids, in this order, to be shown again; what is gone is left out."""
        if not self.is_built():
            return []
        known = {hit.id: hit for hit in (*self._all_reports(), *map(_hit, self._reader.records(ids)))}
        return [known[one] for one in dict.fromkeys(ids) if one in known]

    def last_changed(self, limit: int) -> list[Hit]:
        """What was saved last."""
        return [_hit(one) for one in self._reader.last_changed(limit)] if self.is_built() else []

    def _reports(self, query: Query) -> tuple[list[Hit], list[Hit]]:
        """The reports that have the words: in their name, and elsewhere."""
        named, others = [], []
        for hit in self._all_reports():
            title, text = fold_text(hit.title), fold_text(f"{hit.title}\n{hit.snippet}")
            if query.is_in(hit.title.casefold(), title):
                named.append(_marked(hit, query))
            elif query.is_in(f"{hit.title}\n{hit.snippet}".casefold(), text):
                others.append(_marked(hit, query))
        return named, others

    def _all_reports(self) -> Iterator[Hit]:
        """What the page shows: what the unit owes this year and owed last year, what it may compute, what is frozen."""
        day = today(self._clock)
        unit = self._office.unit(day)
        templates = self._catalogue.templates
        concerned = [one.code for one in templates.values() if one.concerns(unit.code, unit.province_code)]
        owed = [(code, year) for year in (day.year, day.year - 1) for code in concerned]
        choices = [*owed, *((code, day.year) for code in templates)]
        for code, year in dict.fromkeys([*choices, *self._reports_kept.frozen_periods()]):
            template = templates.get(code)
            if template is not None:
                title = wording.report_title(template, year, collects=template.direction is Direction.COLLECT)
                yield Hit("statistics", REPORT, f"{code}/{year}", title, wording.report_about(template))


def _hit(found: Found, query: Query | None = None) -> Hit:
    kind, record_id = found.kind, found.record_id
    if kind in _ABOUT_REPORTS:  # its text ends with the report it belongs to
        record_id = found.body.rsplit(" · ", 1)[-1]
    snippet = _snippet(found, query)
    part = found.title if found.part else ""
    hit = Hit(_SUBJECT_OF[kind], kind, record_id, found.title, snippet, part=part)
    return _marked(hit, query) if query else hit


def _marked(hit: Hit, query: Query) -> Hit:
    return replace(hit, title_spans=query.spans(hit.title), snippet_spans=query.spans(hit.snippet))


def _snippet(found: Found, query: Query | None) -> str:
    """The body around the first word found in it: from the beginning of a word to the end of one."""
    body = found.body
    place = query.first_place(body, found.body_folded) if query else None
    start = 0 if place is None or place <= _BEFORE else body.find(" ", place - _BEFORE) + 1
    end = len(body) if len(body) <= start + _SNIPPET else body.rfind(" ", start, start + _SNIPPET)
    end = end if end > start else start + _SNIPPET
    return f"{'… ' if start else ''}{body[start:end]}{' …' if end < len(body) else ''}"
