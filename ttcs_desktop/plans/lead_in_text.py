"""The lead of a task that has no cell for it, but says it in its own words: "giao Phòng … chủ trì"."""

from __future__ import annotations

import re

from ttcs_desktop.plans.names import aligned_fold, looks_like_unit, split_names

_LEADS = (
    re.compile(r"\bchu tri\s*:\s*(?P<unit>[^.;()\n]{3,80}?)(?=[.;()\n]|,?\s*phoi hop|$)"),
    re.compile(
        r"\b(?:giao cho|giao|phan cong|do)\s+(?P<unit>[^.;:()]{3,80}?)\s+(?:la don vi |lam |la )?"
        r"(?:chu tri|phu trach|tham muu|dau moi|lam dau moi)\b"
    ),
    re.compile(r"^\s*(?P<unit>[^.;:()]{3,80}?)\s+(?:chu tri|phu trach|co trach nhiem)\b"),
)


def lead_in_text(text: str) -> tuple[str, ...]:
    """The units that a task's text names as its lead, in its own letters; empty where it names none."""
    flat = aligned_fold(text)
    for pattern in _LEADS:
        found = pattern.search(flat)
        if found is not None:
            names = split_names(text[found.start("unit") : found.end("unit")]).names
            if names and all(looks_like_unit(name) for name in names):
                return names
    return ()
