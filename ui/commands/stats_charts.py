"""stats charts: which charts there are, and which go into the annex of a report."""

from __future__ import annotations

import click

from ui.commands.base import Session, Verb


@click.command(cls=Verb)
@click.option("--template", required=True, help="Mẫu: 184-6T, 184-N, TT04-6T, TT04-N, 75-N, 2019-N.")
@click.option("--year", required=True, type=click.IntRange(2000, 2100), help="Năm của kỳ báo cáo.")
@click.option("--choose", help="Mã các biểu đồ của phụ lục theo thứ tự, cách nhau dấu phẩy; để trống là bỏ phụ lục.")
@click.pass_obj
def charts(session: Session, template: str, year: int, choose: str | None) -> None:
    """Biểu đồ nào có, và biểu đồ nào vào phụ lục của báo cáo."""
    with session.workspace() as workspace:
        code = workspace.catalogue.template(template).code
        if choose is not None:
            codes = tuple(one.strip() for one in choose.split(",") if one.strip())
            workspace.report_charts.choose(code, year, codes)
        chosen = workspace.report_charts.chosen(code, year)
        known = dict(workspace.charts.known())
        document = {
            "template": code,
            "year": year,
            "chosen": list(chosen),
            "charts": [{"code": one, "title": title} for one, title in known.items()],
        }
        named = ", ".join(known.get(one, one) for one in chosen) or "chưa có biểu đồ nào"
        session.emit(document, f"Phụ lục biểu đồ của {code}/{year}: {named}.")
