"""The words of the command line itself, in Vietnamese: help pages, and what was typed wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

OPTIONS_METAVAR = "[LỰA CHỌN]"
VERB_METAVAR = "VIỆC …"
HELP_TEXT = "Hiện phần hướng dẫn này."
_HEADINGS = {"Options": "Lựa chọn", "Commands": "Các việc", "Positional arguments": "Tham số"}
_REMARKS = {"[required]": "[bắt buộc]", "[default: ": "[mặc định: ", "; required]": "; bắt buộc]"}
# What stands for an argument in the usage line; the names are the contract of docs/cli.md.
_ARGUMENTS = {
    "file": "TỆP",
    "title": "TÊN",
    "text": "CHỮ",
    "url": "ĐỊA_CHỈ",
    "cluster": "CỤM_LOA",
    "when": "LÚC",
    "month": "THÁNG",
    "value": "SỐ",
    "subject": "LOẠI",
}


class HelpPage(click.HelpFormatter):
    """A help page whose headings and remarks are Vietnamese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().write_dl([(name, _remarks(text)) for name, text in rows], *args, **kwargs)


class VerbContext(click.Context):
    """The context of every verb: its help is a `HelpPage`."""

    formatter_class = HelpPage


def name_values(parameters: Sequence[click.Parameter]) -> None:
    """Give every parameter that names no value of its own the Vietnamese word for it."""
    for parameter in parameters:
        if parameter.metavar is None:
            parameter.metavar = _metavar(parameter)


def usage_trouble(error: click.UsageError) -> str:
    """What was typed wrongly and where to look it up, whatever English click has for it."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    command = error.ctx.command_path if error.ctx else "ttcs"
    return f"{_what(error)} Xem cách dùng: {command} --help"


def _what(error: click.UsageError) -> str:
    """A sentence on the error; nothing is read out of click's own message but a bare extra argument."""
    match error:
        case click.MissingParameter():
            return f"Thiếu {_hint(error)}."
        case click.BadParameter():
            return f"Giá trị của {_hint(error)} không hợp lệ: {_expected(error.param)}."
        case click.NoSuchOption():
            return f"Không có lựa chọn {error.option_name}.{_nearest(error.possibilities)}"
        case click.exceptions.NoSuchCommand():
            return f"Không có việc “{error.command_name}”.{_nearest(error.possibilities)}"
        case click.BadOptionUsage():
            return f"Lựa chọn {error.option_name} dùng chưa đúng: thiếu hoặc thừa giá trị."
    if error.ctx and isinstance(error.ctx.command, click.Group):
        return "Chưa nói làm việc gì."
    return "Thừa chữ trên dòng lệnh; tên có dấu cách phải đặt trong ngoặc kép."


def _hint(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return "một tham số"
    if isinstance(parameter, click.Option):
        return f"lựa chọn {max(parameter.opts, key=len)}"
    return f"tham số {parameter.metavar or parameter.name}"


def _expected(parameter: click.Parameter | None) -> str:
    """What a parameter of this kind takes."""
    match parameter.type if parameter else None:
        case click.IntRange() as whole:
            return "cần số nguyên" + "".join(_borders(whole))
        case click.Choice() as choice:
            return "chọn một trong " + ", ".join(str(one) for one in choice.choices)
        case click.DateTime():
            return "cần một ngày có thật, ví dụ 2026-06-30"
        case click.Path() as path if path.file_okay:
            return "cần tên một tệp, không phải thư mục"
        case click.Path():
            return "cần tên một thư mục, không phải tệp"
        case Worded() as worded:
            return worded.expected
    return "xem lại chữ đã gõ"


class Worded(click.ParamType[Any]):
    """A kind of value that says itself what it takes.

    Attributes:
        expected: "cần …", as it follows "không hợp lệ:".
        word: what stands for a value in the help.
    """

    expected = ""
    word: str | None = None


def _borders(whole: click.IntRange) -> Iterator[str]:
    if whole.min is not None:
        yield f" từ {whole.min}"
    if whole.max is not None:
        yield f" đến {whole.max}"


def _nearest(possibilities: Sequence[str] | None) -> str:
    return f" Có phải {' hay '.join(possibilities)}?" if possibilities else ""


def _remarks(text: str) -> str:
    for english, vietnamese in _REMARKS.items():
        text = text.replace(english, vietnamese)
    return text


def _metavar(parameter: click.Parameter) -> str | None:
    if isinstance(parameter, click.Argument):
        return _ARGUMENTS.get(parameter.name or "", "MÃ")
    match parameter.type:
        case click.Path() as path:
            return "TỆP" if path.file_okay else "THƯ_MỤC"
        case click.IntRange():
            return "SỐ"
        case click.DateTime():
            return "NGÀY"
        case click.types.StringParamType():
            return "CHỮ"
        case Worded() as worded:
            return worded.word
    return None


def is_garbled(text: str) -> bool:
    """Whether an argument came as bytes that are no UTF-8: Python stands each for a letter that no text may hold."""
    return any("\udc80" <= letter <= "\udcff" for letter in text)


def garbled_text(text: str) -> str:
    """What to do about such an argument."""
    shown = "".join("?" if is_garbled(letter) else letter for letter in text)
    return f"Chữ “{shown}” không viết bằng mã UTF-8 nên không đọc được. Gõ lại, hoặc đổi tên tệp rồi chạy lại."
