"""Sums over agencies: the parts are the whole, the order of intake says nothing, and nobody's number is made up."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.collecting.lists import DUE, FOUR, OFFICE, POLICE, TEMPLATE, YEAR, collecting_ward, id_of, said
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.collecting.consolidation import Consolidation, consolidate
from ttcs_desktop.collecting.forms import form_of, read_forms, shipped_forms
from ttcs_desktop.collecting.model import (
    AgencyReport,
    Collection,
    Respondent,
    State,
    Step,
    StepKind,
    Way,
    standing_of,
)
from ttcs_desktop.statistics.catalogue import Direction, shipped_catalogue

FORM = form_of(TEMPLATE)
COLLECTION = Collection("c", TEMPLATE, YEAR, DUE, FORM.codes)
AGENCIES = tuple(Respondent(str(number), "c", number, f"Cơ quan {number}") for number in range(5))

figures = st.dictionaries(st.sampled_from(FORM.codes), st.integers(0, 10**6).map(Decimal), max_size=4)
reports = st.lists(
    st.builds(
        AgencyReport,
        id=st.uuids().map(str),
        respondent_id=st.sampled_from([one.id for one in AGENCIES]),
        received_on=st.dates(dt.date(2026, 11, 1), dt.date(2026, 12, 5)),
        way=st.just(Way.PAPER),
        results=st.sampled_from(["", "Đã làm", "Đã xong"]),
        figures=figures.map(lambda found: tuple(found.items())),
    ),
    max_size=9,
    unique_by=lambda one: one.id,
)
exempted = st.sets(st.sampled_from([one.id for one in AGENCIES]))


def together(taken: list[AgencyReport], let_off: set[str]) -> Consolidation:
    steps = tuple(Step(f"s{one}", one, StepKind.EXEMPTED, dt.date(2026, 11, 1), reason="Có lý do") for one in let_off)
    return consolidate(
        COLLECTION, FORM, [standing_of(agency, DUE, steps, tuple(taken)) for agency in reversed(AGENCIES)]
    )


@given(reports, exempted)
@settings(max_examples=40)
def test_the_sum_of_the_parts_is_the_whole_and_everybody_is_accounted_for(taken, let_off) -> None:
    whole = together(taken, let_off)
    for line in whole.lines:
        assert line.total == (sum(part.value for part in line.parts) if line.parts else None)
        gave, lack = {part.name for part in line.parts}, set(line.missing)
        idle = {one.respondent.name for one in whole.standings if one.state is State.EXEMPT}
        assert gave | lack | idle == {agency.name for agency in AGENCIES}
        assert len(gave) + len(lack) + len(idle) == len(AGENCIES)
        for part in line.parts:
            mine = [one for one in taken if one.respondent_id == part.respondent_id]
            assert part.report.received_on == max(one.received_on for one in mine), "the newest counts"


@given(reports, exempted, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_intake_says_nothing(taken, let_off, chance: random.Random) -> None:
    shuffled = list(taken)
    chance.shuffle(shuffled)
    assert together(shuffled, let_off) == together(taken, let_off)


@given(reports, exempted)
@settings(max_examples=25)
def test_one_agencys_number_moves_its_line_by_that_much_and_no_other(taken, let_off) -> None:
    before = together(taken, let_off)
    day = dt.date(2026, 12, 31)
    more = AgencyReport("last", "0", day, Way.PAPER, results="Thêm", figures=(("H04", Decimal(7)),))
    after = together([*taken, more], let_off)
    mine = {line.asked.code: next((p.value for p in line.parts if p.respondent_id == "0"), 0) for line in before.lines}
    for old, new in zip(before.lines, after.lines, strict=True):
        now = 7 if new.asked.code == "H04" else 0
        assert (new.total or 0) == (old.total or 0) - mine[new.asked.code] + now


def test_a_number_that_was_not_given_is_missing_and_never_zero() -> None:
    zero = AgencyReport("r", "0", dt.date(2026, 11, 1), Way.PAPER, figures=(("H04", Decimal(0)),))
    lines = {line.asked.code: line for line in together([zero], {"4"}).lines}
    assert (lines["H04"].total, lines["H05"].total) == (0, None)
    assert lines["H04"].missing == ("Cơ quan 1", "Cơ quan 2", "Cơ quan 3")
    assert lines["H05"].missing == ("Cơ quan 0", *lines["H04"].missing)


def test_who_is_not_asked_for_a_number_does_not_owe_it() -> None:
    asked = (replace(AGENCIES[0], asked=("A03",)), *AGENCIES[1:2])
    whole = consolidate(COLLECTION, FORM, [standing_of(one, DUE, (), ()) for one in asked])
    lines = {line.asked.code: line.missing for line in whole.lines}
    assert lines["H04"] == ("Cơ quan 1",)
    assert lines["A03"] == ("Cơ quan 0", "Cơ quan 1")
    fewer = consolidate(replace(COLLECTION, asked=("H04",)), FORM, whole.standings)
    assert [line.asked.code for line in fewer.lines] == ["H04"]


def test_the_record_gives_the_same_whatever_is_taken_in_first(tmp_path) -> None:
    made = []
    for order in ((POLICE, OFFICE), (OFFICE, POLICE)):
        ward = collecting_ward(tmp_path / order[0])
        for name in order:
            ward.collecting.reports.receive(id_of(ward, name), said(H04=len(name), results=name))
        collection = ward.collecting.collection(TEMPLATE, YEAR)
        whole = consolidate(collection, form_of(TEMPLATE), ward.collecting.standings(collection))
        made.append(([(line.total, [p.name for p in line.parts], line.missing) for line in whole.lines], whole.results))
        assert whole.names(State.RECEIVED) == (OFFICE, POLICE)
        assert [one.respondent.name for one in whole.owing] == [name for name in FOUR if name not in order]
        ward.close()
    assert made[0] == made[1]


# -- the forms ----------------------------------------------------------------------------------------------------


def test_every_template_that_collects_has_a_form_and_says_what_no_paper_asks() -> None:
    collecting = [one.code for one in shipped_catalogue().templates.values() if one.direction is Direction.COLLECT]
    assert set(collecting) == set(shipped_forms())
    form = form_of("75-N")
    assert [line.code for line in form.lines if not line.inferred] == ["H04", "H05", "H06", "H07", "H08"]
    assert form.basis
    assert form_of("184-N").lines == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[form", "catalogue_unreadable"),
        ('[[form]]\ntemplate = "A"', "catalogue_field"),
        ('[[form]]\ntemplate = "A"\nbasis = ""\n[[form.line]]\ncode = "X"', "catalogue_field"),
        (
            '[[form]]\ntemplate = "A"\nbasis = ""\n'
            + '[[form.line]]\ncode = "X"\nname = "x"\nunit = "y"\nkind = "flow"\n' * 2,
            "catalogue_doubled",
        ),
        (
            '[[form]]\ntemplate = "A"\nbasis = ""\n'
            '[[form.line]]\ncode = "X"\nname = "x"\nunit = "y"\nkind = "flow"\nat_most = "Z"\n',
            "catalogue_field",
        ),
    ],
)
def test_a_form_that_says_nonsense_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidInput) as trouble:
        read_forms(text)
    assert trouble.value.code == code
