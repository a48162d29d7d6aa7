"""Which files may be attached, and the words in those that can be read. Nothing that runs by itself is taken."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.grids.container import MAX_FILE, Container
from ttcs_desktop.grids.plain_text import text_of_bytes
from ttcs_desktop.grids.sheet import workbook_tables
from ttcs_desktop.grids.word_text import word_lines
from ttcs_desktop.storage.files import safe_name
from ttcs_desktop.vietnamese.legacy import modern
from ttcs_desktop.vietnamese.text import nfc

LARGEST = 100 * 1024 * 1024
"""Bytes of the largest file that is attached: a scanned paper of some hundred pages, an hour of speech."""
LONGEST_TEXT = 200_000
"""Letters of a file that are searched; what comes after is kept in the file alone."""

# What Windows, or a program on it, runs when it is opened: programs, scripts, shortcuts, installers, disk images, pages
# with scripts. After the lists that mail programs refuse by.
_RUNS = frozenset(
    "ade adp app appinstaller application appref-ms appx appxbundle apk asp aspx bas bat bin cab chm class cmd cnt com "
    "command cpl crt dll desktop diagcab dmg exe fxp gadget grp hlp hpj hta htm html inf ins iso isp its jar jnlp js "
    "jse ksh lnk mad maf mag mam maq mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz mht mhtml msc msh msh1 msh2 "
    "mshxml msi msix msixbundle msp mst msu ocx ops osd pcd pif pl plg prf prg ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 "
    "psdm1 psm1 py pyc pyo pyw pyz pyzw reg run scf scr sct settingcontent-ms sh shb shs svg sys theme tmp udl url "
    "vb vbe vbp vbs vhd vhdx vsmacros vsw vxd webpnp website ws wsc wsf wsh xbap xhtml xll xnk xsl".split()
)
_MACROS = frozenset("docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm".split())
_PROGRAMS = (b"\x7fELF", b"#!", b"L\0\0\0\x01\x14\x02\0", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_HEAD = 1024
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def name_allowed(path: Path) -> str:
    """The name under which a file is attached.

    Raises InvalidInput("file", …): `attachment_folder`; `attachment_program`, `attachment_macros`; `file_empty`,
    `attachment_too_large`; EnvironmentProblem `file_unreadable`. Each with the file's name.
    """
    name = safe_name(path.name)
    ending = Path(name).suffix.lower().removeprefix(".")
    try:
        if path.is_dir():
            raise InvalidInput("file", "attachment_folder", name=name)
        if ending in _MACROS:
            raise InvalidInput("file", "attachment_macros", name=name)
        if not path.is_file():  # also a pipe or a device, which would never end
            raise EnvironmentProblem("file_unreadable", name=name)
        with path.open("rb") as stream:
            size, head = os.fstat(stream.fileno()).st_size, stream.read(_HEAD)
    except OSError as error:
        raise EnvironmentProblem("file_unreadable", name=name) from error
    if ending in _RUNS or _is_program(head):
        raise InvalidInput("file", "attachment_program", name=name)
    if size > LARGEST:
        raise InvalidInput("file", "attachment_too_large", name=name, limit_mb=LARGEST // (1024 * 1024))
    if not head:
        raise InvalidInput("file", "file_empty")
    return name


def words_in(path: Path, ending: str) -> str:
    """The text of a Word, Excel or text file; empty for what cannot be read, whatever the reason."""
    read = {".docx": _of_word, ".xlsx": _of_workbook, ".txt": _of_letters, ".csv": _of_letters}.get(ending)
    try:
        if read is None or path.stat().st_size > MAX_FILE:
            return ""
        text = _CONTROL.sub(" ", nfc(read(path.read_bytes())))
    except (InvalidInput, OSError, RecursionError):
        return ""  # the file itself is kept all the same
    now = modern(text)
    return (now.text if now is not None else text)[:LONGEST_TEXT].strip()


def _is_program(head: bytes) -> bool:
    return head.startswith(_PROGRAMS) or (head.startswith(b"MZ") and b"\0" in head)


def _of_word(data: bytes) -> str:
    return "\n".join(line.text for line in word_lines(data))


def _of_workbook(data: bytes) -> str:
    blocks = workbook_tables(Container(data))
    return "\n".join(" ".join(filter(None, (cell.own_text for cell in row))) for block in blocks for row in block.rows)


def _of_letters(data: bytes) -> str:
    return text_of_bytes(data)[0]
