"""Help as text: the blocks of one topic for the window, and the whole book as one file for reading or printing."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from ttcs_desktop.basics.values import dataclass
from ui.kit.help_book import Book, CardHelp, Entry, HelpPage, Topic


class BlockKind(Enum):
    """How a piece of help is set."""

    TITLE = "title"
    HEAD = "head"
    TEXT = "text"
    STEP = "step"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of plain text; `lead` stands out before it: a number, a key, the name of a field."""

    kind: BlockKind
    text: str
    lead: str = ""


def blocks(topic: Topic) -> list[Block]:
    """What the help window shows of a topic."""
    if topic.entry is not None:
        where = topic.page.title + (f", hộp {topic.card.title}" if topic.card else "")
        return [
            Block(BlockKind.PLACE, where),
            Block(BlockKind.TITLE, topic.entry.title),
            Block(BlockKind.TEXT, topic.entry.text),
        ]
    if topic.card is not None:
        return [Block(BlockKind.PLACE, topic.page.title), *_card(topic.card, BlockKind.TITLE)]
    return [Block(BlockKind.TITLE, topic.page.title), *_page(topic.page), *_fields(topic.page)]


def guide(book: Book) -> str:
    """The whole book in Markdown."""
    parts = [
        "# Hướng dẫn sử dụng\n",
        "Bấm F1 ở bất cứ ô nào trong phần mềm để xem đúng phần nói về ô ấy. Sách này cùng chữ với phần trợ giúp.\n",
    ]
    for page in book.pages:
        parts.append(f"## {page.title}\n")
        parts += [_markdown(block) for block in (*_page(page), *_fields(page))]
        for card in page.cards:
            parts += [_markdown(block) for block in _card(card, BlockKind.HEAD)]
    return "\n".join(parts).replace("\n\n\n", "\n\n").rstrip() + "\n"


def _page(page: HelpPage) -> Iterator[Block]:
    yield Block(BlockKind.TEXT, page.purpose)
    for job in page.jobs:
        yield Block(BlockKind.HEAD, job.title)
        yield from (Block(BlockKind.STEP, step, f"{number}.") for number, step in enumerate(job.steps, 1))
    if page.keys:
        yield Block(BlockKind.HEAD, f"Phím của {page.title}")
        yield from (Block(BlockKind.STEP, does, f"{key}:") for key, does in page.keys)


def _fields(page: HelpPage) -> Iterator[Block]:
    entries = (*page.entries, *page.in_cards)
    if entries:
        yield Block(BlockKind.HEAD, "Từng ô, từng nút")
        yield from _told(entries)


def _card(card: CardHelp, kind: BlockKind) -> Iterator[Block]:
    yield Block(kind, card.title if kind is BlockKind.TITLE else f"Hộp “{card.title}”")
    yield Block(BlockKind.TEXT, card.text)
    yield from _told(card.entries)


def _told(entries: tuple[Entry, ...]) -> Iterator[Block]:
    return (Block(BlockKind.STEP, entry.text, f"{entry.title}:") for entry in entries)


def _markdown(block: Block) -> str:
    if block.kind is BlockKind.HEAD:
        return f"\n### {block.text}\n"
    if block.kind is BlockKind.STEP:
        numbered = block.lead[:-1].isdigit() and block.lead.endswith(".")
        return f"{block.lead} {block.text}" if numbered else f"- **{block.lead}** {block.text}"
    return f"{block.text}\n"
