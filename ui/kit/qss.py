"""The style sheet, generated from the tokens: what QSS can say over Fusion. What it cannot is painted in subclasses."""

from __future__ import annotations

from string import Template

import resources
from ui.kit.tokens import ROLES, Tokens

_BASE = """
QWidget { color: $text; }
QMainWindow, QDialog, QWidget#page { background: $bg; }
QLabel { background: transparent; }
QToolTip { background: $text; color: $surface; border: ${one}px solid $text; padding: ${four}px ${eight}px; }
QFrame#panel, QFrame#tile { background: $surface; border: ${one}px solid $line; border-radius: ${six}px; }
QFrame#panelHead { background: $surface; border: none; border-bottom: ${one}px solid $soft;
  border-top-left-radius: ${six}px; border-top-right-radius: ${six}px; }
QFrame#actionBar { background: $surface; border: none; border-top: ${one}px solid $line; }
QFrame#topBar, QFrame#toolRow { background: $surface; border: none; border-bottom: ${one}px solid $line; }
QFrame#statusBar { background: $rail; border: none; border-top: ${one}px solid $line; }
QFrame#rail { background: $rail; border: none; border-right: ${one}px solid $line; }
QFrame#rule { background: $line; border: none; }
QFrame#empty { background: $surface; border: ${one}px dashed $field; border-radius: ${six}px; }
QFrame#card { background: $surface; border: ${one}px solid $field; border-radius: ${six}px; }
QWidget#cardBody { background: $surface; }
QFrame#cardHead { background: $head; border: none; border-bottom: ${one}px solid $line;
  border-top-left-radius: ${five}px; border-top-right-radius: ${five}px; }
QFrame#toast { background: $text; border: none; border-radius: ${five}px; }
QFrame#toast QLabel { color: $surface; }
QFrame#sidePanel { background: $surface; border: none; border-left: ${one}px solid $line; }
QFrame#sidePanel[folded="true"] { border-left: none; border-top: ${one}px solid $line; }
"""

_BUTTONS = """
QDialogButtonBox QPushButton { min-width: ${h64}px; min-height: ${h26}px; }
QPushButton, QToolButton { background: $surface; border: ${one}px solid $line; border-radius: ${five}px;
  color: $text; padding: 0 ${ten}px; }
PaperPreview QPushButton, QPrintDialog QPushButton, QPrintDialog QToolButton { min-height: ${h22}px; }
QPushButton:hover, QToolButton:hover { background: $head; }
QPushButton:pressed, QToolButton:pressed { background: $soft; }
QPushButton:checked { background: $sel; border-color: $sel_edge; color: $accent; }
QPushButton:focus, QToolButton:focus { border: ${two}px solid $accent; }
QPushButton:disabled { color: $disabled; background: $head; border-color: $line; }
QPushButton[kind="primary"], QPushButton:default { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover { background: $accent; border-color: $text; }
QPushButton[kind="primary"]:focus, QPushButton:default:focus { border: ${two}px solid $text; }
QPushButton[kind="primary"]:disabled, QPushButton:default:disabled { background: $head; border-color: $line;
  color: $disabled; }
QPushButton[kind="danger"] { color: $red; border-color: $red_edge; }
QPushButton[kind="danger"]:disabled { color: $disabled; border-color: $line; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $head; }
QPushButton[kind="quiet"]:focus { border: ${two}px solid $accent; }
QPushButton[kind="toast"] { background: transparent; border-color: $surface; color: $surface; }
QPushButton[kind="toast"]:focus { border: ${two}px solid $surface; }
QPushButton[kind="pill"] { border-radius: ${h13}px; }
QPushButton[kind="pill"]:checked { border-color: $accent; background: $sel; color: $accent; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { background: $surface; color: $text;
  border: ${one}px solid $field; border-radius: ${five}px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QComboBox { padding: 0 ${eight}px; min-height: ${h26}px; max-height: ${h26}px; }
QPlainTextEdit, QTextEdit { padding: ${four}px ${six}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border: ${two}px solid $accent; }
QLineEdit:focus, QComboBox:focus { padding: 0 ${seven}px; min-height: ${h24}px; max-height: ${h24}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: ${three}px ${five}px; }
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QComboBox[bad="true"] { border: ${two}px solid $red; }
QLineEdit[bad="true"], QComboBox[bad="true"] { padding: 0 ${seven}px; min-height: ${h24}px; max-height: ${h24}px; }
QLineEdit[bad="true"]:focus, QPlainTextEdit[bad="true"]:focus, QComboBox[bad="true"]:focus {
  border: ${two}px solid $accent; background: $red_ground; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $head; color: $disabled;
  border-color: $line; }
QLineEdit[readOnly="true"] { background: $head; border-color: $line; }
QTableView QLineEdit { border: ${two}px solid $accent; border-radius: 0; padding: 0 ${five}px;
  min-height: 0; max-height: 9999px; }
QTableView QLineEdit[bad="true"] { border-color: $red; }
QTableView QLineEdit[bad="true"]:focus { border-color: $red; background: $red_ground; }
QComboBox::drop-down { border: none; width: ${h26}px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url($chevron); width: ${h16}px; height: ${h16}px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: ${one}px solid $field;
  selection-background-color: $sel; selection-color: $text; outline: none; }
QComboBox QAbstractItemView:focus { border: ${one}px solid $field; }
QComboBox QAbstractItemView::item { min-height: ${h28}px; }
QCheckBox, QRadioButton { spacing: ${eight}px; background: transparent; min-height: ${h24}px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; border: ${two}px solid $accent; border-radius: ${five}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator { width: ${h16}px; height: ${h16}px; background: $surface; border: ${one}px solid $field;
  border-radius: ${two}px; }
QCheckBox::indicator:checked { background: $accent; border: ${one}px solid $accent; image: url($tick); }
"""

_LISTS = """
QTableView, QListView, QTreeView { background: $surface; border: ${two}px solid transparent; color: $text;
  gridline-color: $soft; selection-background-color: $sel; selection-color: $text; outline: none; }
QTableView[framed="true"] { border: ${one}px solid $line; border-radius: ${five}px; padding: ${one}px; }
QTableView:focus, QListView:focus, QTreeView:focus, QTableView[framed="true"]:focus {
  border: ${two}px solid $accent; padding: 0; }
QHeaderView { background: $head; border: none; }
QHeaderView::section { background: $head; color: $text2; border: none; border-bottom: ${one}px solid $line;
  padding: 0 ${eight}px; font-weight: 600; font-size: ${f12}px; }
QTableCornerButton::section { background: $head; border: none; }
QMenu { background: $surface; border: ${one}px solid $field; padding: ${four}px 0; }
QMenu::item { padding: ${six}px ${h24}px; background: transparent; }
QMenu::item:selected { background: $sel; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: ${one}px; background: $line; margin: ${four}px 0; }
QScrollBar:vertical { background: transparent; width: ${ten}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${ten}px; margin: 0; }
QScrollBar::handle { background: $field; border-radius: ${three}px; margin: ${two}px; }
QScrollBar::handle:vertical { min-height: ${h24}px; }
QScrollBar::handle:horizontal { min-width: ${h24}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea, QScrollArea > QWidget > QWidget#page { background: transparent; border: none; }
QScrollArea[focusPolicy="11"], QScrollArea[focusPolicy="StrongFocus"], QAbstractScrollArea[ring="true"] {
  border: ${two}px solid transparent; }
QScrollArea:focus, QAbstractScrollArea[ring="true"]:focus { border: ${two}px solid $accent; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: ${one}px; }
QSplitter::handle:vertical { height: ${one}px; }
QProgressBar { background: $soft; border: none; border-radius: ${three}px; max-height: ${six}px;
  min-height: ${six}px; }
QProgressBar::chunk { background: $accent; border-radius: ${three}px; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; border: none; padding: ${six}px ${h12}px; color: $text2; }
QTabBar::tab:selected { color: $accent; border-bottom: ${two}px solid $accent; font-weight: 600; }
QTabBar::tab:selected:focus { border: ${two}px solid $accent; border-radius: ${five}px; padding: ${four}px ${ten}px; }
QTabBar[tight="true"]::tab { padding: ${six}px ${seven}px; }
QTabBar[tight="true"]::tab:selected:focus { padding: ${four}px ${five}px; }
QTabWidget::pane { border: none; border-top: ${one}px solid $line; }
QCalendarWidget QWidget { alternate-background-color: $head; }
QCalendarWidget QToolButton { border: none; background: transparent; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
"""

_INKS = ("text2", "accent", "green", "amber", "red", "teal", "blue", "disabled", "on_accent")
_BANNERS = {"info": "sel", "warn": "amber", "error": "red", "done": "green"}


def style_sheet(t: Tokens, scale: float = 1.0) -> str:
    """The whole sheet for a palette and a scale (1 = 100 %)."""
    values = {name: t.colour(name) for name in Tokens.__slots__}
    values |= {name: str(max(1, round(n * scale))) for name, n in _MEASURES.items()}
    chevron = "chevron-down-dark.svg" if t.surface < "#800000" else "chevron-down-light.svg"
    tick = "check-dark.svg" if t.on_accent < "#800000" else "check-light.svg"
    values["tick"] = resources.path(f"icons/{tick}").as_posix()
    values["chevron"] = resources.path(f"icons/{chevron}").as_posix()
    parts = [_BASE, _BUTTONS, _FIELDS, _LISTS, _roles(scale), _inks(t), _banners(t)]
    return "\n".join(Template(part).substitute(values) for part in parts)


_MEASURES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "h12": 12,
    "h13": 13,
    "h16": 16,
    "h22": 22,
    "h24": 24,
    "h26": 26,
    "h28": 28,
    "h64": 64,
    "f12": 12,
}


def _roles(scale: float) -> str:
    """Sizes of the type scale. The room on top is for the second mark of capitals such as Ẵ, a pixel above the line."""
    rules = []
    for role, style in ROLES.items():
        size = round(style.size * scale)
        room = max(1, round(size * 0.1))
        rules.append(
            f'QLabel[role="{role}"] {{ font-size: {size}px; font-weight: {style.weight}; padding-top: {room}px; }}'
        )
    return "\n".join(rules)


def _inks(t: Tokens) -> str:
    return "\n".join(f'QLabel[ink="{ink}"] {{ color: {t.colour(ink)}; }}' for ink in _INKS)


def _banners(t: Tokens) -> str:
    rules = []
    for kind, trio in _BANNERS.items():
        ground = t.sel if kind == "info" else t.colour(f"{trio}_ground")
        edge = t.colour(f"{trio}_edge")
        rules.append(
            f'QFrame#banner[kind="{kind}"] {{ background: {ground}; border: 1px solid {edge}; border-radius: 5px; }}'
        )
    return "\n".join(rules)
