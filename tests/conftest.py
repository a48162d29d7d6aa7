"""What holds for every test: an off-screen Qt, no network but loopback, no unexpected warning, no nameless skip."""

from __future__ import annotations

import ipaddress
import logging
import os
import sys
import tempfile
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from tests.fresh import open_fresh
from ttcs_desktop import workspace
from ui.kit import garbage

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first test module imports Qt


def _in_memory(folder: str = "/dev/shm", room: int = 4 << 30) -> bool:
    """Whether this system keeps files in memory, with room for ours, and starts programs from there."""
    if not os.access(folder, os.W_OK) or os.environ.get("TMPDIR"):
        return False
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize > room and not found.f_flag & os.ST_NOEXEC


# Every save waits until it lies on the disk, and the tests save some ten thousand times: in memory nobody waits.
if sys.platform == "linux" and _in_memory():
    os.environ["TMPDIR"] = tempfile.tempdir = "/dev/shm"
# The preferences of whoever runs the tests are nobody's business, and must not be changed by them.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="ttcs-config-")

# Speed is no verdict here: a slow machine must not turn a true statement red.
_COMMON = {"deadline": None, "max_examples": 60, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("local", **_COMMON)
settings.register_profile("ci", derandomize=True, **_COMMON)
settings.load_profile("ci" if os.environ.get("CI") else "local")

TOOLS = ("LibreOffice", "Chromium", "espeak-ng", "NSIS", "strace")
if sys.platform != "linux":
    TOOLS += ("Xvfb", "poppler")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs(*fragments): warnings or errors that this test must bring into the log")
    config.addinivalue_line("markers", "may_log(*fragments): warnings that may come, as chance or a library has it")
    sys.addaudithook(_refuse_the_network)
    garbage.hold()


class NetworkUsed(RuntimeError):
    """Not an OSError, so that the product's own handling of a dead line cannot swallow it."""


def _refuse_the_network(event: str, details: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = details[1]
        host = address[0] if isinstance(address, tuple) else None  # a path: a local socket such as the display's
    elif event == "socket.getaddrinfo":
        host = details[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if isinstance(host, str) and not _is_here(host):
        raise NetworkUsed(f"a test reached for {host}; only this machine is allowed")


def _is_here(host: str) -> bool:
    if host in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


class _Listener(logging.Handler):
    """Collects what a test logs at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(scope="session", autouse=True)
def _fresh_records_are_copies() -> Generator[None, None, None]:
    """Of the thousands of wards that tests set up, only one goes through every step of the schema.

    tests/storage and whatever runs in a process of its own make their records as the product does.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(workspace, "open_record", open_fresh)
        yield


_LONG = (
    "test_whole_window",
    "test_settings",
    "test_plans_import",
    "test_help",
    "test_city",
    "test_cut_lines",
    "test_run",
)
_LONG += ("test_second_window", "test_search_palette", "test_conventions", "test_two_programs", "test_demo")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest begin first, so that at the end no processor waits for the other."""
    items.sort(key=lambda item: not item.path.stem.startswith(_LONG))


def pytest_runtest_teardown() -> None:
    """As in the product, garbage is collected in the thread of the widgets: see ui/kit/garbage.py."""
    garbage.collect_what_is_due()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test on a warning it did not announce, and on an announced one that never came."""
    listener = _Listener()
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        outcome = yield
    finally:
        root.removeHandler(listener)
    expected = [fragment for mark in item.iter_markers("logs") for fragment in mark.args]
    accepted = expected + [fragment for mark in item.iter_markers("may_log") for fragment in mark.args]
    surprises = [line for line in listener.heard if not any(fragment in line for fragment in accepted)]
    missing = [fragment for fragment in expected if not any(fragment in line for line in listener.heard)]
    if surprises or missing:
        pytest.fail("\n".join(["log lines that do not fit:", *surprises, *(f"never logged: {m}" for m in missing)]))
    return outcome


def _judge_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """A skip must name the tool that is missing; where every tool was promised (`test --all`) none is accepted."""
    if report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if os.environ.get("TTCS_ALL") == "1":
        report.outcome, report.longrepr = "failed", f"every tool is here, yet this was skipped: {reason}"
    elif not any(tool in reason for tool in TOOLS):
        report.outcome, report.longrepr = "failed", f"a skip must name its tool ({', '.join(TOOLS)}): {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _judge_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _judge_skip(report)
    return report
