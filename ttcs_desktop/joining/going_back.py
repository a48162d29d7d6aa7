"""A record that goes back to a copy stays this PC's, also where the copy was made by another PC of the ward."""

from __future__ import annotations

from pathlib import Path

from ttcs_desktop.joining.sources.repository import Sources
from ttcs_desktop.ledger.beginning import become_another_pc, begin_source
from ttcs_desktop.ledger.identity import read_identity, read_writing, write_source, write_ward_key
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import told_of_our_folder


def note_whose(current: Database, note: Path) -> None:
    """Write beside the record, before a copy takes its place, whose it is: the device, the key it shares with the other
    PCs, and what the office calls it."""
    identity = read_identity(current)
    if identity is not None:
        names = {pc.device: pc.name for pc in Sources(current).pcs()}
        lines = (identity.device_id, read_writing(current)[1], names.get(identity.device_id, ""))
        with told_of_our_folder():
            note.write_text("\n".join(lines), encoding="utf-8")


def count_anew(database: Database, note: Path, source: str) -> str:
    """Let the record that came back count by a new source, as the PC that it was noted of; that PC's name, empty where
    the ward has one PC.

    What waits in another PC's copy is that one's to send. A copy of the time before the ward had other PCs gets the key
    again that they share: with another one they would take each other for strangers.
    """
    with told_of_our_folder():
        device, key, name = (note.read_text("utf-8").split("\n") + [""] * 2)[:3]
    identity = read_identity(database)
    with database.transaction():
        if device and identity is not None and device != identity.device_id:
            become_another_pc(database, source)
            write_source(database, source, device=device)
        else:
            begin_source(database, source)
        if key and not read_writing(database)[1]:
            write_ward_key(database, key)
    return name
