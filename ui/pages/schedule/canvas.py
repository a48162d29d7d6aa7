"""Paints the ground of the week: heads of the days, hours, folds, the line of now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.kit import theme, tokens
from ui.kit.tokens import TextStyle
from ui.pages.schedule import ink
from ui.pages.schedule.day_heads import DayHead
from ui.pages.schedule.facts import WeekFacts
from ui.pages.schedule.geometry import Axis, Geometry
from ui.pages.schedule.words import SHORT_WEEKDAYS, clock_of, date_title, short_date

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_STEPS = (15, 30, 60, 120)
_LABEL_ROOM, _STRIP = 24, 20


def paint_head(painter: QPainter, area: QRectF, facts: WeekFacts, geometry: Geometry, today: dt.date) -> None:
    """Weekday and date, the day's name, the lanes below them; today's column tinted."""
    look, whole = ink.current(), area
    painter.fillRect(area, look.colour("head"))
    area = area.adjusted(0, 0, 0, -_strip_height(facts))
    for number, day in enumerate(facts.days):
        left, right = geometry.edges[number], geometry.edges[number + 1]
        column = QRectF(left, area.top(), right - left, area.height())
        if day == today:
            painter.fillRect(column, look.colour("sel"))
        seen = QRectF(column)
        seen.setLeft(max(left, geometry.gutter))  # a wide day keeps its title in sight while it is scrolled
        _paint_day(painter, seen.intersected(area), day, facts, "accent" if day == today else "text")
        _paint_lanes(painter, column, number, facts, geometry)
        _upright(painter, left, area)
    corner = QRectF(0, area.top(), geometry.gutter, area.height())
    painter.fillRect(corner, look.colour("head"))
    _upright(painter, geometry.gutter, area)
    _line_below(painter, area)
    if geometry.lanes > 1:
        line = QRectF(0, area.bottom() - look.px(19), geometry.gutter - look.px(6), look.px(16))
        _words(painter, line, "Cụm loa", tokens.SMALL, "text2", _RIGHT)
    if facts.boards.texts:
        _paint_boards(painter, QRectF(0, area.bottom(), whole.width(), _strip_height(facts)), facts, geometry)


def _paint_boards(painter: QPainter, area: QRectF, facts: WeekFacts, geometry: Geometry) -> None:
    """What the notice boards show, below the heads: a layer without hours of the day."""
    look = ink.current()
    painter.fillRect(area, look.colour("surface"))
    for number, day in enumerate(facts.days):
        left, right = max(geometry.gutter, geometry.edges[number]), geometry.edges[number + 1]
        line = QRectF(left + look.px(6), area.top(), max(0.0, right - left - look.px(10)), area.height())
        _words(painter, line, facts.boards.words(day), tokens.SMALL, "blue", _LEFT)
        _upright(painter, geometry.edges[number], area)
    painter.fillRect(QRectF(0, area.top(), geometry.gutter, area.height()), look.colour("head"))
    corner = QRectF(0, area.top(), geometry.gutter - look.px(6), area.height())
    _words(painter, corner, "Bảng tin", tokens.SMALL, "text2", _RIGHT)
    _upright(painter, geometry.gutter, area)
    _line_below(painter, area)


def paint_ground(painter: QPainter, area: QRectF, facts: WeekFacts, geometry: Geometry) -> None:
    """Columns, lines of the hours, folded hours."""
    look, axis = ink.current(), geometry.axis
    painter.fillRect(area, look.colour("surface"))
    quiet = set(range(len(facts.days))) - {piece.day for piece in facts.pieces}
    for number in quiet:
        left, right = geometry.edges[number], geometry.edges[number + 1]
        painter.fillRect(QRectF(left, area.top(), right - left, axis.height), look.colour("bg"))
    painter.setPen(look.colour("soft"))
    for minute, _ in hours_of(axis):
        y = axis.y(minute)
        painter.drawLine(QPointF(geometry.gutter, y), QPointF(geometry.edges[-1], y))
    for edge in geometry.edges:
        _upright(painter, edge, area)
    for number in quiet:
        left, right = geometry.edges[number], geometry.edges[number + 1]
        for (first, last), top in zip(axis.stretches, axis.tops, strict=True):
            middle = QRectF(left, top, right - left, (last - first) * axis.scale)
            _words(painter, middle, "Trống", tokens.SMALL, "text2", _CENTRE)


def paint_hours(painter: QPainter, area: QRectF, facts: WeekFacts, geometry: Geometry, now: dt.datetime) -> None:
    """What stays in place at the left: the times of the hours and of now; folded hours across the whole width."""
    look, axis = ink.current(), geometry.axis
    painter.fillRect(QRectF(0, area.top(), geometry.gutter, area.height()), look.colour("bg"))
    _upright(painter, geometry.gutter, area)
    y_of_now = axis.y(now.hour * 60 + now.minute) if now.date() in facts.days else -area.height()
    for minute, shift in hours_of(axis):
        if abs(axis.y(minute) + look.px(shift) - y_of_now) >= look.px(17):
            line = QRectF(0, axis.y(minute) + look.px(shift - 8), geometry.gutter - look.px(6), look.px(16))
            _words(painter, line, clock_of(minute), tokens.SMALL, "text2", _RIGHT)
    width = max(area.width(), geometry.edges[-1])
    for fold in axis.folds:
        _paint_fold(painter, QRectF(0, fold.y, width, axis.fold_height))
    if now.date() in facts.days:
        badge = QRectF(look.px(4), y_of_now - look.px(9), geometry.gutter - look.px(10), look.px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(badge, look.px(3), look.px(3))
        _words(painter, badge, f"{now:%H:%M}", tokens.SMALL_STRONG, "on_accent", _CENTRE)


def paint_now(painter: QPainter, facts: WeekFacts, geometry: Geometry, now: dt.datetime) -> None:
    """A line through today's column at this minute."""
    if now.date() not in facts.days:
        return
    look = ink.current()
    day = facts.days.index(now.date())
    y = geometry.axis.y(now.hour * 60 + now.minute)
    left, right = max(geometry.gutter, geometry.edges[day]), geometry.edges[day + 1]
    painter.setPen(QPen(look.colour("sel_edge"), 1))
    painter.drawLine(QPointF(geometry.gutter, y), QPointF(left, y))
    if right > left:
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawEllipse(QPointF(left, y), look.px(4), look.px(4))


def paint_fold_words(painter: QPainter, geometry: Geometry) -> None:
    """Which hours are folded, over whatever line runs through there."""
    look, axis = ink.current(), geometry.axis
    for fold in axis.folds:
        words = f"{clock_of(fold.first)}–{clock_of(fold.last)} không có lịch"
        wide = look.wide(tokens.SMALL, words)
        line = QRectF(geometry.gutter + look.px(6), fold.y + 1, wide + look.px(4), axis.fold_height - 2)
        painter.fillRect(line, look.colour("head"))
        _words(painter, line, words, tokens.SMALL, "text2", _LEFT)


def hours_of(axis: Axis) -> Iterator[tuple[int, int]]:
    """The minutes that get a line and a time, each with how far its time stands off the line, in unscaled pixels."""
    room = ink.current().px(_LABEL_ROOM)
    step = next((one for one in _STEPS if one * axis.scale >= room), _STEPS[-1])
    for first, last in axis.stretches:
        for minute in range(-(-first // step) * step, last + 1, step):
            # At the ends of a stretch the time stands inside it, for a fold lies beyond.
            yield minute, 9 if minute == first else -9 if minute == last else 0


def head_height(facts: WeekFacts) -> int:
    """Two lines, a third where a day has lanes, a fourth where boards show something."""
    return theme.current().px(42 if len(facts.lanes) < 2 else 60) + _strip_height(facts)


def _strip_height(facts: WeekFacts) -> int:
    return theme.current().px(_STRIP) if facts.boards.texts else 0


def _paint_day(painter: QPainter, column: QRectF, day: dt.date, facts: WeekFacts, tint: str) -> None:
    """The date and the lunar day, as long as there is room for both; below them what the day is known as."""
    look, head = ink.current(), facts.heads[day]
    line = QRectF(column.left() + look.px(6), look.px(4), column.width() - look.px(10), look.px(18))
    lower = line.translated(0, look.px(17))
    small = _lunar_style(head)
    title = date_title(day)
    long = all(look.wide(tokens.STRONG, date_title(one)) <= line.width() for one in facts.heads)  # or none: never mixed
    shown = title if long else SHORT_WEEKDAYS[day.weekday()]
    free = line.width() - look.wide(tokens.STRONG, shown) - look.px(6)
    beside = next((one for one in head.lunar if look.wide(small, one) <= free), "")
    _words(painter, line, shown, tokens.STRONG, tint, _LEFT)
    _words(painter, line, beside, _lunar_style(head), "accent" if head.stands_out else "text2", _RIGHT)
    if not long:
        _words(painter, lower, short_date(day), tokens.SMALL, "text2", _LEFT)
        return
    style = tokens.SMALL_STRONG if head.is_off else tokens.SMALL
    _words(painter, lower, head.name, style, "amber" if head.is_off else "text2", _LEFT)


def _lunar_style(head: DayHead) -> TextStyle:
    return tokens.SMALL_STRONG if head.stands_out else tokens.SMALL


def _paint_lanes(painter: QPainter, column: QRectF, day: int, facts: WeekFacts, geometry: Geometry) -> None:
    if geometry.lanes < 2 or not any(piece.day == day for piece in facts.pieces):
        return
    look = ink.current()
    for number, lane in enumerate(facts.lanes):
        left, right = geometry.lane_edge(day, number), geometry.lane_edge(day, number + 1)
        line = QRectF(left, column.bottom() - look.px(19), right - left, look.px(16))
        if look.wide(tokens.SMALL, lane.label) > line.width():
            continue  # half a number would name another cluster
        _words(painter, line, lane.label, tokens.SMALL, "text2", _CENTRE)


def _paint_fold(painter: QPainter, line: QRectF) -> None:
    look = ink.current()
    painter.fillRect(line, look.colour("head"))
    painter.setPen(look.colour("line"))
    painter.drawLine(line.topLeft(), line.topRight())
    painter.drawLine(line.bottomLeft(), line.bottomRight())


def _line_below(painter: QPainter, area: QRectF) -> None:
    """Inside the area: what lies below it scrolls away by itself."""
    painter.setPen(ink.current().colour("line"))
    painter.drawLine(area.bottomLeft() - QPointF(0, 0.5), area.bottomRight() - QPointF(0, 0.5))


def _upright(painter: QPainter, x: float, area: QRectF) -> None:
    painter.setPen(ink.current().colour("line"))
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))


def _words(painter: QPainter, line: QRectF, words: str, style: TextStyle, tint: str, align: Qt.AlignmentFlag) -> None:
    look = ink.current()
    painter.setFont(look.font(style))
    painter.setPen(look.colour(tint))
    painter.drawText(line, int(align), look.elided(style, words, line.width() + 1))
