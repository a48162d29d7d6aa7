"""What every verb shares: the three common options, one JSON document on stdout, exit codes, the clock."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import click

from ttcs_desktop.basics.clock import VIETNAM, Clock, FixedClock, SystemClock
from ttcs_desktop.basics.errors import CityRefusal, EnvironmentProblem, InvalidInput, SyncProblem, Trouble
from ttcs_desktop.basics.network import is_loopback
from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.vietnamese.typed import FIRST_YEAR, LAST_YEAR
from ttcs_desktop.workspace import Workspace, open_workspace
from ui.commands.usage import (
    HELP_TEXT,
    OPTIONS_METAVAR,
    VERB_METAVAR,
    VerbContext,
    Worded,
    garbled_text,
    is_garbled,
    name_values,
    usage_trouble,
)
from ui.commands.wording import EDGE
from ui.kit.messages import message_of
from ui.workflows.messages import SUBJECTS

FAILED, USAGE, HUB_UNREACHED, OUR_BUG = 1, 2, 3, 70
_COMMON = ("data", "as_json", "now")
# Whether a file can be read is found out by reading it, and told by who reads it.
INPUT_FILE = click.Path(path_type=Path, readable=False)


@dataclass(slots=True)
class Session:
    """What the common options say, wherever they stood.

    Attributes:
        data: the ward's folder; None asks for the default one.
        courier_of: how to reach the city for an open record; the composition root knows.
        default_folder: where the ward's folder is when nothing is said.
    """

    courier_of: Callable[[Workspace], Courier]
    default_folder: Callable[[], Path]
    data: Path | None = None
    as_json: bool = False
    now: dt.datetime | None = None

    @property
    def folder(self) -> Path:
        return self.data or self.default_folder()

    @property
    def clock(self) -> Clock:
        return FixedClock(self.now) if self.now else SystemClock()

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """The ward's record, open for one verb.

        Raises:
            InvalidInput: `now_refused` when the clock is set on a record enrolled with a real hub.
        """
        workspace = open_workspace(self.folder, self.clock)
        try:
            enrolment = workspace.enrolment
            if self.now and enrolment and not is_loopback(enrolment.url):
                raise InvalidInput("now", "now_refused")
            yield workspace
        finally:
            workspace.close()

    def emit(self, document: dict[str, Any], text: str) -> None:
        """The verb's answer: the document with --json, else the text."""
        write_out(json.dumps(document, ensure_ascii=False, default=as_json) if self.as_json else text)

    def emit_unsent(self, document: dict[str, Any], text: str, code: str, *, refused: bool) -> int:
        """The answer of a verb whose work is kept but was not taken; the exit code tells a refusal from a dead line."""
        problem = SyncProblem(code)
        self.emit({**document, "error": told(problem)}, text)
        if not self.as_json:
            self.say(told(problem)["message"])
        return FAILED if refused else HUB_UNREACHED

    def say(self, text: str) -> None:
        """Progress and remarks: on stderr, never in the answer."""
        _write(sys.stderr, text)


def told(trouble: Trouble) -> dict[str, str]:
    """The `error` of an answer: code, the message in its three parts, and the field where it belongs to one."""
    error = {"code": trouble.code, "message": message_of(trouble, EDGE, SUBJECTS).text()}
    return {**error, "field": trouble.field} if isinstance(trouble, InvalidInput) and trouble.field else error


def write_out(text: str) -> None:
    """UTF-8 on stdout, whatever the console's encoding."""
    _write(sys.stdout, text)


def _write(stream: TextIO, text: str) -> None:
    # A file name that is no UTF-8 comes as lone surrogates: give its bytes back where they are readable.
    plain = text.encode(errors="surrogateescape").decode(errors="replace")
    stream.buffer.write(plain.encode() + b"\n")
    stream.buffer.flush()


def as_json(value: object) -> object:
    """Decimals as numbers, dates as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, frozenset | set | tuple):
        return list(value)
    raise TypeError(type(value).__name__)


class Moment(Worded):
    """An ISO moment; without an offset it is the office's time."""

    name = "moment"
    word = "LÚC"
    expected = "cần ngày giờ, ví dụ 2026-11-20T05:40"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:  # noqa: ANN401
        try:
            parsed = dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(str(value), param, ctx)
        if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
            self.fail(str(value), param, ctx)
        return parsed if parsed.tzinfo else parsed.replace(tzinfo=VIETNAM)


class OutputFile(Worded):
    """A file that will be written, in a folder that is there already."""

    name = "file"
    word = "TỆP"
    expected = "cần tên một tệp, trong một thư mục đã có"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ANN401
        path = Path(value)
        if path.is_dir() or not path.absolute().parent.is_dir():
            self.fail(str(value), param, ctx)
        return path


def text_of_file(file: Path) -> str:
    """What a text file says.

    Raises:
        InvalidInput: `file_unreadable` when it is no UTF-8 text.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("file", "file_unreadable") from error


def common_options() -> list[click.Option]:
    """--data, --json and --now, for the root and for every verb alike."""
    return [
        click.Option(
            ["--data"],
            type=click.Path(path_type=Path, file_okay=False, readable=False),
            help="Thư mục dữ liệu của đơn vị.",
        ),
        click.Option(["--json", "as_json"], is_flag=True, help="Trả lời bằng một tài liệu JSON."),
        click.Option(["--now"], type=Moment(), help="Đặt đồng hồ của chương trình."),
    ]


def take_common(ctx: click.Context) -> None:
    """Move the common options of a level into the session; the one nearest to the verb wins."""
    session = ctx.find_object(Session)
    if session is None:
        return
    data, as_json_, now = (ctx.params.pop(name, None) for name in _COMMON)
    session.data = data or session.data
    session.as_json = bool(as_json_) or session.as_json
    session.now = now or session.now


class _Spoken(click.Command):
    """What every verb and family of verbs adds to click's own: the common options, and help in Vietnamese."""

    context_class = VerbContext

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  click's own signature
        super().__init__(*args, **kwargs)
        self.options_metavar = OPTIONS_METAVAR
        self.params = [*self.params, *common_options()]
        name_values(self.params)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP_TEXT
        return option

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        take_common(ctx)
        return super().invoke(ctx)


class Verb(_Spoken):
    """A command that takes the common options too."""


class VerbGroup(_Spoken, click.Group):
    """A family of verbs (`stats compute`), or the root."""

    command_class = Verb
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  click's own signature
        super().__init__(*args, **kwargs)
        self.subcommand_metavar = VERB_METAVAR


def run(root: click.Group, session: Session, arguments: list[str] | None = None) -> int:
    """Run the command line and answer its exit code; every trouble is told, never thrown."""
    arguments = sys.argv[1:] if arguments is None else arguments
    session.as_json = "--json" in arguments  # known even when the rest of the line cannot be read
    garbled = next((one for one in arguments if is_garbled(one) and not Path(one).exists()), None)
    if garbled is not None:  # a file may be called so, by an old program; nothing else is looked up or kept so
        return _refuse(session, {"code": "usage", "message": garbled_text(garbled)}, USAGE)
    try:
        result = root.main(args=arguments, obj=session, standalone_mode=False, prog_name="ttcs")
    except click.UsageError as error:
        return _refuse(session, {"code": "usage", "message": usage_trouble(error)}, USAGE)
    except click.Abort:
        return FAILED
    except SyncProblem as problem:
        return _refuse(session, told(problem), FAILED if isinstance(problem, CityRefusal) else HUB_UNREACHED)
    except Trouble as trouble:
        return _refuse(session, told(trouble), FAILED)
    except BrokenPipeError:
        _forget_stdout()
        return FAILED
    except OSError as error:
        code = "disk_full" if error.errno == errno.ENOSPC else "file_refused"
        return _refuse(session, told(EnvironmentProblem(code, name=error.filename or "")), FAILED)
    except UnicodeEncodeError as error:
        if not is_garbled(str(error.object)):
            return _refuse(session, told(EnvironmentProblem("bug", place=_place(error))), OUR_BUG)
        return _refuse(session, {"code": "usage", "message": garbled_text(str(error.object))}, USAGE)
    except Exception as bug:  # noqa: BLE001  the outermost edge: nothing may end as a traceback
        return _refuse(session, told(EnvironmentProblem("bug", place=_place(bug))), OUR_BUG)
    return result if isinstance(result, int) else 0


def _refuse(session: Session, error: dict[str, str], exit_code: int) -> int:
    if session.as_json:
        write_out(json.dumps({"error": error}, ensure_ascii=False))
    else:
        session.say(error["message"])
    return exit_code


def _place(bug: BaseException) -> str:
    """The kind of a mistake of ours and the line it came from: what a report needs, in one word each."""
    step = bug.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    where = f", {Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step else ""
    return f"{type(bug).__name__}{where}"


def _forget_stdout() -> None:
    """Whoever read our answer has left: let the interpreter's last flush go nowhere instead of complaining."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
