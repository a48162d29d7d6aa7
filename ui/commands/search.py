"""search: the box of the window, on the command line."""

from __future__ import annotations

import click

from ttcs_desktop.agenda.search import Among, Hit
from ttcs_desktop.agenda.wording import KINDS_FOUND
from ui.commands.base import Session, Verb

_PLACES = {among.value: among for among in Among}


@click.command(cls=Verb)
@click.argument("text")
@click.option(
    "--in",
    "place",
    type=click.Choice(list(_PLACES)),
    default=Among.ALL.value,
    help="Chỉ tìm trong một nhóm; bin là thùng rác.",
)
@click.pass_obj
def search(session: Session, text: str, place: str) -> None:
    """Tìm trong mọi mục, có dấu hay không dấu."""
    with session.workspace() as workspace:
        finder = workspace.finder
        if not finder.is_built():
            finder.build()
        found = finder.find(text, _PLACES[place])
        left = found.total - len(found.hits)
        document = {"hits": [_as_json(hit) for hit in found.hits], "total": found.total, "more": found.more}
        lines = [f"{KINDS_FOUND[hit.kind]}: {hit.title}\n    {hit.snippet}".rstrip() for hit in found.hits]
        lines += [f"Còn {'hơn ' if found.more else ''}{left} kết quả. Gõ thêm chữ để thu hẹp."] if left > 0 else []
        session.emit(document, "\n".join(lines) or "Không tìm thấy.")


def _as_json(hit: Hit) -> dict[str, object]:
    return {
        "subject": hit.subject,
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "snippet": hit.snippet,
        "part": hit.part,
        "buried": hit.buried,
    }
