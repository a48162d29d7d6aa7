"""The arrows between the rooms: the linter's contracts do bite, and at run time the record lives without Qt."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("ttcs_desktop", "ui", "sync", "resources")
LINT = "import sys; from importlinter.cli import lint_imports_command as check; sys.exit(check())"

VIOLATIONS = {
    "Arrows point down": ("ttcs_desktop/basics/planted.py", "import ttcs_desktop.agenda"),
    "Only ui knows Qt": ("ttcs_desktop/office/planted.py", "from PySide6.QtCore import QObject"),
    "Only storage and repositories know SQLite": ("ttcs_desktop/plans/planted.py", "import sqlite3"),
    "Only sync knows HTTP": ("ui/kit/planted.py", "import requests"),
    "Only system meets the keyring": ("sync/planted.py", "import keyring"),
    "Only the composition roots meet sync": ("ui/pages/planted.py", "import sync"),
}


def _contracts() -> list[dict]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def _verdicts(folder: Path) -> dict[str, str]:
    """Contract name → KEPT or BROKEN, for the packages in `folder`."""
    run = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, '.'); {LINT}", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = {
        contract["name"]: word
        for contract in _contracts()
        for word in ("KEPT", "BROKEN")
        if f"{contract['name']} {word}" in run.stdout
    }
    assert verdicts, run.stdout + run.stderr
    return verdicts


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the product's Python files that may be spoiled."""
    for room in ROOMS:
        for source in (ROOT / room).rglob("*.py"):
            target = tmp_path / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def test_a_planted_violation_breaks_each_contract(copied: Path) -> None:
    assert set(VIOLATIONS) == {contract["name"] for contract in _contracts()}, "a contract without its violation"
    assert _verdicts(copied) == dict.fromkeys(VIOLATIONS, "KEPT")
    for name, (file, line) in VIOLATIONS.items():
        (copied / file).write_text(line + "\n", "utf-8")
        verdicts = _verdicts(copied)
        (copied / file).unlink()
        assert verdicts[name] == "BROKEN", name


def test_a_repository_may_know_sqlite_and_a_composition_root_may_know_sync(copied: Path) -> None:
    repository = copied / "ttcs_desktop" / "plans" / "annexes" / "repository.py"
    repository.parent.mkdir()
    (repository.parent / "__init__.py").touch()
    repository.write_text("import sqlite_utils\nimport sqlite3\n", "utf-8")
    with (copied / "ui" / "city.py").open("a", encoding="utf-8") as city:
        city.write("import sync.contract\n")
    assert set(_verdicts(copied).values()) == {"KEPT"}


def test_every_room_has_its_place_in_the_layers() -> None:
    layers = " ".join(_contracts()[0]["layers"])
    named = {name.strip("()") for name in layers.replace("|", " ").split()}
    rooms = {
        f"ttcs_desktop.{entry.stem}"
        for entry in (ROOT / "ttcs_desktop").iterdir()
        if (entry / "__init__.py").exists() or (entry.suffix == ".py" and entry.stem != "__init__")
    }
    assert rooms <= named


@pytest.mark.parametrize("module", ["ttcs_desktop.workspace", "sync.engine"])
def test_the_record_and_the_sync_load_without_qt(module: str) -> None:
    """What the linter cannot see: an import hidden in a function or reached by name."""
    code = f"import sys; sys.path.insert(0, '.'); import {module}; print([m for m in sys.modules if 'PySide6' in m])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "[]"
