"""Decides whether what an officer sees is Vietnamese, by the grammar of the syllable, and collects what a widget shows.

A word passes when it is a well-formed syllable (onset + rhyme + tone, as Quốc ngữ spells it) or is in the allow-list.
That catches nearly all English, and Vietnamese spelt wrongly, without a dictionary.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

ONSETS = frozenset("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()) | {""}
RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu yêm yên yêng yêt yêu y ych ynh yt
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uênh uêch ui um un ung uơ up ut uôc uôi uôm uôn uông uôt
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    """.split()
)
GI_RHYMES = RHYMES | {"", "êng", "n"}
FRONT = ("e", "ê", "i", "y")
TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
STOP_TONES = {"\u0301", "\u0323"}
STOPS = ("c", "ch", "p", "t")

KEYS = {f"f{number}" for number in range(1, 13)} | set(
    "ctrl alt shift enter esc tab insert delete home end pgup pgdn pageup pagedown space".split()
)
ALLOWED = KEYS | set(
    """
    zalo oa facebook tiktok youtube vneid internet email gmail video virus wifi web website online logo radio micro
    clip
    fanpage podcast infographic audio ipv4 ipv6 proxy
    pdf word excel powerpoint doc docx xlsx csv ics png jpg mp3 wav html usb cd qr ip sms api cap http https utf8
    utf windows linux
    desktop ttcs unikey times new roman noto sans tinos
    ubnd hđnd uq mttq cntt ttđt ttcs vov vov1 vov2 vtv tdp kh tt bc qđ cv nđ bttt stttt svhtt svh pttth ptth pt th vh
    xh vhxh
    ktht đt kthtđt kttđ tp hcm hn stt đvt csdl ttg cp bct tttt bvhttdl vhttdl vp atgt pccc bhyt bhxh ntm ocop
    mb kb gb tb km cm mm kg db hz khz kbps px cn
    led lcd sim
    i ii iii iv v vi vii viii ix x xi xii
    """.split()
)
"""Names, keys, file kinds, abbreviations of the administration and units; compared without case."""

ENGLISH_ALONE = frozenset("no on go me he".split())
ENGLISH_TOGETHER = ENGLISH_ALONE | frozenset("to an in so do the him then than".split())

_WORD = re.compile(r"[^\W\d_]+\d*|\d+[^\W\d_]*")
_MARKUP = re.compile(r"<[^>]+>")


@functools.cache
def is_syllable(word: str) -> bool:
    """Whether one word is a well-formed syllable of Quốc ngữ, whatever its case."""
    letters, tone = _toneless(word.lower())
    if tone is None:
        return False
    return any(_fits(onset, letters.removeprefix(onset), tone) for onset in ONSETS if letters.startswith(onset))


def foreign_words(text: str, allow: Iterable[str] = ()) -> list[str]:
    """The words of a text that are neither Vietnamese nor allowed; [] for a text an officer can read."""
    allowed = ALLOWED | {word.lower() for word in allow}
    words = _words(text)
    if words and _is_english_phrase(words):
        return words
    return [word for word in words if not _passes(word, allowed)]


def visible_texts(widget: QWidget, rows: int = 200) -> Iterator[tuple[str, str]]:
    """Every text a widget and its children show or speak, each with where it was found; at most `rows` rows a table.

    What the officer typed is not a text of ours: contents of fields are left out.
    """
    for part in [widget, *widget.findChildren(QWidget)]:
        where = type(part).__name__
        for text in _texts_of(part, rows):
            if text.strip():
                yield where, _MARKUP.sub(" ", text)


def foreign_texts(widget: QWidget, allow: Iterable[str] = ()) -> list[str]:
    """What a widget shows that is not Vietnamese, as lines a failing test can print."""
    allowed = tuple(allow)
    found = ((where, text, foreign_words(text, allowed)) for where, text in visible_texts(widget))
    return sorted({f"{where}: {text!r}: {', '.join(words)}" for where, text, words in found if words})


def unreachable_mnemonics(widget: QWidget) -> list[str]:
    """Texts whose `&` stands before a letter no keyboard has as one key, such as Đ."""
    texts = [text for _, text in visible_texts(widget)]
    return [text for text in texts if re.search(r"&(?![A-Za-z0-9&\s])", text)]


def unnamed_focusables(widget: QWidget) -> list[str]:
    """Widgets that take the keyboard but have no name for a screen reader."""
    found = []
    for part in [widget, *widget.findChildren(QWidget)]:
        takes_focus = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        inner = part.objectName().startswith("qt_") or _inside_choice(part)
        text = part.text() if isinstance(part, QAbstractButton) else ""
        if takes_focus and not inner and not (part.accessibleName() or text or _buddy_of(part, widget)):
            found.append(f"{type(part).__name__} {part.objectName()}")
    return found


def _toneless(word: str) -> tuple[str, str | None]:
    """The word without its tone mark, and the mark ("" for the level tone, None for two marks)."""
    marks = [char for char in unicodedata.normalize("NFD", word) if char in TONES]
    if len(marks) > 1:
        return word, None
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if char not in TONES)
    return unicodedata.normalize("NFC", bare), marks[0] if marks else ""


def _fits(onset: str, rhyme: str, tone: str) -> bool:
    if rhyme not in (GI_RHYMES if onset == "gi" else RHYMES):
        return False
    front = rhyme.startswith(FRONT)
    if onset in {"k", "gh", "ngh"} and not front:
        return False
    if onset in {"c", "ng"} and front:
        return False
    if onset == "g" and front and not rhyme.startswith("i"):
        return False
    return tone in STOP_TONES or not rhyme.endswith(STOPS)


def _words(text: str) -> list[str]:
    return list(_WORD.findall(unicodedata.normalize("NFC", text.replace("&", ""))))


def _passes(word: str, allowed: set[str]) -> bool:
    if word.lower() in allowed or word.isdigit() or len(word) == 1:
        return True
    letters = "".join(char for char in word if char.isalpha())
    if letters != word:
        return len(letters) == 1 or letters.lower() in allowed
    return is_syllable(word)


def _is_english_phrase(words: list[str]) -> bool:
    lower = [word.lower() for word in words]
    return lower[0] in ENGLISH_ALONE if len(lower) == 1 else all(word in ENGLISH_TOGETHER for word in lower)


def _texts_of(part: QWidget, rows: int) -> Iterator[str]:
    yield from (part.windowTitle(), part.toolTip(), part.statusTip(), part.whatsThis())
    yield from (part.accessibleName(), part.accessibleDescription())
    if isinstance(part, QLabel | QAbstractButton):
        yield part.text()
    if isinstance(part, QLineEdit | QPlainTextEdit | QTextEdit):
        yield part.placeholderText()
    if isinstance(part, QGroupBox | QMenu):
        yield part.title()
    if isinstance(part, QComboBox):
        yield from (part.itemText(number) for number in range(part.count()))
    if isinstance(part, QTabBar):
        yield from (part.tabText(number) for number in range(part.count()))
    for action in part.actions():
        yield from _texts_of_action(action)
    if isinstance(part, QAbstractItemView) and not isinstance(part.parentWidget(), QComboBox):
        model = part.model()
        if model is not None:
            yield from _texts_of_model(model, rows, headers=isinstance(part, QTableView))


def _texts_of_action(action: QAction) -> Iterator[str]:
    yield from (action.text(), action.toolTip(), action.statusTip())


def _texts_of_model(model: QAbstractItemModel, rows: int, *, headers: bool) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    top = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)  # a list model hides its count
    for column in range(columns):
        if headers:
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(rows, model.rowCount(top))):
            index = model.index(row, column, top)
            yield from (str(value) for role in roles if isinstance(value := index.data(role), str))


def _inside_choice(part: QWidget) -> bool:
    """Whether a widget is the list or the line Qt builds into a combo box: the box speaks for it."""
    above = part.parentWidget()
    return isinstance(above, QComboBox) or (above is not None and above.inherits("QComboBoxPrivateContainer"))


def _buddy_of(part: QWidget, top: QWidget) -> bool:
    return any(label.buddy() is part for label in top.findChildren(QLabel))
