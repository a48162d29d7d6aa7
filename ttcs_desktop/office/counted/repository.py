"""What figures count in the office, as SQL. Definitions: docs/indicators.md."""

from __future__ import annotations

from ttcs_desktop.office.model import Role
from ttcs_desktop.storage.counting import Counting

_STANDS = "{0}.from_day <= :last AND ({0}.to_day IS NULL OR {0}.to_day >= :last)"
NEIGHBOURHOODS = Counting(
    subject="office",
    id="id",
    day="from_day",
    label="name",
    rev="rev",
    order="rtrim(name, '0123456789'), length(name), name, from_day, id",
    by={},
    rows=f"neighbourhood WHERE deleted_at IS NULL AND {_STANDS.format('neighbourhood')}",
)
# Nobody writes down since when a person is with the office: these are the people of today, whatever the day asked.
OFFICERS = Counting(
    subject="office",
    id="id",
    day="NULL",
    label="name",
    rev="rev",
    order="created_at || id",
    by={},
    rows=f"person WHERE deleted_at IS NULL AND EXISTS "
    f"(SELECT 1 FROM json_each(person.roles) WHERE value = '{Role.OFFICER}')",
)
BOARD_MEMBERS = Counting(
    subject="office",
    id="member.id",
    day="member.from_day",
    label="member.name",
    rev="member.rev",
    order="member.from_day || member.id",
    by={"duty": "member.duty"},
    rows=f"""board_member AS member JOIN editorial_board AS board ON board.id = member.board_id
      AND board.deleted_at IS NULL AND {_STANDS.format("board")}
      WHERE member.deleted_at IS NULL AND {_STANDS.format("member")}""",
)
