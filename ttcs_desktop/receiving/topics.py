"""The list of topics of a year, as the city sends it: into the ward's own list, by the codes it numbers them with."""

from __future__ import annotations

from ttcs_desktop.content.topics.model import Per, Span, TopicEntry, Wanted
from ttcs_desktop.content.topics.service import Topics
from ttcs_desktop.ledger.received import ReceivedLine
from ttcs_desktop.receiving.reading import Content

KIND = "topics"
_MOST = 500


def take_topics(topics: Topics, line: ReceivedLine) -> None:
    """Take a list in; topics that the ward wrote itself stay. A list that is taken back leaves the ward's as it is.

    Raises:
        InvalidInput: `line_unreadable`, and what `Topics.take_in` refuses.
    """
    if line.told.withdrawn:
        return
    content = Content.of(line)
    entries = [
        TopicEntry(
            text=one.words("text", needed=True),
            code=one.words("code", most=40),
            field=one.words("field"),
            giver=one.words("giver") or line.told.issuer,
            span=Span(one.day("first"), one.day("last")),
            wanted=Wanted(one.number("wanted", most=999), one.choice("per", Per, Per.PERIOD)),
        )
        for one in content.parts("topics", most=_MOST)
    ]
    topics.take_in(content.number("year", least=2_000, most=2_200), entries, travels=False)
