"""Papers that offices often name: offered while a number is typed, never entered by themselves.

They come from `resources/catalogues/legal_documents.toml`, each with where it was read.
"""

from __future__ import annotations

import tomllib
from functools import cache

import resources
from ttcs_desktop.directives.model import Directive
from ttcs_desktop.directives.numbers import read_number
from ttcs_desktop.directives.wording import ORGANS, TYPES
from ttcs_desktop.vietnamese.text import fold, fold_words

_MOST = 6


@cache
def known_papers() -> tuple[Directive, ...]:
    """The papers of the catalogue, each with its `source`; they have no id, for they are in nobody's record."""
    text = resources.path("catalogues/legal_documents.toml").read_text("utf-8")
    made = []
    for line in tomllib.loads(text)["paper"]:
        number = read_number(line["number"])
        made.append(
            Directive(
                number=number.number,
                notation=number.notation,
                type_name=TYPES.get(number.type_code, ""),
                organ=ORGANS.get(number.organ_code, ""),
                subject=line["about"],
                issued_on=line["issued_on"],
                valid_from=line.get("valid_from"),
                valid_to=line.get("valid_to"),
                source=line["source"],
            )
        )
    return tuple(made)


def suggested(typed: str) -> list[Directive]:
    """Papers whose number begins with what was typed, or whose number and subject have all its words."""
    begun = fold(read_number(typed).full)
    words = fold_words(typed).split()
    if not words:
        return []
    by_number = [one for one in known_papers() if fold(one.full_number).startswith(begun)]
    texts = {one: f" {fold_words(f'{one.full_number} {one.type_name} {one.subject}')}" for one in known_papers()}
    by_words = [one for one, text in texts.items() if all(f" {word}" in text for word in words)]
    return list(dict.fromkeys([*by_number, *by_words]))[:_MOST]
