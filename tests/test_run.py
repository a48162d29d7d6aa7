"""run.py on a stand-in project: a tiny wheel instead of Qt, a folder instead of an index; everything else is real."""

from __future__ import annotations

import ast
import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).parents[1]
BIN = "Scripts" if os.name == "nt" else "bin"
ON_LINUX = sys.platform == "linux"

WHEEL = {
    "PySide6/__init__.py": "",
    "PySide6/QtPrintSupport.py": "",
    "PySide6/QtSvg.py": "",
    "PySide6/QtWidgets.py": (
        "import os\n"
        "def QApplication(arguments):\n"
        "    if os.path.exists(os.environ.get('QT_BROKEN', '')):\n"
        "        raise SystemExit('libGL.so.1 is missing')\n"
    ),
    "standin.py": "def main():\n    print('standin runs')\n",
    "standin-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: standin\nVersion: 1.0\n",
    "standin-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "standin-1.0.dist-info/entry_points.txt": "[console_scripts]\nstandin = standin:main\n",
}

# An editable build without setuptools: the launcher, and the folder's name in a module (UTF-8, unlike a .pth).
BACKEND = """
import os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "ttcs_desktop-0-py3-none-any.whl"
    info = "ttcs_desktop-0.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("ttcs.pth", "import _ttcs_folder")
        wheel.writestr("_ttcs_folder.py", "import sys; sys.path.append(" + repr(os.getcwd()) + ")")
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: ttcs-desktop\\nVersion: 0\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "entry_points.txt", "[console_scripts]\\nttcs = ui.cli:main\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "ttcs-desktop"
version = "0"
"""

CLI = """
import os, sys

def main():
    print("đây là ttcs", *sys.argv[1:])
    if "locale" in sys.argv:
        print(os.environ["LC_ALL"])
    sys.exit(3 if "fail" in sys.argv else 0)

if __name__ == "__main__":
    main()
"""


def write_wheel(folder: Path) -> str:
    """The stand-in wheel; gives its sha-256."""
    folder.mkdir()
    path = folder / "standin-1.0-py3-none-any.whl"
    record = ""
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in WHEEL.items():
            wheel.writestr(name, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={digest},{len(text)}\n"
        wheel.writestr("standin-1.0.dist-info/RECORD", record + "standin-1.0.dist-info/RECORD,,\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Clone:
    """A fresh clone of the stand-in project."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.lock = folder / "requirements.lock"
        self.venv = folder / ".venv"
        self.wheels = folder.parent / "wheels"  # pip reads a space as the end of a folder's name here
        (folder / "ui").mkdir(parents=True)
        (folder / "ui" / "__init__.py").touch()
        (folder / "ui" / "cli.py").write_text(CLI, "utf-8")
        (folder / "backend.py").write_text(BACKEND, "utf-8")
        (folder / "pyproject.toml").write_text(PYPROJECT, "utf-8")
        shutil.copyfile(ROOT / "run.py", folder / "run.py")
        self.lock.write_text(f"standin==1.0 --hash=sha256:{write_wheel(self.wheels)}\n", "utf-8")

    def start(self, *arguments: str, cwd: Path | None = None, **extra: str) -> subprocess.CompletedProcess[str]:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "TTCS_"))}
        env.update(PIP_CONFIG_FILE=os.devnull, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(self.wheels))
        env.update(extra)
        return subprocess.run(
            [sys.executable, str(self.root / "run.py"), *arguments],
            cwd=cwd or self.root,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )

    def go_offline(self) -> None:
        shutil.rmtree(self.wheels)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path / "bản sao")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """A clone that was started once and then lost its network; tests leave it as they found it."""
    clone = Clone(tmp_path_factory.mktemp("run") / "bản sao")
    first = clone.start("ttcs", "hello", LC_ALL="C")  # as on a bare system
    assert first.returncode == 0, first.stdout
    assert first.stdout.endswith("đây là ttcs hello\n")
    clone.go_offline()
    return clone


def test_the_second_start_needs_no_network(made: Clone) -> None:
    again = made.start("ttcs", "again")
    assert (again.returncode, again.stdout) == (0, "đây là ttcs again\n")


def test_the_exit_code_of_the_program_is_passed_on(made: Clone) -> None:
    assert made.start("ttcs", "fail").returncode == 3


def test_launchers_work_after_the_environment_got_its_name(made: Clone) -> None:
    scripts = made.venv / BIN
    launched = subprocess.run([scripts / "ttcs", "x"], capture_output=True, encoding="utf-8", check=True)
    assert launched.stdout == "đây là ttcs x\n"
    if os.name != "nt":
        assert subprocess.check_output([scripts / "standin"], text=True) == "standin runs\n"
    assert [path.name for path in scripts.iterdir() if b".venv.new" in path.read_bytes()] == []


def test_vietnamese_survives_a_terminal_of_another_encoding(made: Clone) -> None:
    told = made.start("--help", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "mở chương trình với dữ liệu mẫu" in told.stdout


def test_a_locale_qt_would_warn_of_is_lifted_to_utf8(made: Clone) -> None:
    if ON_LINUX:
        assert made.start("ttcs", "locale", LC_ALL="C").stdout == "đây là ttcs locale\nC.UTF-8\n"


def test_a_folder_where_the_user_stands_does_not_hide_the_program(made: Clone, tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "__init__.py").write_text("raise SystemExit('the wrong ui')", "utf-8")
    assert made.start("ttcs", cwd=tmp_path).stdout == "đây là ttcs\n"


def test_without_a_screen_the_demo_runs_and_says_where_its_papers_are(made: Clone) -> None:
    if not ON_LINUX:
        return
    shown = made.start(DISPLAY="", WAYLAND_DISPLAY="")
    out = str(made.root / "demo-output")
    assert shown.returncode == 0
    assert f"đây là ttcs demo --out {out}" in shown.stdout
    assert shown.stdout.splitlines()[-1].endswith(out)


def test_a_changed_lock_asks_for_a_new_environment_and_a_failed_one_changes_nothing(made: Clone) -> None:
    before, kept = made.lock.read_bytes(), (made.venv / "ttcs-lock").read_bytes()
    made.lock.write_bytes(before + b"# another\n")
    failed = made.start("ttcs")
    made.lock.write_bytes(before)
    assert failed.returncode == 1
    assert "Không tải được các thư viện" in failed.stdout
    assert "Traceback" not in failed.stdout
    assert (made.venv / "ttcs-lock").read_bytes() == kept
    assert not (made.root / ".venv.new").exists()
    assert made.start("ttcs").returncode == 0


def test_an_environment_without_its_stamp_is_not_used(clone: Clone) -> None:
    """The power went while the environment was being made: whatever lies there is made again."""
    for half in (clone.venv, clone.root / ".venv.new"):
        (half / BIN).mkdir(parents=True)
        (half / BIN / "python").symlink_to(sys.executable)
        (half / "half").touch()
    assert clone.start("ttcs").returncode == 0
    assert not (clone.venv / "half").exists()


def test_a_line_that_is_down_gives_one_message(clone: Clone) -> None:
    clone.go_offline()
    told = clone.start("ttcs", PIP_NO_INDEX="0", PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0")
    assert told.returncode == 1
    assert "Kiểm tra kết nối rồi chạy lại" in told.stdout
    assert "Traceback" not in told.stdout
    assert "WARNING" not in told.stdout
    assert not clone.venv.exists()


def test_a_file_that_differs_from_the_lock_is_refused(clone: Clone) -> None:
    clone.lock.write_text(f"standin==1.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    assert clone.start("ttcs").returncode == 1
    assert not clone.venv.exists()


def test_missing_libraries_are_named_where_no_installer_is(clone: Clone, tmp_path: Path) -> None:
    if not ON_LINUX:
        return
    told = clone.start("ttcs", PATH=str(tmp_path), QT_BROKEN=str(clone.root))
    assert told.returncode == 1
    assert "libegl1" in told.stdout
    assert "Traceback" not in told.stdout


def test_missing_libraries_are_installed_by_root_and_named_to_others(clone: Clone, tmp_path: Path) -> None:
    """A stand-in apt-get notes how it was called and mends the library."""
    if not ON_LINUX:
        return
    broken, calls = tmp_path / "broken", tmp_path / "calls"
    broken.touch()
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "apt-get").write_text(f'#!/bin/sh\necho "$@" >> {calls}\n/bin/rm -f {broken}\n', "utf-8")
    (tools / "apt-get").chmod(0o755)
    told = clone.start("ttcs", PATH=str(tools), QT_BROKEN=str(broken))
    if os.geteuid() == 0:
        assert told.returncode == 0, told.stdout
        update, install = calls.read_text("utf-8").splitlines()
        assert update == "update"
        assert install.startswith("install -y --no-install-recommends libegl1 ")
    else:
        assert told.returncode == 1
        assert "sudo apt-get install -y --no-install-recommends libegl1 " in told.stdout
        assert not calls.exists()


def test_settling_mends_scripts_and_drops_programs_with_the_old_path_inside(tmp_path: Path) -> None:
    scripts = tmp_path / BIN
    scripts.mkdir()
    (scripts / "tool").write_bytes(b"#!/x/.venv.new/bin/python\nrun\n")
    (scripts / "tool.exe").write_bytes(b"MZ\0\0#!x\\.venv.new\\python.exe\nPK")
    (scripts / "python.exe").write_bytes(b"MZ\0\0")
    run.settle(str(tmp_path), ".venv.new", ".venv")
    assert sorted(path.name for path in scripts.iterdir()) == ["python.exe", "tool"]
    assert (scripts / "tool").read_bytes() == b"#!/x/.venv/bin/python\nrun\n"


def test_only_one_start_builds_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "ROOT", str(tmp_path))
    with run.alone(), pytest.raises(run.Stop, match="đang chạy"), run.alone():
        pass
    with run.alone():
        pass


@pytest.mark.parametrize(
    ("version", "bits", "good"),
    [((3, 10), 64, False), ((3, 11), 64, True), ((3, 14), 64, True), ((3, 15), 64, False), ((3, 13), 32, False)],
)
def test_only_supported_interpreters_fit(version: tuple[int, int], bits: int, good: bool) -> None:
    assert run.fits(version, 2 ** (bits - 1) - 1) is good


def test_an_interpreter_counts_only_when_it_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "nt":
        return
    answers = {"python3.13": "exit 127", "python3.12": "echo 2147483647 3 12", "python3.11": f"echo {2**63 - 1} 3 11"}
    for name, body in answers.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.find_python() == ["python3.11"]
    (tmp_path / "python3.11").unlink()
    assert run.find_python() is None


def test_an_old_interpreter_hears_which_one_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(run, "fits", lambda version, maxsize: False)
    assert run.main([]) == 1
    assert "Python 3.11, 3.12, 3.13 hoặc 3.14 bản 64-bit" in capsys.readouterr().out


def test_the_file_parses_on_an_old_python_and_needs_nothing_installed() -> None:
    module = ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 6))
    imported = set()
    for node in ast.walk(module):
        assert not isinstance(node, ast.NamedExpr | ast.JoinedStr), "an f-string may hide `=`: use format"
        if isinstance(node, ast.arguments):
            assert node.posonlyargs == []
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported <= sys.stdlib_module_names
    assert "__future__" not in imported  # annotations came with 3.7


def test_what_the_tests_start_finds_the_program_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the one who runs them asked Python to leave no bytecode."""
    started: list[tuple[list[str], bool]] = []

    def start(command: list[str], *_: object) -> int:
        started.append((command, "PYTHONDONTWRITEBYTECODE" in os.environ))
        return 0

    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(run, "ensure_libraries", lambda *_: None)
    monkeypatch.setattr(run, "start", start)
    assert run.run_tests(["tests/plans"]) == 0
    assert started[-1] == (["-m", "pytest", "tests/plans"], False)


def test_the_check_of_a_fresh_machine_runs_both_test_sets(tmp_path: Path) -> None:
    if os.name == "nt":
        return
    (tmp_path / ".ci").mkdir()
    shutil.copyfile(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    note = "import os, sys\nprint(os.environ['CI'], *sys.argv[1:])\nsys.exit('--all' in sys.argv and 5)\n"
    (tmp_path / "run.py").write_text(note, "utf-8")
    ran = subprocess.run(["bash", ".ci/run"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (5, "true test\ntrue test --all\n")
