"""What every verb shares: the three common options, one JSON document on stdout, exit codes, the clock."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from ttcs_desktop.basics.clock import VIETNAM, Clock, FixedClock, SystemClock
from ttcs_desktop.basics.errors import InvalidInput, SyncProblem, Trouble
from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.workspace import Workspace, open_workspace
from ui.kit.messages import message_of
from ui.workflows.messages import SUBJECTS

FAILED, USAGE, HUB_UNREACHED, OUR_BUG = 1, 2, 3, 70
_COMMON = ("data", "as_json", "now")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


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
            if self.now and enrolment and urlsplit(enrolment.url).hostname not in _LOOPBACK:
                raise InvalidInput("now", "now_refused")
            yield workspace
        finally:
            workspace.close()

    def emit(self, document: dict[str, Any], text: str) -> None:
        """The verb's answer: the document with --json, else the text."""
        write_out(json.dumps(document, ensure_ascii=False, default=as_json) if self.as_json else text)

    def say(self, text: str) -> None:
        """Progress and remarks: on stderr, never in the answer."""
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def write_out(text: str) -> None:
    """UTF-8 on stdout, whatever the console's encoding."""
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


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


def moment(text: str) -> dt.datetime:
    """An ISO moment of `--now`; without an offset it is the office's time."""
    try:
        parsed = dt.datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(text) from None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=VIETNAM)


class _Moment(click.ParamType[dt.datetime]):
    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:  # noqa: ANN401
        return value if isinstance(value, dt.datetime) else moment(str(value))


def common_options() -> list[click.Option]:
    """--data, --json and --now, for the root and for every verb alike."""
    return [
        click.Option(["--data"], type=click.Path(path_type=Path), help="Thư mục dữ liệu của đơn vị."),
        click.Option(["--json", "as_json"], is_flag=True, help="Trả lời bằng một tài liệu JSON."),
        click.Option(["--now"], type=_Moment(), help="Đặt đồng hồ của chương trình."),
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


class Verb(click.Command):
    """A command that takes the common options too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  click's own signature
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *common_options()]

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        take_common(ctx)
        return super().invoke(ctx)


class VerbGroup(click.Group):
    """A family of verbs (`stats compute`), or the root."""

    command_class = Verb
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  click's own signature
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *common_options()]

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        take_common(ctx)
        return super().invoke(ctx)


def run(root: click.Group, session: Session, arguments: list[str] | None = None) -> int:
    """Run the command line and answer its exit code; every trouble is told, never thrown."""
    try:
        result = root.main(args=arguments, obj=session, standalone_mode=False, prog_name="ttcs")
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.UsageError as error:
        return _tell(session, "usage", error.format_message(), None, USAGE)
    except click.Abort:
        return FAILED
    except Trouble as trouble:
        field = trouble.field if isinstance(trouble, InvalidInput) else None
        code = HUB_UNREACHED if isinstance(trouble, SyncProblem) else FAILED
        return _tell(session, trouble.code, message_of(trouble, SUBJECTS).text(), field, code)
    except BrokenPipeError:
        return FAILED
    except Exception as bug:  # noqa: BLE001  the outermost edge: nothing may end as a traceback
        return _tell(session, "bug", f"Chương trình gặp lỗi ({type(bug).__name__}: {bug}).", None, OUR_BUG)


def _tell(session: Session, code: str, message: str, field: str | None, exit_code: int) -> int:
    error = {"code": code, "message": message, **({"field": field} if field else {})}
    if session.as_json or "--json" in sys.argv:
        write_out(json.dumps({"error": error}, ensure_ascii=False))
    else:
        session.say(message)
    return exit_code
