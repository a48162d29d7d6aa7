"""Each figure of both seeded records equals a recount by a program that shares no code with the product."""

from __future__ import annotations

import ast
import sys
from decimal import Decimal
from pathlib import Path

from tests.recount import asking
from tests.samples.calibration import build_calibration
from tests.samples.copies import sample_copy
from ttcs_desktop.basics.measured import Measured
from ttcs_desktop.statistics.compute import amount_in_unit, rounded


def test_the_sample_ward_recounts_equal(tmp_path: Path) -> None:
    workspace = sample_copy(tmp_path / "mau")
    window = workspace.statistics.catalogue.template("184-6T").window(2026)
    asking.lists_of(workspace, tmp_path)
    told = asking.figures_of(workspace, window)
    workspace.close()
    asking.lists_of_command_line(tmp_path / "mau", tmp_path, "log", "task_days")
    assert told == asking.ask_recount(tmp_path, window)


def test_the_calibration_station_gives_the_published_figures_in_both_programs(tmp_path: Path) -> None:
    workspace = build_calibration(tmp_path / "dai")
    window = workspace.statistics.catalogue.template("TT04-6T").window(2022)
    asking.lists_of(workspace, tmp_path)
    told = asking.figures_of(workspace, window)
    workspace.close()
    published = {"C06": 672, "C03": 261, "C04": 2300, "C05": 9, "C07": 270}
    assert {code: told[code] for code in published} == {code: Decimal(value) for code, value in published.items()}
    assert told == asking.ask_recount(tmp_path, window)


def test_the_records_behind_each_figure_add_up_to_it(tmp_path: Path) -> None:
    workspace = sample_copy(tmp_path / "mau")
    report = workspace.statistics.report("184-6T", 2026)
    workspace.close()
    for value in report.values:
        code = value.indicator.code
        if isinstance(value.measured, Measured):
            exact = sum(amount_in_unit(value.indicator, record) for record in value.records)
            assert rounded(exact, value.indicator.decimals) == value.derived, code


def test_the_second_program_knows_nothing_of_the_product() -> None:
    modules = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(asking.PROGRAM.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert modules <= set(sys.stdlib_module_names)
