"""The shipped first words of urgent messages, checked when they are read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

import resources
from ttcs_desktop.urgent.model import Template

# Code lists of CAP 1.2 (OASIS Standard, 1 July 2010), section 3.2.2.
CODES: Mapping[str, frozenset[str]] = {
    "category": frozenset("Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other".split()),
    "response": frozenset("Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None".split()),
    "urgency": frozenset("Immediate Expected Future Past Unknown".split()),
    "severity": frozenset("Extreme Severe Moderate Minor Unknown".split()),
    "certainty": frozenset("Observed Likely Possible Unlikely Unknown".split()),
}


@cache
def shipped_templates() -> Mapping[str, Template]:
    """The templates that come with the program, by code."""
    return read_templates(resources.path("catalogues/urgent.toml").read_text(encoding="utf-8"))


def read_templates(toml: str) -> Mapping[str, Template]:
    """Templates out of TOML.

    Raises:
        ValueError: names the template and what is wrong with it.
    """
    found: dict[str, Template] = {}
    for table in tomllib.loads(toml)["template"]:
        try:
            template = Template(**table)
        except TypeError as error:
            raise ValueError(f"urgent template {table.get('code', '')!r}: {error}") from error
        if template.code in found:
            raise ValueError(f"urgent template {template.code!r} is there twice")
        for name, allowed in CODES.items():
            if getattr(template, name) not in allowed:
                raise ValueError(f"urgent template {template.code!r}: {name} {getattr(template, name)!r}")
        found[template.code] = template
    return found
