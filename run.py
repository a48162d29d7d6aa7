"""The one entrance of a fresh clone: makes the environment, then starts the window, the tests or the benches.

Standard library only. The file parses on Python 3.6, so that an old interpreter is told plainly what is missing;
everything below `find_python` runs on a Python the product supports.
"""

import contextlib
import functools
import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
FINAL = os.path.join(ROOT, ".venv")
BUILDING = os.path.join(ROOT, ".venv.new")  # renamed when whole: a power cut never leaves a half-built FINAL
OLD = os.path.join(ROOT, ".venv.old")
LOG = os.path.join(ROOT, ".venv.log")
LOCK = os.path.join(ROOT, "requirements.lock")
PROJECT = os.path.join(ROOT, "pyproject.toml")
ON_WINDOWS = os.name == "nt"
ON_LINUX = sys.platform.startswith("linux")
BIN = "Scripts" if ON_WINDOWS else "bin"
ROOM_NEEDED = 2000000000  # bytes: the wheels, what they unpack to, and the old environment beside the new one

OLDEST, NEWEST = (3, 11), (3, 14)
FAVOURITES = ("3.13", "3.12", "3.11", "3.14")

PROBE = "import PySide6.QtPrintSupport, PySide6.QtSvg; from PySide6.QtWidgets import QApplication; QApplication([])"
QT_PACKAGES = ["libegl1", "libgl1", "libglib2.0-0", "libfontconfig1", "libxkbcommon0", "libdbus-1-3"]
WINDOW_PACKAGES = ["libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0"]
WINDOW_PACKAGES += ["libwayland-cursor0", "libwayland-egl1", "libcups2"]
TEST_COMMANDS = {"Xvfb": ["xvfb"], "xauth": ["xauth"], "pdftotext": ["poppler-utils"]}
ALL_COMMANDS = {
    "soffice": ["libreoffice-writer-nogui", "libreoffice-calc-nogui"],
    "chromium": ["chromium"],
    "espeak-ng": ["espeak-ng"],
    "makensis": ["nsis"],
    "strace": ["strace"],
}

USAGE = """Cách dùng (trên Windows: gõ `py` thay cho `python3`):
  python3 run.py                     mở chương trình với dữ liệu mẫu (máy không có màn hình: chạy bản trình diễn)
  python3 run.py test [--all] [...]  kiểm tra mã nguồn và chạy toàn bộ phép thử; phần [...] chuyển cho pytest
  python3 run.py shots --out DIR     vẽ mọi trang màn hình thành ảnh
  python3 run.py bench | soak        đo tốc độ | thử đồng bộ với mọi loại lỗi, hàng giờ ([--minutes N] [--seed S])
  python3 run.py ttcs ...            dòng lệnh ttcs
"""


class Stop(Exception):
    """The set-up cannot go on; the text tells the user what happened and what to do."""


say = functools.partial(print, flush=True)


def speak_utf8() -> None:
    """Vietnamese must not break on a console or a pipe that is set to another encoding."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
        elif hasattr(stream, "buffer"):  # Python 3.6
            setattr(sys, name, open(stream.fileno(), "w", encoding="utf-8", errors="replace", closefd=False))  # noqa: SIM115


# --- the interpreter ---------------------------------------------------------------------------------------------


def fits(version: "tuple[int, int]", maxsize: int) -> bool:
    """Whether an interpreter of this version and word size can run the product."""
    return OLDEST <= version <= NEWEST and maxsize > 2**32


def find_python() -> "list[str] | None":
    """The first command that starts a fitting interpreter; a name on PATH proves nothing until it has answered."""
    question = "import sys; print(sys.maxsize, *sys.version_info[:2])"
    for version in FAVOURITES:
        command = ["py", "-" + version] if ON_WINDOWS else ["python" + version]
        if shutil.which(command[0]) is None:
            continue
        try:
            answer = subprocess.check_output([*command, "-c", question], stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            continue
        maxsize, major, minor = (int(part) for part in answer.split())
        if fits((major, minor), maxsize):
            return command
    return None


def wrong_python() -> str:
    return (
        "Chương trình cần Python 3.11, 3.12, 3.13 hoặc 3.14 bản 64-bit.\n"
        "Máy này đang chạy Python {}.{} bản {}-bit và không tìm thấy bản nào phù hợp.\n"
        "Cài Python 3.13 (64-bit) rồi chạy lại."
    ).format(*sys.version_info[:2], 64 if sys.maxsize > 2**32 else 32)


# --- the environment ---------------------------------------------------------------------------------------------


def python_of(folder: str) -> str:
    return os.path.join(folder, BIN, "python.exe" if ON_WINDOWS else "python")


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def read(path: str) -> bytes:
    """The bytes of a file, empty when there is none."""
    try:
        with open(path, "rb") as source:
            return source.read()
    except OSError:
        return b""


def stamp() -> str:
    """What the environment must have been made from: the lock, this Python, this folder (launchers hold its path)."""
    return digest(read(LOCK).replace(b"\r\n", b"\n"), bytes(sys.version_info[:2]), os.fsencode(ROOT))


def stamped(name: str, expected: str) -> bool:
    return os.path.exists(python_of(FINAL)) and read(os.path.join(FINAL, name)) == expected.encode()


def put_stamp(name: str, text: str) -> None:
    """Write a stamp, once what it vouches for is on the disk; a stamp that is lost only costs another build."""
    if hasattr(os, "sync"):
        os.sync()
    with open(os.path.join(FINAL, name), "w") as target:
        target.write(text)


def logged(command: "list[str]", **extra: str) -> bool:
    """Run a command with its chatter in the log; True when it succeeded."""
    env = dict(os.environ, PYTHONUTF8="1", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1", **extra)
    for name in ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH"):
        env.pop(name, None)
    with open(LOG, "ab") as log:
        log.write(("\n$ " + " ".join(command) + "\n").encode("utf-8"))
        log.flush()
        try:
            return subprocess.call(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=env) == 0
        except OSError as trouble:
            log.write(str(trouble).encode("utf-8"))
            return False


def installer() -> "tuple[list[str], list[str]] | None":
    """How to make an empty environment, and how to install into the one whose interpreter stands at PYTHON."""
    pip = [sys.executable, "-m", "pip", "--python"]
    has_venv = logged([sys.executable, "-c", "import venv"])
    if has_venv and logged([*pip, sys.executable, "--version"]):  # `--python` came with pip 22.3
        return [sys.executable, "-m", "venv", "--without-pip"], [*pip, "PYTHON", "install"]
    uv = [shutil.which("uv") or ""]
    if not uv[0] and logged([sys.executable, "-m", "uv", "--version"]):
        uv = [sys.executable, "-m", "uv"]
    if uv[0]:
        return [*uv, "venv", "--python", sys.executable], [*uv, "pip", "install", "--python", "PYTHON"]
    return None


def install(way: "list[str]", folder: str, *what: str) -> bool:
    return logged([python_of(folder) if part == "PYTHON" else part for part in way] + list(what))


def settle(folder: str, old: str, new: str) -> None:
    """Make launchers written in a folder named `old` work in the one named `new`. On Windows a launcher is a program
    with the path inside: those are dropped, since everything here is started with `python -m`."""
    scripts = os.path.join(folder, BIN)
    for name in os.listdir(scripts):
        path = os.path.join(scripts, name)
        content = b"" if os.path.islink(path) else read(path)
        if old.encode() not in content:
            continue
        if content.startswith(b"MZ"):
            os.remove(path)
        else:
            with open(path, "wb") as target:
                target.write(content.replace(old.encode(), new.encode()))


def build(make: "list[str]", way: "list[str]") -> None:
    """A new environment from the lock, put in place of the old one only when it is whole."""
    if shutil.disk_usage(ROOT).free < ROOM_NEEDED:
        raise Stop("Ổ đĩa không đủ chỗ: cần trống ít nhất 2 GB tại " + ROOT)
    say("Đang chuẩn bị môi trường chạy (chỉ lần đầu; tải khoảng 250 MB, có thể mất vài phút)...")
    shutil.rmtree(BUILDING, ignore_errors=True)
    if not logged([*make, BUILDING]):
        raise Stop("Không tạo được môi trường Python tại {}.\nChi tiết: {}".format(BUILDING, LOG))
    if not install(way, BUILDING, "--only-binary", ":all:", "--require-hashes", "-r", LOCK):
        shutil.rmtree(BUILDING, ignore_errors=True)
        raise Stop(
            "Không tải được các thư viện cần thiết. Thường do mất mạng hoặc mạng chặn kho thư viện Python.\n"
            "Kiểm tra kết nối rồi chạy lại; chưa có gì bị thay đổi.\n"
            "Chi tiết: " + LOG
        )
    shutil.rmtree(OLD, ignore_errors=True)
    if os.path.exists(FINAL):
        os.rename(FINAL, OLD)  # Windows refuses while it is in use, and then nothing has changed
    os.rename(BUILDING, FINAL)
    shutil.rmtree(OLD, ignore_errors=True)
    settle(FINAL, os.path.basename(BUILDING), os.path.basename(FINAL))
    put_stamp("ttcs-lock", stamp())


@contextlib.contextmanager
def alone():  # type: ignore[no-untyped-def]  # noqa: ANN201 - its type cannot be written for Python 3.6
    """Hold the right to build; a second start at the same time stops instead of building over the first."""
    with open(os.path.join(ROOT, ".venv.lock"), "a") as handle:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stop("Một lần chuẩn bị môi trường khác đang chạy. Chờ lần đó xong rồi chạy lại.") from None
        yield


def ensure_environment() -> None:
    """Bring `.venv` up to the lock and to pyproject.toml; silent and without network when it already is."""
    project = digest(read(PROJECT))
    if stamped("ttcs-lock", stamp()) and stamped("ttcs-project", project):
        return
    with alone():
        with open(LOG, "w"):
            pass
        tools = installer()
        if tools is None:
            system_install(["python3-venv", "python3-pip"], "Python trên máy này thiếu pip và venv.")
            tools = installer()
        if tools is None:
            raise Stop("Python trên máy này thiếu pip và venv; cài thêm rồi chạy lại.\nChi tiết: " + LOG)
        make, way = tools
        if not stamped("ttcs-lock", stamp()):
            build(make, way)
        if not install(way, FINAL, "--no-deps", "--no-build-isolation", "-e", ROOT):
            raise Stop("Không cài được chương trình vào môi trường.\nChi tiết: " + LOG)
        put_stamp("ttcs-project", project)


# --- the system's libraries --------------------------------------------------------------------------------------


def system_install(packages: "list[str]", why: str) -> None:
    """Install Debian packages as root; anyone else gets the one line to run."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not ON_LINUX or shutil.which("apt-get") is None:
        raise Stop(why + "\nCài các gói tương đương với: " + " ".join(packages) + "\nrồi chạy lại.")
    if os.geteuid() != 0:
        raise Stop(why + "\nChạy một lần: sudo " + line + "\nrồi chạy lại.")
    say(why + "\nĐang cài gói hệ thống: " + " ".join(packages))
    logged(["apt-get", "update"])
    if not logged(line.split(), DEBIAN_FRONTEND="noninteractive"):
        raise Stop("Không cài được gói hệ thống. Kiểm tra mạng rồi chạy: " + line + "\nChi tiết: " + LOG)


def qt_starts(platform: str) -> bool:
    """Start a QApplication in a process of its own: `offscreen`, `xvfb` (xcb under a virtual screen) or `screen`."""
    command = [python_of(FINAL), "-c", PROBE]
    if platform == "xvfb":
        return logged(["xvfb-run", "-a", "-w", "1", *command], QT_QPA_PLATFORM="xcb")
    return logged(command) if platform == "screen" else logged(command, QT_QPA_PLATFORM="offscreen")


def ensure_libraries(platforms: "list[str]", commands: "dict[str, list[str]]") -> None:
    """What Qt and the tests need of the system. A platform that has once started is not tried again."""
    missing = [package for command in commands if shutil.which(command) is None for package in commands[command]]
    if missing:
        system_install(missing, "Thiếu công cụ hệ thống dùng khi chạy thử.")
    if not ON_LINUX:
        return
    known = os.path.join(FINAL, "ttcs-qt")
    proven = read(known).decode().split()
    for platform in platforms:
        if platform in proven:
            continue
        if not qt_starts(platform):
            packages = QT_PACKAGES if platform == "offscreen" else QT_PACKAGES + WINDOW_PACKAGES
            doubt = ", hoặc DISPLAY không trỏ tới màn hình nào" if platform == "screen" else ""
            system_install(packages, "Qt chưa chạy được: thiếu thư viện hệ thống" + doubt + ".")
            if not qt_starts(platform):
                raise Stop("Qt vẫn chưa chạy được trên máy này.\nChi tiết: " + LOG)
        proven.append(platform)
        put_stamp("ttcs-qt", " ".join(proven))


# --- the verbs ---------------------------------------------------------------------------------------------------


def has_screen() -> bool:
    return not ON_LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start(arguments: "list[str]", offscreen: bool, cwd: "str | None" = None) -> int:
    """Run the environment's Python and give back its exit code; not exec, which on Windows frees the console early."""
    env = dict(os.environ, PYTHONUTF8="1")
    env.pop("PYTHONHOME", None)
    if env.get("LC_ALL") in ("C", "POSIX"):  # Qt warns of anything but UTF-8
        env["LC_ALL"] = "C.UTF-8"
    if cwd is None:
        env["PYTHONSAFEPATH"] = "1"  # a folder `ui` where the user stands must not hide ours
    if offscreen:
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.stdout.flush()
    code = subprocess.call([python_of(FINAL), *arguments], env=env, cwd=cwd)
    return code if code >= 0 else 128 - code


def run_program(arguments: "list[str]") -> int:
    """The window, the demo where there is no screen, or the verbs that only need the program itself."""
    screen = has_screen()
    window = not arguments or arguments[0].startswith("-")
    ensure_libraries(["screen" if screen and window else "offscreen"], {})
    if not arguments and not screen:
        out = os.path.join(ROOT, "demo-output")
        say("Máy không có màn hình: chạy bản trình diễn, kết quả ghi vào " + out)
        code = start(["-m", "ui.cli", "demo", "--out", out], True)
        if code == 0:
            say("Xong. Văn bản và ảnh nằm trong " + out)
    elif window:
        code = start(["-m", "ui.app"] + (arguments or ["--trial"]), False)
    elif arguments[0] == "shots":
        code = start(["-m", "ui.shots", *arguments[1:]], True)
    elif arguments[0] in ("bench", "soak"):
        code = start(["-m", "tests." + arguments[0], *arguments[1:]], True, ROOT)
    else:
        code = start(["-m", "ui.cli", *arguments[arguments[0] == "ttcs" :]], not screen)
    if code != 0:  # perhaps a library went away: ask Qt again at the next start
        with contextlib.suppress(OSError):
            os.remove(os.path.join(FINAL, "ttcs-qt"))
    return code


def run_tests(arguments: "list[str]") -> int:
    """Every check in turn, the quick ones first; stops at the first that fails and gives back its exit code."""
    commands = dict(TEST_COMMANDS) if ON_LINUX else {}
    if "--all" in arguments:
        arguments = [argument for argument in arguments if argument != "--all"]
        commands.update(ALL_COMMANDS)
        os.environ["TTCS_ALL"] = "1"
    ensure_libraries(["offscreen", "xvfb"], commands)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of the many processes compiles everything anew
    spread = [] if arguments else ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]
    contracts = "import sys; from importlinter.cli import lint_imports_command as check; sys.exit(check())"
    steps = [
        ("Định dạng (ruff format)", ["-m", "ruff", "format", "--check", "."]),
        ("Quy tắc mã nguồn (ruff check)", ["-m", "ruff", "check", "."]),
        ("Kiểu dữ liệu (mypy)", ["-m", "mypy"]),
        ("Chiều phụ thuộc (import-linter)", ["-c", contracts, "--no-logo"]),
        ("Phép thử (pytest)", ["-m", "pytest", *spread, *arguments]),
    ]
    for number, (title, command) in enumerate(steps, 1):
        say("== {}/{} {}".format(number, len(steps), title))
        code = start(command, True, ROOT)
        if code != 0:
            if number < len(steps):  # the last word belongs to pytest's own summary
                say("Dừng ở bước {}/{}: {} (mã {}).".format(number, len(steps), title, code))
            return code
    return 0


def main(arguments: "list[str]") -> int:
    speak_utf8()
    if not fits(sys.version_info[:2], sys.maxsize):
        command = find_python()
        if command is None:
            say(wrong_python())
            return 1
        return subprocess.call([*command, os.path.abspath(__file__), *arguments])
    if arguments[:1] in (["-h"], ["--help"]):
        say(USAGE)
        return 0
    try:
        ensure_environment()
        return run_tests(arguments[1:]) if arguments[:1] == ["test"] else run_program(arguments)
    except Stop as reason:
        say(str(reason))
    except OSError as trouble:
        told = "Hệ điều hành không cho thực hiện: {}\nĐóng chương trình đang mở, kiểm tra quyền ghi rồi chạy lại."
        say(told.format(trouble))
    except KeyboardInterrupt:
        say("Đã dừng theo yêu cầu.")
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
