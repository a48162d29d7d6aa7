"""Which article of a batch a photo came with: it is attached to that one, and no article of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ttcs_desktop.content.model import MediaKind
from ttcs_desktop.vietnamese.text import fold_words

if TYPE_CHECKING:
    from ttcs_desktop.content.reading import Arrival
    from ui.pages.content.arrivals import ArrivalRow

_ALIKE = 0.5
"""How much of a photo's name stands in the name or title of its article."""
_SAY_NOTHING = frozenset({"anh", "hinh", "minh", "hoa", "img", "image", "photo", "dsc", "zalo", "screenshot", "jpg"})


def is_photo(arrival: Arrival) -> bool:
    """Whether a file is a picture that can be taken in."""
    return arrival.kind is MediaKind.IMAGE and arrival.can_be_taken


def articles_of(rows: Sequence[ArrivalRow]) -> list[Arrival]:
    """The texts of a batch that are taken in."""
    return [row.arrival for row in rows if row.chosen and row.arrival.kind is MediaKind.TEXT]


def beside_articles(rows: Sequence[ArrivalRow]) -> list[ArrivalRow]:
    """The rows with each photo beside the article it came with, where that is plain.

    That is the only article of its folder, else the one whose name or title has the words of the photo's name. Any
    other photo stands on its own, for a wrong guess would be overlooked.
    """
    articles = articles_of(rows)
    return [replace(row, beside=_its_article(row.arrival, articles)) if is_photo(row.arrival) else row for row in rows]


def next_article(row: ArrivalRow, rows: Sequence[ArrivalRow]) -> Arrival | None:
    """The article after the one that a photo stands beside; None, on its own, after the last."""
    articles: list[Arrival | None] = [*articles_of(rows), None]
    here = next((at for at, one in enumerate(articles) if one is not None and row.beside is not None
                 and one.path == row.beside.path), len(articles) - 1)  # fmt: skip
    return articles[(here + 1) % len(articles)]


def _its_article(photo: Arrival, articles: Sequence[Arrival]) -> Arrival | None:
    near = [one for one in articles if one.path.parent == photo.path.parent]
    if len(near) == 1:
        return near[0]
    words = {word for word in fold_words(photo.title).split() if not word.isdigit()} - _SAY_NOTHING
    alike = [one for one in near if words and _share(words, one) >= _ALIKE]
    return alike[0] if len(alike) == 1 else None


def _share(words: set[str], article: Arrival) -> float:
    named = (set(fold_words(name).split()) for name in (article.title, article.path.stem))
    return max(len(words & known) for known in named) / len(words)
