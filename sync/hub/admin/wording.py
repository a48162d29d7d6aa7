"""The keeper's page in Vietnamese: one self-contained document, no script, every text from outside escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from sync.hub.admin.service import PRIORITIES, Pc, Period, View
from sync.streams import CENTRAL, Line
from ttcs_desktop.basics.errors import InvalidInput

_PRIORITIES = dict(zip(PRIORITIES, ("Thông thường", "Ưu tiên", "Khẩn cấp"), strict=True))
_KINDS = {
    "article": "Tin, bài",
    "task": "Nhiệm vụ",
    "topics": "Danh mục chủ đề",
    "notice": "Thông báo",
    "return": "Trả lại báo cáo",
}
_TROUBLES = {
    "title_missing": "Chưa có tên bài.",
    "text_missing": "Chưa có nội dung.",
    "stream_unknown": "Chọn nơi nhận.",
    "priority_unknown": "Chọn mức ưu tiên.",
    "file_too_large": "Tệp lớn quá mức. Nén âm thanh thành MP3 rồi gửi lại.",
    "file_empty": "Tệp không có gì bên trong. Chọn tệp khác.",
    "line_too_long": "Bài quá dài. Rút gọn hoặc tách làm nhiều bài.",
    "reason_missing": "Ghi lý do rút.",
    "record_gone": "Bài này không còn.",
    "unit_code": "Mã đơn vị gồm năm chữ số.",
    "trial_unit": "Mã 99xxx chỉ dùng thử trên chính máy này.",
    "year_unreadable": "Năm gồm bốn chữ số.",
}
_CSS = """
body{font:15px/1.5 system-ui,"Segoe UI",sans-serif;color:#1d232b;background:#f4f5f7;margin:0}
main{max-width:1080px;margin:0 auto;padding:16px}
section{background:#fff;border:1px solid #d5d9df;border-radius:6px;padding:12px 16px;margin:0 0 16px}
h1{font-size:20px;margin:8px 0 16px}h2{font-size:16px;margin:0 0 8px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 8px;border-bottom:1px solid #e4e7eb}
th{color:#4b5563;font-weight:600}td.n{text-align:right;font-variant-numeric:tabular-nums}
label{display:block;margin:6px 0 2px}input,select,textarea{font:inherit;padding:4px 6px;max-width:100%}
textarea{width:100%;height:9em;box-sizing:border-box}button{font:inherit;padding:4px 12px;margin-top:6px}
.late,.no{color:#9a3412;font-weight:600}.done{background:#ecfdf3;border:1px solid #86c9a0;padding:8px 12px}
.bad{background:#fff4ed;border:1px solid #f0a67a;padding:8px 12px}code{font-size:17px}
"""


def page(view: View, form_code: str, said: str = "") -> str:
    """The whole page; `said` is a sentence about what was just done, as HTML made here."""
    name = escape(view.name)
    body = "".join(
        (
            f"<h1>{name}: quản trị</h1>",
            said,
            _section("Kỳ báo cáo", _periods(view.known, view.shown, form_code)),
            _section("Phát hành tới các đơn vị", _publish(view.streams, form_code) + _told(view.told, form_code)),
            _section("Máy của đơn vị", _pcs(view.pcs, form_code)),
            _section("Cấp mã kích hoạt", _code(form_code)),
        )
    )
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{name}: quản trị</title><style>{_CSS}</style></head><body><main>{body}</main></body></html>"
    )


def done(words: str) -> str:
    return f'<p class="done" role="status">{escape(words)}</p>'


def new_code(unit: str, code: str) -> str:
    return (
        f'<p class="done" role="status">Mã kích hoạt của đơn vị {escape(unit)}, dùng một lần trong 72 giờ: '
        f"<code>{escape(code)}</code></p>"
    )


def trouble(error: InvalidInput) -> str:
    words = _TROUBLES.get(error.code, "Chưa làm được. Xem lại các ô đã điền.")
    return f'<p class="bad" role="alert">{escape(words)}</p>'


def published(line: Line) -> str:
    return done(f"Đã phát hành, dòng {line.seq}. Các đơn vị nhận ở lần đồng bộ tới.")


def withdrawn() -> str:
    return done("Đã rút. Đơn vị nào đồng bộ thì bài thôi phát ngay.")


def revoked() -> str:
    return done("Máy này không gửi được nữa. Những gì đã gửi vẫn giữ nguyên.")


def renewed() -> str:
    return done("Máy này sẽ đổi khóa ở lần đồng bộ tới. Đơn vị không phải làm gì.")


def closed(*, again: bool) -> str:
    return done("Kỳ đã mở lại." if again else "Kỳ đã khóa, không nhận thêm bản nào.")


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{title}</h2>{inside}</section>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], empty: str) -> str:
    """Cells are HTML made here: whoever makes one escapes what came from outside."""
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    if not lines:
        return f"<p>{empty}</p>"
    return (
        "<table><tr>"
        + "".join(f"<th>{head}</th>" for head in heads)
        + "</tr>"
        + "".join(f"<tr>{line}</tr>" for line in lines)
        + "</table>"
    )


def _periods(known: Sequence[tuple[str, int]], shown: Period | None, form_code: str) -> str:
    links = " · ".join(
        f'<a href="/admin?template={escape(template, quote=True)}&amp;year={year}">{escape(template)} {year}</a>'
        for template, year in known
    )
    if shown is None:
        return links or "<p>Chưa đơn vị nào nộp.</p>"
    sent = _table(
        ("Mã", "Đơn vị", "Bản", "Nhận lúc", "Đúng hạn", "Biên nhận"),
        [
            (
                escape(one.unit),
                escape(one.name),
                str(one.version),
                one.at,
                '<span class="late">Muộn</span>' if one.late else "Đúng hạn",
                escape(one.receipt_no),
            )
            for one in shown.submitted
        ],
        "Chưa đơn vị nào nộp.",
    )
    missing = "".join(f"<li>{escape(code)} {escape(name)}</li>" for code, name in shown.missing)
    waiting = f'<h3 class="no">Chưa nộp: {len(shown.missing)}</h3><ul>{missing}</ul>' if shown.missing else ""
    sums = _table(
        ("Mã", "Chỉ tiêu", "Đơn vị tính", "Cộng", "Số đơn vị"),
        [
            (escape(one.code), escape(one.name), escape(one.unit), f"{one.total:f}".replace(".", ","), str(one.units))
            for one in shown.sums
        ],
        "Chưa có số để cộng.",
    )
    act, words = ("reopen", "Mở lại kỳ") if shown.closed else ("close", "Khóa kỳ")
    hidden = _hidden("template", shown.template) + _hidden("year", str(shown.year))
    return (
        f"<p>{links}</p><h3>{escape(shown.template)} {shown.year}: đã nộp {len(shown.submitted)}</h3>{sent}{waiting}"
        f"<h3>Tổng số liệu (không cộng tỷ lệ)</h3>{sums}" + _form(act, hidden, words, form_code)
    )


def _publish(streams: Sequence[str], form_code: str) -> str:
    if not streams:
        return "<p>Chưa có đơn vị nào nối máy.</p>"
    places = "".join(f'<option value="{escape(one, quote=True)}">{escape(_place(one))}</option>' for one in streams)
    levels = "".join(f'<option value="{one}">{_PRIORITIES[one]}</option>' for one in PRIORITIES)
    fields = (
        f'<label for="stream">Nơi nhận</label><select id="stream" name="stream">{places}</select>'
        f'<label for="priority">Mức ưu tiên</label><select id="priority" name="priority">{levels}</select>'
        '<label for="title">Tên bài</label><input id="title" name="title" size="70" maxlength="500">'
        '<label for="text">Nội dung đọc trên loa</label><textarea id="text" name="text"></textarea>'
        '<label for="valid_to">Dùng đến ngày</label><input id="valid_to" name="valid_to" type="date">'
        '<label for="file">Âm thanh hoặc ảnh kèm theo</label>'
        '<input id="file" name="file" type="file" accept="audio/*,image/*">'
    )
    return _form("publish", fields, "Phát hành", form_code, with_file=True)


def _told(lines: Sequence[Line], form_code: str) -> str:
    return _table(
        ("Loại", "Tên", "Nơi nhận", "Lần", ""),
        [
            (
                escape(_KINDS.get(line.kind, line.kind)),
                escape(str(line.content.get("title", line.content.get("reason", "")))),
                escape(_place(line.stream)),
                str(line.rev),
                "Đã rút" if line.withdrawn else _take_back(line, form_code) if line.kind == "article" else "",
            )
            for line in lines
        ],
        "Chưa phát hành gì.",
    )


def _take_back(line: Line, form_code: str) -> str:
    fields = _hidden("id", line.id) + '<input name="reason" placeholder="Lý do rút" aria-label="Lý do rút">'
    return _form("withdraw", fields, "Rút", form_code)


def _pcs(pcs: Sequence[Pc], form_code: str) -> str:
    return _table(
        ("Mã", "Đơn vị", "Máy", "Nối từ", "Gửi gần nhất", ""),
        [
            (
                escape(one.unit),
                escape(one.name),
                escape(one.device[-6:]),
                one.enrolled_at,
                one.last_at or "Chưa gửi",
                "Đã ngắt" if one.revoked else _acts(one, form_code),
            )
            for one in pcs
        ],
        "Chưa có máy nào.",
    )


def _acts(one: Pc, form_code: str) -> str:
    of_pc = _hidden("device", one.device)
    return _form("renew", of_pc, "Đổi khóa", form_code) + _form("revoke", of_pc, "Ngắt máy", form_code)


def _code(form_code: str) -> str:
    field = (
        '<label for="unit">Mã đơn vị</label><input id="unit" name="unit" inputmode="numeric" maxlength="5" size="6">'
    )
    return _form("code", field, "Cấp mã", form_code)


def _form(act: str, fields: str, words: str, form_code: str, *, with_file: bool = False) -> str:
    kind = ' enctype="multipart/form-data"' if with_file else ""
    return (
        f'<form method="post" action="/admin/{act}"{kind}>{_hidden("form_code", form_code)}{fields} '
        f"<button>{words}</button></form>"
    )


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value, quote=True)}">'


def _place(stream: str) -> str:
    if stream == CENTRAL:
        return "Mọi đơn vị"
    kind, _, code = stream.partition(":")
    return f"Các đơn vị của tỉnh, thành phố {code}" if kind == "prov" else f"Đơn vị {code}"
