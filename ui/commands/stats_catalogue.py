"""stats catalogue: which indicators there are, and the city's own file of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ttcs_desktop.statistics import city_catalogue
from ttcs_desktop.statistics.catalogue import Catalogue, CityFile, Indicator
from ui.commands.base import Session, Verb, told


@click.command(cls=Verb)
@click.option(
    "--take", type=click.Path(dir_okay=False, path_type=Path), help="Đưa tệp danh mục của tỉnh, thành phố vào."
)
@click.option("--check", type=click.Path(dir_okay=False, path_type=Path), help="Chỉ xem thử một tệp, không đưa vào.")
@click.option("--drop", is_flag=True, help="Bỏ tệp ấy, dùng lại danh mục đi kèm phần mềm.")
@click.pass_obj
def catalogue(session: Session, take: Path | None, check: Path | None, *, drop: bool) -> None:
    """Danh mục chỉ tiêu đang dùng, và tệp riêng của tỉnh, thành phố."""
    if check is not None:
        _look(session, check)
        return
    with session.workspace() as workspace:
        if drop:
            city_catalogue.drop(workspace.folder)
        if take is not None:
            city_catalogue.take_in(take, workspace.folder)
        found = city_catalogue.catalogue_of(workspace.folder) if take or drop else workspace.catalogue
        text = f"Danh mục {found.version}: {len(found.indicators)} chỉ tiêu."
        faults = [told(fault)["message"] for fault in found.city.faults] if found.city else []
        session.emit(_document(found), "\n".join([text, *faults]))


def _look(session: Session, path: Path) -> None:
    """What a file would change; nothing is taken in. A file with a fault ends as `--take` of it would."""
    looked = city_catalogue.look(path)
    if looked.faults:
        raise looked.faults[0]
    found = {"file": looked.name, "added": looked.added, "replaced": looked.replaced, "gone": looked.gone}
    text = f"Tệp {looked.name} đọc được: thêm {len(looked.added)}, thay {len(looked.replaced)}"
    session.emit(found, f"{text}, thôi dùng {len(looked.gone)} chỉ tiêu.")


def _document(found: Catalogue) -> dict[str, Any]:
    return {
        "version": found.version,
        "city": _city(found.city) if found.city else None,
        "indicators": [_indicator(one) for one in found.indicators.values()],
    }


def _city(city: CityFile) -> dict[str, Any]:
    return {
        "file": city.name,
        "mode": city.mode,
        "version": city.version,
        "in_force": not city.faults,
        "faults": [{"code": fault.code, **told(fault)} for fault in city.faults],
    }


def _indicator(one: Indicator) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "unit": one.unit,
        "kind": one.nature.value,
        "measure": one.measure,
        "expression": one.expression.text if one.expression else None,
        "by_hand": one.by_hand,
        "breakdowns": {name: list(parts) for name, parts in one.breakdowns},
        "basis": one.basis or None,
        "codes": dict(one.code_map),
        "formula": one.formula,
    }
