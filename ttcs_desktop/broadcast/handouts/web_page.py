"""The plan as one web page that needs nothing else: no link leaves it, it reads on a telephone and it prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape

from ttcs_desktop.broadcast.handouts.model import Handed, Plan
from ttcs_desktop.broadcast.handouts.wording import (
    NEXT_DAY,
    QUIET_DAY,
    UNDECIDED_DAY,
    day_title,
    made_line,
    page_title,
)
from ttcs_desktop.papers.wording import plain

# Nothing is loaded, nothing runs: only the style below is allowed.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root{color-scheme:light dark}
body{font:18px/1.45 system-ui,"Segoe UI","Noto Sans",Arial,sans-serif;max-width:44rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;margin:0}
h2{font-size:1.15rem;margin:1.2rem 0 .3rem;border-bottom:2px solid;padding-bottom:.15rem}
p{margin:.3rem 0}
dl{margin:0;display:grid;grid-template-columns:max-content 1fr;column-gap:1rem}
dt{font-variant-numeric:tabular-nums;white-space:nowrap;padding:.3rem 0}
dd{margin:0;padding:.3rem 0;overflow-wrap:anywhere}
small{display:block}
footer{margin-top:1.5rem;font-size:.85rem}
@media (max-width:26rem){dl{grid-template-columns:1fr}dt{font-weight:600;padding-bottom:0}dd{padding-top:0}}
@media print{body{font-size:12pt;max-width:none;padding:0}section{break-inside:avoid}}
""".strip()


def page_bytes(plan: Plan) -> bytes:
    """The approved airings of a plan, day by day, UTF-8. A day of which nothing is approved yet is not called quiet."""
    return "\n".join(_lines(plan)).encode()


def _lines(plan: Plan) -> Iterator[str]:
    title = _text(page_title(plan))
    yield "<!DOCTYPE html>"
    yield '<html lang="vi">'
    yield f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title} – {_text(plan.station)}</title>"
    yield f"<style>{_STYLE}</style></head>"
    yield f"<body><header><h1>{title}</h1><p>{_text(plan.station)}</p></header><main>"
    for day in plan.days:
        yield from _day(day, [one for one in plan.airings if one.day == day])
    yield f"</main><footer><p>{_text(made_line(plan))}</p></footer></body>"
    yield "</html>"


def _day(day: dt.date, airings: list[Handed]) -> Iterator[str]:
    yield f'<section><h2><time datetime="{day.isoformat()}">{_text(day_title(day))}</time></h2>'
    shown = [one for one in airings if one.may_play]
    if shown:
        yield "<dl>"
        yield from map(_airing, shown)
        yield "</dl>"
    else:
        yield f"<p>{_text(UNDECIDED_DAY if airings else QUIET_DAY)}</p>"
    yield "</section>"


def _airing(one: Handed) -> str:
    over = f" ({NEXT_DAY})" if one.end.date() > one.day else ""
    details = "".join(f"<small>{_text(part)}</small>" for part in (*one.parts, one.clusters))
    return f"<dt>{one.start:%H:%M}–{one.end:%H:%M}{over}</dt><dd>{_text(one.title)}{details}</dd>"


def _text(text: str) -> str:
    return escape(plain(text))
