"""The words of an urgent message and its alert as files in the ward's folder of papers."""

from __future__ import annotations

from pathlib import Path

from ttcs_desktop.papers.output import save_paper
from ttcs_desktop.urgent.model import Message
from ttcs_desktop.vietnamese.text import fold_words
from ttcs_desktop.workspace import Workspace

_LONGEST = 40


def write_files(workspace: Workspace, message: Message) -> Path:
    """Write `….txt` and `….cap.xml`, of a stopped message its cancellation beside them; the folder they lie in.

    Raises:
        EnvironmentProblem: `folder_unsuitable`, `disk_full`, `paper_not_written`.
    """
    folder = workspace.papers_folder(str(message.sent_at.year), "khan-cap")
    drill = "dien-tap-" if message.drill else ""
    slug = fold_words(message.headline).replace(" ", "-")[:_LONGEST].strip("-") or "ban-tin"
    stem = f"{message.sent_at:%Y%m%d-%H%M}-{drill}{slug}"
    if message.stopped_at is None:
        save_paper(folder / f"{stem}.txt", workspace.urgent.as_text(message).encode("utf-8-sig"))
        save_paper(folder / f"{stem}.cap.xml", workspace.urgent.alert(message))
    else:
        save_paper(folder / f"{stem}-dung.cap.xml", workspace.urgent.alert(message))
    return folder
