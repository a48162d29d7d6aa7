"""What the office does with its topics of the year."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.periods import in_year
from ttcs_desktop.content.topics.model import Copyable, Span, TakenTopics, Topic, TopicEntry
from ttcs_desktop.content.topics.repository import ITEM_TOPIC, TOPIC, TopicsRepository, put_topic
from ttcs_desktop.content.topics.typed import MOST_WANTED
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Restored
from ttcs_desktop.vietnamese.text import fold_words, tidy

YEARS = range(2000, 2200)


class Topics:
    """The list of each year, and which items tell of what."""

    def __init__(self, repository: TopicsRepository, ledger: Ledger) -> None:
        self._repository = repository
        self._ledger = ledger

    def of_year(self, year: int) -> list[Topic]:
        return self._repository.of_year(year)

    def years(self) -> list[int]:
        """The years that have a list, the newest first."""
        return self._repository.years()

    def count(self, year: int) -> int:
        return self._repository.count(year)

    def topic(self, topic_id: str) -> Topic:
        topic = self._repository.topic(topic_id)
        if topic is None:
            raise InvalidInput("", "record_gone")
        return topic

    def add(self, year: int, entry: TopicEntry) -> Topic:
        """Write a topic at the end of a year's list; without a code it gets the next number.

        Raises:
            InvalidInput: `topic_text_missing`, `topic_code_taken`, `window_reversed`, `period_other_year`,
                `wanted_unreadable`.
        """
        with self._ledger.together():
            known = self._repository.of_year(year)
            numbered = replace(entry, code=tidy(entry.code) or _next_code(known))
            topic = Topic(self._ledger.new_id(), year, _checked(numbered, year, known), _after(known))
            self._ledger.save("content.add_topic", [put_topic(topic)])
        return topic

    def change(self, topic_id: str, entry: TopicEntry) -> Topic:
        """Write a topic anew. Raises InvalidInput as `add`, and `record_gone`."""
        with self._ledger.together():
            topic = self.topic(topic_id)
            others = [one for one in self._repository.of_year(topic.year) if one.id != topic_id]
            changed = replace(
                topic, entry=_checked(replace(entry, code=tidy(entry.code) or topic.code), topic.year, others)
            )
            if changed != topic:
                self._ledger.save("content.change_topic", [put_topic(changed)])
        return changed

    def remove(self, topic_ids: Sequence[str]) -> Changes:
        """Put topics into the recycle bin; the items stay, and tell of them again when they are brought back."""
        return self._ledger.bury("content.remove_topic", TOPIC, list(topic_ids))

    def take_in(self, year: int, entries: Sequence[TopicEntry], *, travels: bool = True) -> TakenTopics:
        """Take a list in as one action: a code that is known writes its topic anew, the same again changes nothing.

        `travels` is off for a list that came from the city: it is not sent back to it.

        Raises:
            InvalidInput: as `add`, with `row` counted from 1; nothing was taken in then.
        """
        with self._ledger.together():
            known = {_key(one.code): one for one in self._repository.of_year(year)}
            written: dict[str, Topic] = dict(known)
            added, changed = [], []
            for number, typed in enumerate(entries, 1):
                entry = replace(typed, code=tidy(typed.code) or _next_code(written.values()))
                before = written.get(_key(entry.code))
                try:
                    checked = _checked(entry, year, ())
                except InvalidInput as trouble:
                    raise InvalidInput(trouble.field, trouble.code, row=number, **trouble.details) from None
                place = before.position if before else _after(written.values())
                topic_id = before.id if before else self._ledger.new_id()
                topic = Topic(topic_id, year, checked, place, before.copied_from if before else None)
                written[_key(entry.code)] = topic
            for key, topic in written.items():
                if key not in known:
                    added.append(topic)
                elif topic != known[key]:
                    changed.append(topic)
            self._ledger.save("content.take_topics", [put_topic(one) for one in (*added, *changed)], travels=travels)
        same = sum(written[key] == topic for key, topic in known.items() if key in {_key(one.code) for one in entries})
        return TakenTopics(tuple(one.id for one in added), tuple(one.id for one in changed), same)

    def copyable(self, source: int, target: int) -> list[Copyable]:
        """The topics of a year, and which of them another year's list has: copied before, or under the same code."""
        there = self._repository.of_year(target)
        codes, copied = {_key(one.code) for one in there}, {one.copied_from for one in there}
        return [Copyable(one, one.id in copied or _key(one.code) in codes) for one in self._repository.of_year(source)]

    def copy(self, topic_ids: Collection[str], source: int, target: int) -> Changes:
        """Carry topics on into another year, their periods with them; what is there already is not copied again."""
        with self._ledger.together():
            place = _after(self._repository.of_year(target))
            wanted = [one.topic for one in self.copyable(source, target) if one.topic.id in topic_ids and not one.there]
            copies = [
                Topic(self._ledger.new_id(), target, _moved(topic.entry, target), place + number, topic.id)
                for number, topic in enumerate(wanted)
            ]
            return self._ledger.save("content.copy_topics", [put_topic(one) for one in copies])

    def of_item(self, item_id: str) -> list[Topic]:
        """The topics that an item tells of, the newest year first."""
        return self._repository.of_item(item_id)

    def items_of(self, topic_id: str) -> list[str]:
        """The ids of the items that tell of a topic, the last touched first."""
        return self._repository.items_of(topic_id)

    def item_counts(self, year: int) -> dict[str, int]:
        """How many items tell of each topic of a year; a topic without one is left out."""
        return self._repository.item_counts(year)

    def set_for_item(self, item_id: str, year: int, topic_ids: Collection[str]) -> Changes:
        """Say of which topics of a year an item tells; its topics of other years stay. One action."""
        links = {one.id: stable_id("item_topic", item_id, one.id) for one in self._repository.of_year(year)}
        with self._ledger.together():
            known = self._repository.links_known(links.values())
            rows = []
            for topic_id, link in links.items():
                wanted = topic_id in topic_ids
                if wanted and not known.get(link, False):
                    values = {"id": link, "item_id": item_id, "topic_id": topic_id}
                    rows.append(Restored(ITEM_TOPIC, values, buried=False))
                elif not wanted and known.get(link, False):
                    rows.append(Restored(ITEM_TOPIC, {"id": link}, buried=True))
            # Links come and go in one action, which only `restore` writes as one.
            return self._ledger.restore("content.set_topics", rows) if rows else NOTHING


def _checked(entry: TopicEntry, year: int, others: Collection[Topic]) -> TopicEntry:
    text, code = tidy(entry.text), tidy(entry.code)
    if year not in YEARS:
        raise InvalidInput("year", "year_unreadable")
    if not text:
        raise InvalidInput("text", "topic_text_missing")
    if any(_key(one.code) == _key(code) for one in others):
        raise InvalidInput("code", "topic_code_taken", taken=code)
    span = entry.span
    if span.first is not None and span.last is not None and span.last < span.first:
        raise InvalidInput("span", "window_reversed")
    if any(day is not None and day.year != year for day in (span.first, span.last)):
        raise InvalidInput("span", "period_other_year", year=year)
    if not 0 <= entry.wanted.number <= MOST_WANTED:
        raise InvalidInput("wanted", "wanted_unreadable")
    return replace(entry, text=text, code=code, field=tidy(entry.field), giver=tidy(entry.giver))


def _key(code: str) -> str:
    """Codes are one when they look alike: "01", "1." and " 01 " are the same number."""
    folded = fold_words(code)
    return folded.lstrip("0") or folded


def _next_code(known: Collection[Topic]) -> str:
    """The number after the last one of the list."""
    numbers = [int(one.code) for one in known if one.code.isascii() and one.code.isdigit()]
    return str(max(numbers, default=0) + 1)


def _after(known: Collection[Topic]) -> int:
    return max((one.position for one in known), default=0) + 1


def _moved(entry: TopicEntry, year: int) -> TopicEntry:
    """The same topic in another year: its days keep their place in it."""
    return replace(entry, span=Span(*(day and in_year(day, year) for day in (entry.span.first, entry.span.last))))
