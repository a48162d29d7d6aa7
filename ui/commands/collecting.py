"""collect sums / freeze: what the agencies' reports add up to, and keeping it as it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.statistics.wording import number
from ui.commands.base import Session, VerbGroup

if TYPE_CHECKING:
    from ttcs_desktop.collecting.model import Collection
    from ttcs_desktop.collecting.snapshot import News
    from ttcs_desktop.statistics.model import Snapshot
    from ttcs_desktop.workspace import Workspace

_TEMPLATE = click.option("--template", default="75-N", show_default=True, help="Mẫu thu báo cáo.")
_YEAR = click.option("--year", required=True, type=click.IntRange(2000, 2100), help="Năm của kỳ báo cáo.")


@click.group(cls=VerbGroup)
def collect() -> None:
    """Báo cáo của các cơ quan: số tổng hợp, chốt."""


@collect.command()
@_TEMPLATE
@_YEAR
@click.pass_obj
def sums(session: Session, template: str, year: int) -> None:
    """Số cộng, cơ quan đứng sau mỗi số, ai chưa gửi, và số mới sau khi chốt."""
    from ttcs_desktop.collecting.snapshot import number as value_of  # noqa: PLC0415  only these verbs need the room
    from ttcs_desktop.collecting.wording import news_text  # noqa: PLC0415

    with session.workspace() as workspace:
        frozen, collection = workspace.collecting.frozen, _collection(workspace, template, year)
        content, latest, news = frozen.content(collection), frozen.latest(collection), frozen.news(collection)
        told = {name: content[name] for name in ("due", "values", "agencies", "results", "difficulties", "proposals")}
        lines = [
            f"{line['code']}  {line['name']}: {number(value_of(line['value'])) or '(chưa có)'} {line['unit']}"
            for line in content["values"]
        ]
        lines += [f"Đã chốt bản {latest.version}."] if latest else []
        lines += [f"Có số mới sau khi chốt: {news_text(news)}."] if news else []
        session.emit({**told, "frozen": _frozen(latest) if latest else None, "news": _news(news)}, "\n".join(lines))


@collect.command()
@_TEMPLATE
@_YEAR
@click.option("--reason", default="", help="Lý do chốt thêm một bản, khi có số mới sau khi chốt.")
@click.pass_obj
def freeze(session: Session, template: str, year: int, reason: str) -> None:
    """Chốt và lập báo cáo; kèm lý do thì chốt thêm bản nữa, bản trước còn nguyên."""
    from ui.workflows.collecting_papers import write_frozen  # noqa: PLC0415  papers: when one is asked for

    with session.workspace() as workspace:
        frozen, collection = workspace.collecting.frozen, _collection(workspace, template, year)
        snapshot = frozen.freeze_again(collection, reason) if reason else frozen.freeze(collection)
        papers = [str(path) for path in write_frozen(workspace, snapshot)]
        news = _news(frozen.news(collection))
        session.emit({**_frozen(snapshot), "papers": papers, "news": news}, f"Đã chốt bản {snapshot.version}.")


def _collection(workspace: Workspace, template: str, year: int) -> Collection:
    code = workspace.statistics.catalogue.template(template).code
    found = workspace.collecting.collection(code, year)
    if found is None:
        raise InvalidInput("year", "collection_missing", year=year)
    return found


def _frozen(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "snapshot": snapshot.version,
        "id": snapshot.id,
        "sha256": snapshot.sha256,
        "frozen_at": snapshot.frozen_at,
        "reason": snapshot.reason,
    }


def _news(news: News | None) -> dict[str, Any] | None:
    if news is None:
        return None
    moved = [{"name": one.name, "before": one.before, "after": one.after} for one in news.sums]
    return {"reported": news.reported, "values": moved, "otherwise": news.otherwise}
