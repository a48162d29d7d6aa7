"""The register (sổ đăng ký văn bản đến) as it stands after papers were thrown away and brought back."""

from __future__ import annotations

from collections.abc import Iterable

from ttcs_desktop.directives.model import Directive
from ttcs_desktop.directives.repository import DirectivesRepository


class Register:
    """What is wrong with the numbers of a year."""

    def __init__(self, repository: DirectivesRepository) -> None:
        self._repository = repository

    def sharing(self, directives: Iterable[Directive]) -> set[str]:
        """Which of some directives have an arrival number that another paper of the same year has too.

        Numbers of removed papers are given again; who brings one back has to renumber one of the two.
        """
        doubled = self._repository.doubled_arrivals()
        return {
            one.id
            for one in directives
            if one.arrived_on is not None and (one.arrived_on.year, one.arrival_number) in doubled
        }
