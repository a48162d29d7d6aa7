"""Values answer as the frozen dataclasses of the library do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.basics import values
from ttcs_desktop.basics.values import dataclass


def of_both(decorate) -> type:
    @decorate(frozen=True, slots=True)
    class Airing:
        """An airing."""

        title: str
        seconds: int = 60
        clusters: tuple[str, ...] = ()
        notes: list[str] = dataclasses.field(default_factory=list)
        reason: str | None = dataclasses.field(default=None)

        @property
        def minutes(self) -> float:
            return self.seconds / 60

    return Airing


OURS, THEIRS = of_both(dataclass), of_both(dataclasses.dataclass)

texts = st.text(max_size=3)
arguments = st.fixed_dictionaries(
    {"title": texts},
    optional={
        "seconds": st.integers(0, 3),
        "clusters": st.tuples(texts),
        "notes": st.lists(texts, max_size=2),
        "reason": st.none() | texts,
    },
)


@dataclass(frozen=True, slots=True)
class Pair:
    first: int
    second: int = 0
    WORD: ClassVar[str] = "pair"


@dataclass(frozen=True, slots=True)
class Window:
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("the end is before the start")


@given(arguments, arguments)
def test_a_value_is_equal_and_reads_as_a_dataclass_does(one: dict[str, object], other: dict[str, object]) -> None:
    ours, theirs = (OURS(**one), OURS(**other)), (THEIRS(**one), THEIRS(**other))
    assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
    assert repr(ours[0]) == repr(theirs[0])
    assert dataclasses.asdict(ours[0]) == dataclasses.asdict(theirs[0])
    assert dataclasses.astuple(dataclasses.replace(ours[0], **other)) == dataclasses.astuple(
        dataclasses.replace(theirs[0], **other)
    )
    assert ours[0] != theirs[0]


@given(st.integers(), st.integers())
def test_equal_values_have_one_hash(first: int, second: int) -> None:
    assert hash(Pair(first, second)) == hash(Pair(first, second=second))
    assert len({Pair(first, second), Pair(first, second)}) == 1


def test_a_factory_makes_anew_for_each() -> None:
    assert OURS("a").notes is not OURS("a").notes


def test_what_is_wrong_is_refused_in_the_same_words() -> None:
    for wrong in ({}, {"title": "a", "colour": 1}):
        with pytest.raises(TypeError) as theirs:
            THEIRS(**wrong)
        with pytest.raises(TypeError) as ours:
            OURS(**wrong)
        assert str(ours.value) == str(theirs.value)


def test_a_value_is_frozen() -> None:
    made = OURS("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.title = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del made.title
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.colour = "b"
    assert not hasattr(made, "__dict__")
    assert made.minutes == 1


def test_its_own_check_runs_for_each_also_when_replaced() -> None:
    assert Window(1, 2) == dataclasses.replace(Window(1, 3), end=2)
    with pytest.raises(ValueError, match="before the start"):
        Window(2, 1)
    with pytest.raises(ValueError, match="before the start"):
        dataclasses.replace(Window(1, 2), start=3)


def test_values_are_copied_pickled_and_matched() -> None:
    assert copy.deepcopy(Window(1, 2)) == pickle.loads(pickle.dumps(Window(1, 2))) == Window(1, 2)
    match Window(1, 2):
        case Window(start, end):
            assert (start, end) == (1, 2)


def test_a_class_that_goes_on_from_a_value_is_one_as_well() -> None:
    @dataclass(frozen=True, slots=True)
    class Longer(Window):
        step: int = 1

    assert repr(Longer(1, 2)).endswith("Longer(start=1, end=2, step=1)")
    assert dataclasses.replace(Longer(1, 2), step=3) == Longer(1, 2, 3)
    assert [field.name for field in dataclasses.fields(Longer)] == ["start", "end", "step"]


def test_only_frozen_values_with_slots_are_made() -> None:
    with pytest.raises(TypeError):
        dataclass(frozen=False, slots=True)


def test_nothing_is_compiled_before_the_first_is_made(monkeypatch) -> None:
    def refuse(*_given: object) -> None:
        raise RuntimeError("compiled")

    monkeypatch.setattr(values, "_compiled_init", refuse)
    made = of_both(dataclass)
    with pytest.raises(RuntimeError):
        made("a")
