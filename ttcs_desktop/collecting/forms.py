"""The forms that agencies fill: which numbers they are asked for. Data, checked when loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import resources
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.catalogue import Nature


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a form (chỉ tiêu của biểu).

    Attributes:
        inferred: no paper asks agencies for it; the program proposes it.
        caution: why the sum over agencies may be more than there is.
        at_most: code of the line that it cannot exceed.
    """

    code: str
    name: str
    unit: str
    nature: Nature
    inferred: bool = False
    caution: str = ""
    at_most: str = ""


@dataclass(frozen=True, slots=True)
class AgencyForm:
    """What agencies are asked for (biểu thu số liệu). `basis` says where its lines come from."""

    template: str
    basis: str
    lines: tuple[Asked, ...]

    def line(self, code: str) -> Asked | None:
        """The line of a code."""
        return next((one for one in self.lines if one.code == code), None)

    def chosen(self, codes: tuple[str, ...]) -> tuple[Asked, ...]:
        """The lines of some codes in the form's order; codes it has not are left out."""
        return tuple(one for one in self.lines if one.code in codes)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.lines)


@cache
def shipped_forms() -> Mapping[str, AgencyForm]:
    """The forms that come with the program, by template code."""
    return read_forms(resources.path("catalogues/agency_forms.toml").read_text(encoding="utf-8"))


def form_of(template: str) -> AgencyForm:
    """The form of a template; one without lines where none was written."""
    return shipped_forms().get(template, AgencyForm(template, "", ()))


def read_forms(text: str) -> Mapping[str, AgencyForm]:
    """Read and check forms.

    Raises:
        InvalidInput: `catalogue_unreadable`, `catalogue_field`, `catalogue_doubled`; `field` says where.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput("catalogue", "catalogue_unreadable", detail=str(error)) from error
    forms: dict[str, AgencyForm] = {}
    for one in document.get("form", []):
        form = _form(one)
        if form.template in forms or len(set(form.codes)) != len(form.lines):
            raise InvalidInput(form.template, "catalogue_doubled", place=form.template)
        forms[form.template] = form
    return forms


def _form(one: dict[str, Any]) -> AgencyForm:
    template = str(one.get("template", "?"))
    try:
        lines = tuple(
            Asked(
                line["code"],
                line["name"],
                line["unit"],
                Nature(line["kind"]),
                bool(line.get("inferred", False)),
                line.get("caution", ""),
                line.get("at_most", ""),
            )
            for line in one["line"]
        )
        form = AgencyForm(template, one["basis"], lines)
    except (KeyError, ValueError, TypeError) as error:
        raise InvalidInput(template, "catalogue_field", place=template, key=str(error)) from error
    if any(line.at_most and form.line(line.at_most) is None for line in lines):
        raise InvalidInput(template, "catalogue_field", place=template, key="at_most")
    return form
