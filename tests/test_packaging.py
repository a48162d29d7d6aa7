"""Guards of the chosen layout (literal top-level packages) and of what the environment is made from."""

from __future__ import annotations

import importlib
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import setuptools
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
ROOMS = ("ttcs_desktop", "ui", "sync", "resources")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def pins() -> dict[str, set[str]]:
    """Canonical name → the locked versions (more than one where platforms or Pythons differ)."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", LOCK, re.MULTILINE):
        found.setdefault(canonicalize_name(package), set()).add(version)
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_distribution_owns_our_package_names(room: str) -> None:
    owners = importlib.metadata.packages_distributions().get(room, [])
    assert set(owners) <= {"ttcs-desktop"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_test_folder_never_hides_a_room(room: str) -> None:
    package = importlib.import_module(room)
    assert [Path(folder).resolve() for folder in package.__path__] == [ROOT / room]
    assert (ROOT / "tests" / "__init__.py").exists()


def test_the_build_takes_every_room_and_nothing_else() -> None:
    include = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    taken = set(setuptools.find_packages(str(ROOT), include=include))
    sources = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    assert taken == {".".join(path.parent.relative_to(ROOT).parts) for path in sources}


def test_the_product_cannot_be_uploaded_to_an_index() -> None:
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]


def test_qt_keeps_the_reference_count_of_none() -> None:
    """PySide6 6.12 on Python 3.11 drops one reference of None in every call that returns nothing, and soon aborts."""
    code = "from PySide6.QtGui import QFont\nfont = QFont('x')\nfor _ in range(20000):\n    font.setBold(True)\n"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_the_lock_satisfies_every_declared_dependency() -> None:
    project = PROJECT["project"]
    locked = pins()
    for text in project["dependencies"] + project["optional-dependencies"]["test"]:
        wanted = Requirement(text)
        versions = locked.get(canonicalize_name(wanted.name), set())
        assert versions, f"{wanted.name} is not in the lock"
        assert all(wanted.specifier.contains(version) for version in versions), wanted


def test_every_pin_of_the_lock_carries_its_hashes() -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n", "", LOCK, flags=re.MULTILINE))
    assert len(entries) == sum(len(versions) for versions in pins().values())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_host_and_no_folder() -> None:
    plain = re.sub(r"^\s*#.*\n", "", LOCK, flags=re.MULTILINE)
    assert [line for line in plain.splitlines() if "/" in line or "@" in line or line.startswith("-")] == []


def test_the_lock_serves_windows_as_well() -> None:
    assert "sys_platform == 'win32'" in LOCK
    assert "sys_platform == 'linux'" in LOCK
