"""Which column of an annex holds what, told by its header in any order and spelling."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.grids.block import Block, Cell, Merge
from ttcs_desktop.plans.names import looks_like_unit
from ttcs_desktop.plans.when import WhenKind, parse_when
from ttcs_desktop.vietnamese.text import fold_words


class Role(enum.StrEnum):
    """What a column holds."""

    NUMBER = "number"
    GROUP = "group"
    TASK = "task"
    LEAD = "lead"
    WITH = "with"
    LEAD_WITH = "lead_with"
    WHEN = "when"
    PRODUCT = "product"
    NOTE = "note"
    OTHER = "other"


_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.NUMBER, r"^(?:s ?t ?t|so ?tt|t ?t|so thu tu|thu tu|no)$"),
        (Role.NOTE, r"^ghi chu|^luu y"),
        (
            Role.TASK,
            r"^(?:cac |ten |chi tieu |muc tieu |muc dich )*"
            r"(?:noi dung|nhiem vu|cong viec|hoat dong|giai phap|van ban|de an)\b"
            r"(?!.*(?:chu tri|phoi hop|phu trach|thoi gian))",
        ),
        (
            Role.OTHER,
            r"kinh phi|du toan|nguon von|dia diem|don vi tinh|^dvt$|so luong|lanh dao|^chi dao|can cu|van ban",
        ),
        (
            Role.WHEN,
            r"thoi gian|thoi han|thoi diem|tien do|^han\b|\bhan (?:hoan thanh|cuoi|xu ly|giai quyet)|^lich|^ky han",
        ),
        (
            Role.WHEN,
            r"^(?:moc|ngay|thang|nam|quy) (?:hoan thanh|thuc hien|thoi gian|ket thuc|bat dau)|^tan suat|^dinh ky",
        ),
        (Role.WHEN, r"^(?:bat dau|ket thuc|hoan thanh|den ngay|tu ngay)$"),
        (Role.PRODUCT, r"san pham|ket qua|dau ra|chi tieu|muc tieu|yeu cau can dat"),
        (Role.LEAD_WITH, r"chu tri.*phoi hop|phoi hop.*chu tri"),
        (Role.WITH, r"phoi hop|tham gia"),
        (
            Role.LEAD,
            r"chu tri|phu trach|phan cong|trach nhiem|dau moi|tham muu"
            r"|(?:don vi|co quan|bo phan|nguoi|to chuc|ca nhan|luc luong)"
            r"(?: to chuc| duoc giao)? (?:thuc hien|trien khai|giao)"
            r"|^(?:don vi|co quan|bo phan|nguoi|can bo)\b|^thuc hien$",
        ),
        (Role.GROUP, r"^(?:nhom|linh vuc|chuyen de|mang)\b(?!.*giai phap)"),
        (
            Role.TASK,
            r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|cong tac|dau viec|viec (?:can )?lam|hang muc|ten viec"
            r"|cong trinh",
        ),
    )
)
_MARK_SUB = re.compile(r"^(?:quy (?:i|ii|iii|iv|[1-4])|thang \d{1,2}|t ?\d{1,2}|q ?[1-4]|nam 20\d\d|20\d\d)$")
_OF_A_LOG = re.compile(
    r"^(?:ngay|gio|thoi gian|thoi luong|trang thai|che do|bat dau) phat\b|^da phat\b|^thoi luong\b|^cum loa\b|^so cum\b"
    r"|^dia ban can phat"
)
_LOG_COLUMNS, _HEAD_WITHIN = 3, 15
_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Columns:
    """The meaning of each grid column: its role and its title as written ("Phân công / Chủ trì")."""

    roles: tuple[Role, ...]
    titles: tuple[str, ...]
    guessed: bool = False

    def of(self, role: Role) -> list[int]:
        return [column for column, found in enumerate(self.roles) if found is role]

    def has(self, *roles: Role) -> bool:
        return any(role in self.roles for role in roles)


@dataclass(frozen=True, slots=True)
class Header:
    """A header found in rows `first` to `last` of a block."""

    first: int
    last: int
    columns: Columns


def role_of(title: str) -> Role | None:
    """The role a column title speaks of, or None."""
    if len(title) > _LONGEST_TITLE:
        return None
    words = fold_words(title)
    return next((role for role, pattern in _WORDS if pattern.search(words)), None)


def find_header(block: Block) -> Header | None:
    """The first row (or two) that names a task column and at least one other."""
    for first, row in enumerate(block.rows):
        if _names_columns(row):
            last = _last_header_row(block, first)
            return Header(first, last, _columns(block, first, last))
    return None


def is_play_log(block: Block) -> bool:
    """Whether a table is the play log of a loudspeaker system: its head says when and how long something was aired."""
    for row in block.rows[:_HEAD_WITHIN]:
        titles = [fold_words(cell.own_text) for cell in row if cell.own_text]
        if any(role_of(cell.own_text) in (Role.LEAD, Role.LEAD_WITH) for cell in row if cell.own_text):
            return False
        if sum(1 for title in titles if _OF_A_LOG.search(title)) >= _LOG_COLUMNS:
            return True
    return False


def is_header_again(row: Sequence[Cell], columns: Columns) -> bool:
    """A header repeated in mid-table, as Word and people do at page breaks."""
    own = [(column, cell) for column, cell in enumerate(row) if cell.own_text]
    titles = {fold_words(part) for title in columns.titles for part in title.split(" / ")}
    same = sum(1 for _, cell in own if fold_words(cell.text) in titles)
    return same >= 2 and same * 2 >= len(own)


def guess_columns(block: Block) -> Columns | None:
    """Columns of a table without header, told by what they hold; None when they tell nothing."""
    if block.width < 3 or not block.rows:
        return None
    texts = [[row[column].own_text for row in block.rows if row[column].own_text] for column in range(block.width)]
    longest = max(range(block.width), key=lambda column: sum(map(len, texts[column])))
    roles = [Role.OTHER] * block.width
    roles[longest] = Role.TASK
    for column, found in enumerate(texts):
        if column == longest or not found:
            continue
        if column < longest and _share(found, _is_number) > 0.6:
            roles[column] = Role.NUMBER
        elif Role.WHEN not in roles and _share(found, _is_time) > 0.5:
            roles[column] = Role.WHEN
        elif _share(found, looks_like_unit) > 0.5:
            roles[column] = Role.WITH if Role.LEAD in roles else Role.LEAD
    known = Role.LEAD in roles and (Role.WHEN in roles or Role.NUMBER in roles)
    return Columns(tuple(roles), ("",) * block.width, guessed=True) if known else None


def _names_columns(row: Sequence[Cell]) -> bool:
    found = {role_of(cell.text) for cell in row if cell.merge is Merge.OWN and cell.text}
    named = found - {None, Role.OTHER}
    return Role.TASK in named and len(named) >= 2


def _last_header_row(block: Block, first: int) -> int:
    """A second header row is announced by cells carried down, or by a wide title over two sub-titles."""
    wide = {
        column
        for column, cell in enumerate(block.rows[first])
        if cell.merge is Merge.FROM_LEFT or (cell.col_span > 1 and cell.merge is Merge.OWN)
    }
    if first + 1 >= len(block.rows):
        return first
    below = block.rows[first + 1]
    own = [(column, cell) for column, cell in enumerate(below) if cell.own_text]
    carried = any(cell.merge is Merge.FROM_ABOVE for cell in below)
    named = [cell for _, cell in own if role_of(cell.text) or _MARK_SUB.match(fold_words(cell.text))]
    if own:
        under = all(column in wide for column, _ in own)
        return first + 1 if wide and under and (carried or len(named) == len(own)) else first
    return first + 1 if carried else first


def _columns(block: Block, first: int, last: int) -> Columns:
    titles = [_title(block, column, first, last) for column in range(block.width)]
    roles: list[Role] = []
    for column, title in enumerate(titles):
        parts = title.split(" / ")
        role = next((role for part in reversed(parts) if (role := role_of(part))), None)
        if role is None and not title and column == 0:
            role = Role.NUMBER
        roles.append(role or Role.OTHER)
    _settle(block, roles, titles, last)
    return Columns(tuple(roles), tuple(titles))


def _title(block: Block, column: int, first: int, last: int) -> str:
    parts: list[str] = []
    for row in range(first, last + 1):
        cell = block.rows[row][column]
        text = " ".join(cell.text.split())
        if text and cell.merge is not Merge.FROM_ABOVE and text not in parts:
            parts.append(text)
    return " / ".join(parts)


def _settle(block: Block, roles: list[Role], titles: Sequence[str], last: int) -> None:
    """One task column, one lead column: a second one is a group (where it is merged downwards) or an extra."""
    tasks = [column for column, role in enumerate(roles) if role is Role.TASK]
    if not tasks:
        groups = [column for column, role in enumerate(roles) if role is Role.GROUP]
        if groups:
            roles[groups[-1]] = Role.TASK
            tasks = [groups[-1]]
    if len(tasks) > 1 and not _same_merged_title(block, tasks, last):
        first = tasks[0]
        down = _spans_rows(block, first, tasks[1], last)
        kept = tasks[1] if down else first
        for column in tasks:
            if column != kept:
                roles[column] = Role.GROUP if column == first and down else Role.OTHER
    elif len(tasks) > 1:
        for column in tasks[1:]:
            roles[column] = Role.OTHER
    leads = [column for column, role in enumerate(roles) if role is Role.LEAD]
    if len(leads) > 1:
        best = next((column for column in leads if "chu tri" in fold_words(titles[column])), leads[0])
        for column in leads:
            if column != best:
                roles[column] = Role.OTHER


def _spans_rows(block: Block, column: int, beside: int, last: int) -> bool:
    """Whether the texts of `column` stand for several rows: merged down, or written once and left blank below."""
    body = block.rows[last + 1 :]
    blank = sum(1 for row in body if row[beside].own_text and not row[column].text and row[column].merge is Merge.OWN)
    return any(row[column].merge is Merge.FROM_ABOVE for row in body) or blank > 0


def _same_merged_title(block: Block, columns: Sequence[int], last: int) -> bool:
    return all(block.rows[last][column].merge is Merge.FROM_LEFT for column in columns[1:])


def _share(texts: Sequence[str], test: object) -> float:
    hits = sum(1 for text in texts if callable(test) and test(text))
    return hits / len(texts)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVXLC]+|[A-Za-z])[.)]?", text.strip()))


def _is_time(text: str) -> bool:
    reading = parse_when(text, year=2000)
    return not reading.doubts and (reading.when.kind is not WhenKind.ONCE or len(text) < 30)
