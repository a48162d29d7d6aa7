"""Which of the states that several PCs gave one record stands: the same on every PC, in whatever order they come.

No clock decides and none is asked. A state that was made with another one known replaces it. Of states that were made
without each other one that is not in the recycle bin stands before one that is, then the one with more changes behind
it, then the greater name of its source: a rule without meaning, which any two PCs apply alike (docs/decisions/0019).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ttcs_desktop.joining.model import Version
from ttcs_desktop.storage.database import Row

STAMPS = frozenset({"created_at", "created_by", "updated_at", "updated_by", "rev"})


def standing(fresh: Version, apart: Collection[Version]) -> tuple[Version, list[Version]]:
    """The state that stands, and the others that nobody has replaced.

    Args:
        fresh: the state that has just come.
        apart: every known state of the record that `fresh` was made without.
    """
    left = [one for one in apart if not any(other.knew(one) for other in apart if other is not one)]
    contenders = [*left, fresh]
    best = max(contenders, key=rank)
    return best, [one for one in contenders if one is not best]


def rank(version: Version) -> tuple[bool, int, str, int]:
    """What states made without each other are ordered by."""
    return not version.is_buried, int(version.row.get("rev") or 0), version.source, version.seq


def content(row: Row) -> Row:
    """What of a row a person wrote: without the stamps, and without the moment of a burial."""
    return {name: value for name, value in row.items() if name not in STAMPS and name != "deleted_at"}


def says_the_same(one: Row, other: Row) -> bool:
    """Whether two states of a record differ in nothing that a person wrote."""
    return (one.get("deleted_at") is None) == (other.get("deleted_at") is None) and content(one) == content(other)


def differing(ours: Row, theirs: Row) -> Sequence[str]:
    """The columns in which two states differ, in the order of the table."""
    first, second = content(ours), content(theirs)
    return [name for name in first if name in second and first[name] != second[name]]
