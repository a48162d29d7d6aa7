"""The help as data: pages of entries read from `resources/help`, and which entry speaks of the place one stands at.

An entry names widgets by what a screen reader says of them; `*` stands for any letters, for names that count or date.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import resources
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.text import fold_words

_KEY_AT_END = re.compile(r", (?:F\d{1,2}|(?:Ctrl|Alt|Shift)\+\S+|Esc|Enter|Delete|Insert|PgUp|PgDn|\d)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One field, button or list: what it is for, in one or two sentences. `names` are the widgets it speaks of."""

    title: str
    text: str
    names: tuple[str, ...]

    def speaks_of(self, name: str) -> bool:
        """Whether a widget of this accessible name is meant, its key counted or not."""
        return any(fnmatchcase(one, pattern) for one in (name, without_key(name)) for pattern in self.names)


@dataclass(frozen=True, slots=True)
class Job:
    """A usual job, step by step."""

    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardHelp:
    """A card (hộp) that opens over a page; `titles` are its window titles."""

    title: str
    text: str
    titles: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The help of one screen. `everywhere`: its entries hold beside any page; `in_cards`: for the parts of any card.

    `keys` are (key, what it does), as they stand on the card of keys.
    """

    id: str
    title: str
    purpose: str
    jobs: tuple[Job, ...]
    keys: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    in_cards: tuple[Entry, ...]
    cards: tuple[CardHelp, ...]
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where the keyboard stands: the page, the title of the card over it, the names of the widget and those around."""

    page: str
    names: tuple[str, ...] = ()
    card: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What is read at once: a page, a card or an entry of one of them."""

    page: HelpPage
    card: CardHelp | None = None
    entry: Entry | None = None

    @property
    def title(self) -> str:
        """Its own name, without that of the page."""
        return self.entry.title if self.entry else self.card.title if self.card else self.page.title

    def words(self) -> str:
        """Everything it says, folded for the search."""
        return fold_words(" ".join(_texts(self)))


class Book:
    """All help pages in their order."""

    def __init__(self, pages: Sequence[HelpPage]) -> None:
        self.pages = tuple(pages)
        self.topics = tuple(topic for page in self.pages for topic in topics_of(page))
        self._words = [(topic, fold_words(topic.title), topic.words()) for topic in self.topics]

    def page(self, page_id: str) -> HelpPage:
        """The help of a page; the first where there is none of that id."""
        return next((one for one in self.pages if one.id == page_id), self.pages[0])

    def topic_for(self, place: Place) -> Topic:
        """What to show at a place: its entry, else its card, else its page."""
        return self.entry_for(place) or self.card_for(place) or Topic(self.page(place.page))

    def card_for(self, place: Place) -> Topic | None:
        """The card at a place, the page's own before others'."""
        if not place.card:
            return None
        for page in (self.page(place.page), *self.pages):
            for card in page.cards:
                if any(fnmatchcase(place.card, title) for title in card.titles):
                    return Topic(page, card)
        return None

    def entry_for(self, place: Place) -> Topic | None:
        """The entry of the innermost widget that has one; None where only the page or the card can be shown.

        A card hides the page: what has the same name there is another thing.
        """
        for name in place.names:
            found = next((topic for topic in self._within(place) if topic.entry and topic.entry.speaks_of(name)), None)
            if found is not None:
                return found
        return None

    def search(self, text: str) -> list[Topic]:
        """Topics in which every word begins a word, marks not counted; those found by their title come first."""
        wanted = fold_words(text).split()
        if not wanted:
            return []
        found = [(all(_begins(word, title) for word in wanted), topic) for topic, title, words in self._words
                 if all(_begins(word, words) for word in wanted)]  # fmt: skip
        return [topic for by_title, topic in sorted(found, key=lambda one: not one[0])]

    def _within(self, place: Place) -> Iterator[Topic]:
        if place.card:
            card = self.card_for(place)
            if card is not None and card.card is not None:
                yield from (Topic(card.page, card.card, entry) for entry in card.card.entries)
            yield from (Topic(page, None, entry) for page in self.pages for entry in page.in_cards)
        else:
            page = self.page(place.page)
            yield from (Topic(page, None, entry) for entry in page.entries)
        yield from (Topic(page, None, entry) for page in self.pages if page.everywhere for entry in page.entries)


def topics_of(page: HelpPage) -> Iterator[Topic]:
    """A page's topics in the order of reading."""
    yield Topic(page)
    yield from (Topic(page, None, entry) for entry in (*page.entries, *page.in_cards))
    for card in page.cards:
        yield Topic(page, card)
        yield from (Topic(page, card, entry) for entry in card.entries)


def without_key(name: str) -> str:
    """A widget's name without the key that is spoken behind it: "Lưu, Ctrl+S" is "Lưu"."""
    return _KEY_AT_END.sub("", name)


@cache
def book() -> Book:
    """The help that ships with the program, read once."""
    files = sorted(resources.path("help").glob("*.toml"))
    return Book([page_of(tomllib.loads(file.read_text("utf-8"))) for file in files])


def page_of(data: Mapping[str, Any]) -> HelpPage:
    """A page out of its file. Raises KeyError for one without id, title or purpose."""
    return HelpPage(
        id=data["id"],
        title=data["title"],
        purpose=data["purpose"].strip(),
        jobs=tuple(Job(one["title"], tuple(one["steps"])) for one in data.get("jobs", ())),
        keys=tuple((key, does) for key, does in data.get("keys", ())),
        entries=tuple(_entries(data.get("entries", ()))),
        in_cards=tuple(_entries(data.get("in_cards", ()))),
        cards=tuple(
            CardHelp(
                one["title"],
                one["text"].strip(),
                tuple(one.get("titles", (one["title"],))),
                tuple(_entries(one.get("entries", ()))),
            )
            for one in data.get("cards", ())
        ),
        everywhere=bool(data.get("everywhere", False)),
    )


def _entries(found: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    return (Entry(one["title"], one["text"].strip(), tuple(one.get("names", (one["title"],)))) for one in found)


def _texts(topic: Topic) -> Iterator[str]:
    if topic.entry is not None:
        yield from (topic.entry.title, topic.entry.text)
    elif topic.card is not None:
        yield from (topic.card.title, topic.card.text)
    else:
        page = topic.page
        yield from (page.title, page.purpose)
        yield from (part for job in page.jobs for part in (job.title, *job.steps))
        yield from (part for pair in page.keys for part in pair)


def _begins(word: str, words: str) -> bool:
    return f" {word}" in f" {words}"
