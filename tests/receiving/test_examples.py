"""docs/city-lines.md: each example is told by a city and taken in; each field that is named is read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.receiving.city import City, enrolled
from ttcs_desktop.content.model import Form, Priority
from ttcs_desktop.receiving.articles import item_id_of
from ttcs_desktop.receiving.came import KINDS
from ttcs_desktop.receiving.model import Fate
from ttcs_desktop.receiving.tasks import task_id_of

PAGE = (Path(__file__).parents[2] / "docs" / "city-lines.md").read_text("utf-8")
EXAMPLES = {kind: json.loads(body) for kind, body in re.findall(r"^```json (\w+)\n(.+?)^```", PAGE, re.DOTALL | re.M)}


def named(kind: str) -> set[str]:
    """The fields that the page names of a kind, also those of objects within."""
    part = PAGE.split(f"## `{kind}`")[1].split("```json")[0]
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", part, re.MULTILINE)[1:]
    return {field for row in rows for cell in row for field in re.findall(r"`(\w+)`", cell)}


def fields(value: object) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(name for one in value.values() for name in fields(one))}
    return {name for one in value for name in fields(one)} if isinstance(value, list) else set()


def test_every_kind_has_its_example() -> None:
    assert set(EXAMPLES) == KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_example_uses_no_field_that_the_page_does_not_name(kind: str) -> None:
    assert fields(EXAMPLES[kind]) - named(kind) == set()


def test_the_examples_come_in_and_are_where_they_belong(tmp_path) -> None:
    city = City()
    ward = enrolled(tmp_path, city)
    city.tell(ward, *(city.line(kind, "x1", **content) for kind, content in EXAMPLES.items()))
    came = {one.kind: one for one in ward.receiving.came()}
    assert came.pop("catalogue").fate is Fate.OFFERED
    assert {one.fate for one in came.values()} == {Fate.IN_FORCE}
    item = ward.content.item(item_id_of("x1"))
    assert (item.form, item.priority, item.valid_to.isoformat()) == (Form.NEWS, Priority.PRIORITY, "2026-06-30")
    task = ward.plans.task(task_id_of("x1"))
    assert (task.when.strict, task.lead) == (True, ("Phòng Văn hóa - Xã hội",))
    assert [topic.code for topic in ward.topics.of_year(2026)] == ["CĐ-01", "CĐ-02"]
    assert (came["article"].page, came["article"].record) == ("content", item.id)
    assert (came["task"].page, came["task"].record) == ("plans", task.id)
    assert (came["notice"].page, came["notice"].text) == ("", EXAMPLES["notice"]["text"])
    assert (came["return"].page, came["return"].reason) == ("", EXAMPLES["return"]["reason"])  # never frozen here
    ward.close()
