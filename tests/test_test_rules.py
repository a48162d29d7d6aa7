"""tests/conftest.py itself: a nested run with its rules, on little tests that keep and break them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).with_name("conftest.py")

CASES = """
import logging, pytest, socket

def test_warns_FAILED():
    logging.getLogger("x").warning("odd")

def test_informs_PASSED():
    logging.getLogger("x").info("fine")

@pytest.mark.logs("odd")
def test_announced_PASSED():
    logging.getLogger("x").warning("rather odd")

@pytest.mark.logs("odd")
def test_announced_but_silent_FAILED():
    pass

@pytest.mark.may_log("odd")
def test_tolerated_and_silent_PASSED():
    pass

@pytest.mark.may_log("odd")
def test_tolerated_PASSED():
    logging.getLogger("x").warning("rather odd")

def test_connects_elsewhere_FAILED():
    socket.create_connection(("192.0.2.1", 80))

def test_looks_up_a_name_FAILED():
    socket.getaddrinfo("example.org", 80)

def test_connects_to_itself_PASSED():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass

def test_skips_without_a_tool_FAILED():
    pytest.skip("not today")
"""

NAMED_SKIP = """
import pytest

@pytest.mark.skipif(True, reason="NSIS is not installed")
def test_builds_SKIPPED():
    pass
"""

WHOLE_FILE = "import pytest\npytest.importorskip('nowhere')\n"


def run(folder: Path, source: str, **extra: str) -> tuple[dict[str, str], int]:
    """Test name → outcome, and pytest's exit code."""
    shutil.copyfile(CONFTEST, folder / "conftest.py")
    (folder / "test_it.py").write_text(source, "utf-8")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "TTCS_"))}
    env["PYTHONPATH"] = str(CONFTEST.parents[1])  # the rules lean on tests/fresh.py, which is not beside the copy
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "--rootdir", str(folder), "test_it.py"]
    ran = subprocess.run(command, cwd=folder, env={**env, **extra}, capture_output=True, text=True, check=False)
    return dict(re.findall(r"::(\w+) (PASSED|FAILED|SKIPPED|ERROR)", ran.stdout)), ran.returncode


def test_every_rule_for_tests_bites(tmp_path: Path) -> None:
    outcomes, _ = run(tmp_path, CASES)
    assert len(outcomes) == 10
    assert {name: name.rpartition("_")[2] for name in outcomes} == outcomes


def test_a_skip_that_names_its_tool_is_accepted_unless_every_tool_was_promised(tmp_path: Path) -> None:
    assert run(tmp_path, NAMED_SKIP) == ({"test_builds_SKIPPED": "SKIPPED"}, 0)
    assert run(tmp_path, NAMED_SKIP, TTCS_ALL="1") == ({"test_builds_SKIPPED": "ERROR"}, 1)


def test_a_whole_file_is_not_skipped_unnoticed(tmp_path: Path) -> None:
    _, code = run(tmp_path, WHOLE_FILE)
    assert code == 2
