"""The three kinds of trouble an officer may meet. Anything else that is raised is our bug.

Each carries a code, never a sentence: `ui/messages` and each subject's `wording.py` turn codes into Vietnamese.
"""

from __future__ import annotations


class Trouble(Exception):
    """Base of every error that is shown to the officer; `details` fill the gaps of the message."""

    def __init__(self, code: str, /, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class InvalidInput(Trouble):
    """The officer can mend it now, at `field` (a form field, a CSV column, `row 7`, or empty for the whole)."""

    def __init__(self, field: str, code: str, /, **details: object) -> None:
        super().__init__(code, **details)
        self.field = field


class EnvironmentProblem(Trouble):
    """The machine is in the way: disk full, file locked, damaged or newer, no keyring, no printer."""


class SyncProblem(Trouble):
    """The line or the hub is in the way; what is saved stays saved and waits."""


class CityRefusal(SyncProblem):
    """The hub was reached and said no to one thing: waiting brings nothing, a person has to look at it."""
