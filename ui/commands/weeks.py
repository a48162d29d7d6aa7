"""schedule copy-week / template / shift / publish / recall / versions / diff: weeks as a whole."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.board_texts.wording import hours_words
from ttcs_desktop.broadcast.publishing.boards import BoardChange, Posted
from ttcs_desktop.broadcast.publishing.model import Change, Line, Notice, Version
from ttcs_desktop.broadcast.publishing.wording import (
    CHANGES,
    lines_words,
    published_words,
    standing_words,
    version_words,
    what_words,
    when_words,
)
from ttcs_desktop.broadcast.weeks.model import TakenLine, WeekPlan
from ttcs_desktop.broadcast.weeks.shifting import moved
from ttcs_desktop.broadcast.weeks.wording import FATES, SHIFTS, left_out_words, note_words, plan_words, starts_words
from ttcs_desktop.vietnamese.text import fold_words
from ui.commands.base import Session, Verb
from ui.commands.record import DAY

WEEK = click.option("--week", "week", required=True, help="Tuần, ví dụ 2026-W48.")


@click.command(cls=Verb)
@WEEK
@click.option("--number", default="", help="Số thông báo, nếu đã có.")
@click.option("--on", "on", type=DAY, help="Ngày thông báo.")
@click.option("--decided", is_flag=True, help="Đã xem và quyết định những chỗ chờ quyết định.")
@click.pass_obj
def publish(session: Session, week: str, number: str, on: dt.datetime | None, decided: bool) -> None:
    """Ban hành lịch của một tuần; không khác lần trước thì vẫn là lần ấy."""
    with session.workspace() as workspace:
        notice = Notice(number, on.date() if on else None) if number or on else None
        version = workspace.published.publish(Week.parse(week), decided=decided, notice=notice)
        session.emit(_version(version), f"{published_words(version)}: {lines_words(version)}.")


@click.command(cls=Verb)
@WEEK
@click.option("--reason", default="", help="Lý do.")
@click.pass_obj
def recall(session: Session, week: str, reason: str) -> None:
    """Thu hồi lần ban hành đang có hiệu lực của một tuần, khi chưa có buổi nào tới giờ phát."""
    with session.workspace() as workspace:
        wanted, published = Week.parse(week), workspace.published
        version = published.in_force(wanted)
        if version is not None:
            published.recall(version.id, reason)
        force = published.in_force(wanted)
        document = {"recalled": version.number if version else None, "in_force": force.number if force else None}
        session.emit(document, standing_words(published.standing(wanted)))


@click.command(cls=Verb)
@WEEK
@click.pass_obj
def versions(session: Session, week: str) -> None:
    """Các lần ban hành của một tuần."""
    with session.workspace() as workspace:
        found = workspace.published.versions(Week.parse(week))
        text = "\n".join(version_words(one) for one in found)
        session.emit({"versions": [_version(one) for one in found]}, text or "Tuần này chưa ban hành.")


@click.command(cls=Verb)
@WEEK
@click.pass_obj
def diff(session: Session, week: str) -> None:
    """Lịch bây giờ khác bản đã ban hành ở đâu."""
    with session.workspace() as workspace:
        standing = workspace.published.standing(Week.parse(week))
        names = workspace.broadcast.inventory.cluster_names()
        lines = [standing_words(standing), *(_told(one, names) for one in standing.every)]
        document = {
            "version": standing.version.number if standing.version else None,
            "changes": [_change(one) for one in standing.changes],
            "boards": [_board_change(one) for one in standing.boards],
        }
        session.emit(document, "\n".join(lines))


@click.command("copy-week", cls=Verb)
@click.option("--from", "source", required=True, help="Tuần chép từ đó, ví dụ 2026-W47.")
@click.option("--to", "target", required=True, help="Tuần chép sang.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ chép gì.")
@click.pass_obj
def copy_week(session: Session, source: str, target: str, dry_run: bool) -> None:
    """Chép những gì không tự lặp lại của một tuần sang tuần khác; cái đã có thì giữ nguyên."""
    with session.workspace() as workspace:
        weeks = (Week.parse(source), Week.parse(target))
        plan = workspace.week_copies.plan(*weeks) if dry_run else workspace.week_copies.copy(*weeks)[0]
        session.emit({"taken": len(plan.taken), "lines": [_taken(one) for one in plan.lines]}, _plan_text(plan))


@click.command(cls=Verb)
@click.argument("name")
@WEEK
@click.option("--save", is_flag=True, help="Giữ tuần này làm mẫu; trùng tên thì thay mẫu cũ.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ xếp gì.")
@click.pass_obj
def template(session: Session, name: str, week: str, save: bool, dry_run: bool) -> None:
    """Xếp một tuần theo tuần mẫu, hoặc giữ một tuần làm mẫu."""
    with session.workspace() as workspace:
        kept, wanted = workspace.week_templates, Week.parse(week)
        if save:
            made, left = kept.save(name, wanted), kept.left_out(wanted)
            document = {"id": made.id, "name": made.name, "slots": len(made.seeds), "left": [one.title for one in left]}
            session.emit(document, f"Đã lưu mẫu “{made.name}”. {left_out_words(left)}".strip())
            return
        known = next((one for one in kept.all() if fold_words(one.name) == fold_words(name)), None)
        if known is None:
            raise InvalidInput("name", "week_template_unknown", name=name)
        plan = kept.plan(known, wanted) if dry_run else kept.apply(known, wanted)[0]
        session.emit({"taken": len(plan.taken), "lines": [_taken(one) for one in plan.lines]}, _plan_text(plan))


@click.command(cls=Verb)
@WEEK
@click.option(
    "--minutes", type=click.IntRange(-40_320, 40_320), default=0, help="Dời bao nhiêu phút; số âm là sớm hơn."
)
@click.option("--days", type=click.IntRange(-28, 28), default=0, help="Dời bao nhiêu ngày.")
@click.option("--slot", "slot_id", help="Chỉ khung này, kể cả tiếp âm.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ dời gì.")
@click.pass_obj
def shift(session: Session, week: str, minutes: int, days: int, slot_id: str | None, dry_run: bool) -> None:
    """Dời giờ mọi buổi của một tuần, trừ tiếp âm; các tuần khác giữ nguyên."""
    with session.workspace() as workspace:
        by = dt.timedelta(minutes=minutes, days=days)
        shifts, wanted = workspace.week_shifts, Week.parse(week)
        plan = shifts.plan(wanted, by, slot_id=slot_id)
        lines = plan if dry_run else shifts.shift(wanted, by, slot_id=slot_id)[0]
        document = {
            "moved": moved(lines),
            "lines": [
                {
                    "airing": one.airing.id,
                    "title": one.airing.title,
                    "start": one.airing.start.isoformat(),
                    "to": one.to.isoformat(),
                    "fate": one.fate.value,
                }
                for one in lines
            ],
        }
        text = (f"{SHIFTS[one.fate]}: {one.airing.start:%d/%m %H:%M} {one.airing.title}" for one in lines)
        session.emit(document, "\n".join(text))


WEEKS = (copy_week, template, shift, publish, recall, versions, diff)
"""What joins the verbs of `schedule`."""


def _version(version: Version) -> dict[str, Any]:
    return {
        "id": version.id,
        "week": str(version.week),
        "version": version.number,
        "replaces": version.replaces,
        "airings": len(version.lines),
        "changes": [_change(one) for one in version.changes],
        "boards": [_posted(one) for one in version.boards],
        "board_changes": [_board_change(one) for one in version.board_changes],
        "published_at": version.at.isoformat(),
        "number": version.notice.number if version.notice else None,
        "day": version.notice.day if version.notice else None,
        "recalled": version.recalled,
        "sha256": version.sha256,
    }


def _change(change: Change) -> dict[str, Any]:
    return {"kind": change.kind.value, "old": _line(change.old), "new": _line(change.new)}


def _board_change(change: BoardChange) -> dict[str, Any]:
    return {"kind": change.kind.value, "old": _posted(change.old), "new": _posted(change.new)}


def _posted(one: Posted | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "id": one.text_id,
        "title": one.title,
        "boards": [name for _, name in one.boards],
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "hours": hours_words(one.opens, one.closes),
    }


def _line(line: Line | None) -> dict[str, Any] | None:
    if line is None:
        return None
    return {
        "id": line.airing_id,
        "start": line.start.isoformat(),
        "end": line.end.isoformat(),
        "title": line.title,
        "clusters": list(line.clusters),
        "versions": list(line.versions),
    }


def _taken(line: TakenLine) -> dict[str, Any]:
    return {
        "title": line.title,
        "starts": [one.isoformat() for one in line.starts],
        "fate": line.fate.value,
        "edition": line.is_edition,
        "approved": line.approved,
        "clash": line.clash,
        "left": [{"title": one.title, "lack": one.lack.value} for one in line.left],
    }


def _plan_text(plan: WeekPlan) -> str:
    lines = (f"{FATES[one.fate]}: {starts_words(one)} {one.title}. {note_words(one)}" for one in plan.lines)
    return "\n".join([plan_words(plan), *lines])


def _told(change: Change | BoardChange, names: dict[str, str]) -> str:
    sides = [f"{when_words(one)} {what_words(one, names, {})}" for one in (change.old, change.new) if one is not None]
    return f"{CHANGES[change.kind]}: {' → '.join(sides)}"
