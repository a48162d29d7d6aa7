"""What the officer of the sample ward finds on the morning of 02/6/2026."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.samples.copies import sample_copy
from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Rule, Severity
from ttcs_desktop.content.model import ItemState
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.samples.mau import build_sample
from ttcs_desktop.statistics.model import ReportState, Timing
from ttcs_desktop.workspace import Workspace

YEAR = 2026


def test_it_is_a_trial_of_a_ward_in_no_list(mau: Workspace) -> None:
    assert mau.is_trial
    assert mau.identity.unit_code == "99999"
    assert local(mau.clock.now()).replace(tzinfo=None) == dt.datetime(2026, 6, 2, 7, 30)


def test_the_officer_opens_the_record_and_the_leader_approves(mau: Workspace) -> None:
    assert [person.name for person in mau.office.people()] == ["Nguyễn Thị Hạnh", "Trần Văn Minh"]
    assert [person.name for person in mau.office.approvers()] == ["Trần Văn Minh"]
    again = mau.again()
    assert again.ledger.actor == mau.office.people()[0].id
    again.close()


def test_last_evening_and_this_morning_wait_for_a_word(mau: Workspace) -> None:
    waiting = [(f"{airing.start:%d/%m %H:%M}", airing.title) for airing in mau.agenda.unconfirmed()]
    assert waiting == [
        ("01/06 17:30", "Tiếp âm thời sự Đài PT-TH tỉnh"),
        ("02/06 05:30", "Bản tin phường số 43"),
        ("02/06 06:00", "Tiếp âm thời sự VOV1"),
    ]


def test_the_week_holds_one_conflict_that_only_the_officer_can_settle(mau: Workspace) -> None:
    (finding,) = mau.broadcast.timetable.findings(Week(2026, 23))
    names = mau.broadcast.inventory.cluster_names()
    assert (finding.rule, finding.severity) == (Rule.OVERLAP, Severity.ASK)
    assert (finding.start, finding.end) == (dt.datetime(2026, 6, 4, 17, 12), dt.datetime(2026, 6, 4, 17, 20))
    assert sorted(int(names[cluster]) for cluster in finding.clusters) == [5, 6, 7, 8, 9, 10]
    assert (finding.a.title, finding.b.title) == ("Phòng cháy mùa nóng", "Thông báo tạm ngừng cấp nước")


def test_the_report_is_complete_in_time_and_asks_for_one_word(mau: Workspace) -> None:
    report = mau.statistics.report("184-6T", YEAR)
    assert report.lamps.complete
    assert (report.lamps.timing, report.lamps.days) == (Timing.IN_TIME, 3)
    assert (report.lamps.blocking, report.lamps.explained) == (0, 1)
    assert [check.code for check in report.checks if check.is_open] == ["log_contradicted"]
    assert report.state is ReportState.OPEN


def test_after_that_word_the_report_can_be_frozen(tmp_path: Path) -> None:
    workspace = sample_copy(tmp_path / "mau")
    (check,) = [check for check in workspace.statistics.report("184-6T", YEAR).checks if check.is_open]
    workspace.statistics.explain("184-6T", YEAR, check.id, "Đã hỏi đơn vị vận hành: mất kết nối từ phút thứ tám.")
    assert workspace.statistics.freeze("184-6T", YEAR).version == 1
    workspace.close()


def test_the_propagandists_are_entered_with_their_source(mau: Workspace) -> None:
    value = mau.statistics.report("184-6T", YEAR).value("F01")
    assert (value.counted, value.derived) == (24, None)
    assert value.entered.reason


def test_the_plan_has_fourteen_tasks_in_five_groups_and_one_is_overdue(mau: Workspace) -> None:
    tasks = mau.plans.tasks()
    assert len(tasks) == 14
    assert [len([task for task in tasks if task.group_title.startswith(f"{group}.")]) for group in _ROMAN] == _SIZES
    assert {task.state for task in tasks} == set(TaskState) - {TaskState.DROPPED}
    overdue = [deadline for deadline in mau.agenda.deadlines() if deadline.is_overdue]
    assert [(deadline.last_safe_day, deadline.days_left) for deadline in overdue] == [(dt.date(2026, 5, 29), -2)]


_ROMAN = ("I", "II", "III", "IV", "V")
_SIZES = [4, 1, 3, 4, 2]


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        (ItemState.DRAFT, {"Sơ cứu đuối nước đúng cách trong 4 phút đầu", "Tin ngắn cho bản tin phường số 45"}),
        (
            ItemState.SUBMITTED,
            {"Cảnh báo giả danh cán bộ cài ứng dụng VNeID", "Phiên chợ quê bên sông mở lại mỗi cuối tuần"},
        ),
        (ItemState.WITHDRAWN, {"Lịch tạm ngừng cấp điện tổ dân phố 3"}),
    ],
)
def test_items_wait_at_every_step(mau: Workspace, state: ItemState, titles: set[str]) -> None:
    assert {item.title for item in mau.content.items() if item.state is state} == titles


def test_a_folder_that_holds_a_record_is_left_alone(mau: Workspace) -> None:
    with pytest.raises(InvalidInput) as problem:
        build_sample(mau.folder)
    assert problem.value.code == "folder_in_use"


def test_thirty_two_topics_are_asked_for_and_most_have_been_told(mau: Workspace) -> None:
    topics, told = mau.topics.of_year(YEAR), mau.topics.item_counts(YEAR)
    assert (len(topics), len({topic.code for topic in topics})) == (32, 32)
    assert [topic.code for topic in topics if topic.id not in told] == ["01"]
    coverage = mau.coverage.of_year(YEAR)
    assert sum(bool(coverage.total(topic).aired) for topic in topics) > 20


def test_the_frame_keeps_within_the_time_rules_it_was_given(mau: Workspace) -> None:
    (choice,) = mau.time_rules.choices()
    assert mau.time_rules.rules_of(choice) is not None
    found = {finding.rule for week in (20, 22, 23) for finding in mau.broadcast.timetable.findings(Week(YEAR, week))}
    assert not found & {Rule.OFF_DAY, Rule.MANY_SESSIONS, Rule.LONG_SESSION, Rule.TOO_EARLY}
