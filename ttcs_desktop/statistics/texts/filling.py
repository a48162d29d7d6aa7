"""The outline of the blocks, and sentences filled with facts: a sentence says only what is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import resources
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.statistics.catalogue import of_type, parsed, tables
from ttcs_desktop.statistics.texts.model import Outline, Part, Sentence

_FACT = re.compile(r"\{(\w+)\}")
_NOTHING = ("", "0")


@cache
def shipped_outlines() -> tuple[Outline, ...]:
    """The blocks that come with the program, in the report's order."""
    return read_outlines(resources.path("catalogues/report_texts.toml").read_text(encoding="utf-8"))


def read_outlines(text: str) -> tuple[Outline, ...]:
    """Read and check the blocks.

    Raises:
        InvalidInput: `catalogue_unreadable`, `catalogue_field`, `catalogue_doubled`; `field` says where.
    """
    made: dict[str, Outline] = {}
    for block in tables(parsed(text), "block"):
        outline = _outline(block)
        if outline.code in made:
            raise InvalidInput(outline.code, "catalogue_doubled")
        made[outline.code] = outline
    return tuple(made.values())


def _outline(block: dict[str, Any]) -> Outline:
    code = str(block.get("code", "?"))
    try:
        sentences = tuple(_sentence(one) for one in tables(block, "sentence"))
        return Outline(code, Part(block["part"]), sentences, of_type(str, block.get("empty", "")))
    except (KeyError, ValueError, TypeError) as error:
        raise InvalidInput(code, "catalogue_field", detail=str(error)) from error


def _sentence(one: dict[str, Any]) -> Sentence:
    clauses = tuple(of_type(str, clause) for clause in one.get("clauses", ()))
    return Sentence(of_type(str, one["text"]), clauses, str(one.get("if", "")), str(one.get("unless", "")))


def filled(outline: Outline, facts: Mapping[str, str]) -> str:
    """What a block says of facts, sentence after sentence; `empty` where none can be said."""
    said = (_said(sentence, facts) for sentence in outline.sentences)
    return " ".join(one for one in said if one) or outline.empty


def facts_in(outline: Outline) -> tuple[str, ...]:
    """The names of the facts that a block may speak of, in order."""
    words = (part for one in outline.sentences for part in (one.text, *one.clauses))
    return tuple(dict.fromkeys(name for part in words for name in _FACT.findall(part)))


def _said(sentence: Sentence, facts: Mapping[str, str]) -> str:
    if sentence.given and facts.get(sentence.given, "") in _NOTHING:
        return ""
    if sentence.unless and facts.get(sentence.unless) != "0":
        return ""
    beginning = _with_facts(sentence.text, facts)
    if not sentence.clauses:
        return beginning
    known = [said for clause in sentence.clauses if (said := _with_facts(clause, facts))]
    return f"{beginning} {_listed(known)}." if beginning and known else ""


def _with_facts(text: str, facts: Mapping[str, str]) -> str:
    """A text with its facts in it; empty where one is not known."""
    if any(not facts.get(name) for name in _FACT.findall(text)):
        return ""
    return _FACT.sub(lambda found: facts[found[1]], text)


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts)
