"""The habits of the house, counted: sizes, names, words and places that no reviewer should have to watch."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ("ttcs_desktop", "ui", "sync", "resources", "installer")
EVERYWHERE = (*PRODUCT, "tests", "docs", ".ci")
TEXT = {".py", ".toml", ".md", ".csv", ".ts", ".nsi", ".sh", ".txt", ".lock", ".json", ".svg", ""}

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
MAX_METHODS = 20
# A migration is a list of tables, not a course of action.
LISTS = tuple(f"ttcs_desktop/storage/migrations{part}.py" for part in ("", "_first", "_second"))

# Letters of Vietnamese that plain Latin text has not; `×`, `–` and the like are no letters.
VIETNAMESE = re.compile("[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
LETTER_CLASS = re.compile(r"\[[^\]]*\]")  # `[a-zđ]` in a pattern says nothing
SPEAKING_FILES = ("wording.py", "papers.py")
SPEAKING_ROOMS = ("ui", "resources", "ttcs_desktop/papers")
# The language is the subject here: letters, syllables and the words an office types are data, not messages.
READING_ROOMS = ("ttcs_desktop/vietnamese",)


def product_files() -> list[Path]:
    return [ROOT / "run.py", *(path for room in PRODUCT for path in sorted((ROOT / room).rglob("*.py")))]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def all_text_files() -> Iterator[Path]:
    for path in sorted(ROOT.iterdir()):
        # In a second working tree `.git` is a file that says where the first one is.
        if path.is_file() and path.name != ".git" and not path.name.startswith(".venv") and path.suffix in TEXT:
            yield path
    for room in EVERYWHERE:
        for path in sorted((ROOT / room).rglob("*")):
            if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
                yield path


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines a reader must follow: the text of a docstring or of SQL written as one string is not counted."""
    strings = (part for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))
    told = {line for part in strings for line in range(part.lineno, part.end_lineno or part.lineno)}
    return (node.end_lineno or node.lineno) - node.lineno + 1 - len(told)


def patterns(module: ast.Module) -> set[int]:
    """The ids of the constants handed to `re`: they read what officers wrote, and say nothing."""
    found = set()
    for node in ast.walk(module):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re":
            found |= {id(part) for argument in node.args for part in ast.walk(argument)}
    return found


def docstrings(module: ast.Module) -> set[int]:
    """The ids of the constants that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = set()
    for node in ast.walk(module):
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr):
            found.add(id(node.body[0].value))
    return found


def test_every_module_says_its_charge() -> None:
    modules = [*product_files(), *sorted((ROOT / "tests").rglob("*.py"))]
    silent = [name(path) for path in modules if path.stat().st_size and ast.get_docstring(tree(path)) is None]
    assert silent == []


def test_no_file_of_the_product_outgrows_a_sitting() -> None:
    sizes = {name(path): len(path.read_text("utf-8").splitlines()) for path in product_files()}
    assert {path: size for path, size in sizes.items() if size > MAX_FILE_LINES} == {}


def test_every_function_fits_a_screen() -> None:
    long = {
        f"{name(path)}:{node.lineno} {node.name}": length(node)
        for path in product_files()
        for node in functions(tree(path))
        if name(path) not in LISTS and length(node) > MAX_FUNCTION_LINES
    }
    assert long == {}


def test_no_class_gathers_everything() -> None:
    """Methods in camelCase are Qt's: it asks for them by name, and they cannot be put elsewhere."""
    crowded = {}
    for path in product_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                ours = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name.islower()]
                if len(ours) > MAX_METHODS:
                    crowded[f"{name(path)}:{node.lineno} {node.name}"] = len(ours)
    assert crowded == {}


def test_tables_are_opened_by_name_and_kind() -> None:
    """`db["x"]` is a table or a view, so that the type checker can say nothing about it."""
    subscript = re.compile(r"\bdb\[")
    assert [name(path) for path in product_files() if subscript.search(path.read_text("utf-8"))] == []


def test_only_the_command_line_prints() -> None:
    printing = [
        f"{name(path)}:{node.lineno}"
        for path in product_files()
        if not name(path).startswith(("ui/cli", "run.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_vietnamese_is_written_only_where_the_officer_is_spoken_to() -> None:
    """Rules and services emit codes; docstrings and comments may name the Vietnamese term."""
    strays = []
    for path in product_files():
        place = name(path)
        if place == "run.py" or path.name in SPEAKING_FILES or place.startswith((*SPEAKING_ROOMS, *READING_ROOMS)):
            continue
        module = tree(path)
        told = docstrings(module) | patterns(module)
        strays += [
            f"{place}:{node.lineno} {node.value[:40]!r}"
            for node in ast.walk(module)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in told
            and VIETNAMESE.search(LETTER_CLASS.sub("", node.value))
        ]
    assert strays == []


def test_every_text_is_composed_unicode() -> None:
    decomposed = [
        name(path) for path in all_text_files() if not unicodedata.is_normalized("NFC", path.read_text("utf-8"))
    ]
    assert decomposed == []


@pytest.mark.parametrize("part", ["root", "home", "work", "Users"])
def test_no_file_names_a_folder_of_somebodys_machine(part: str) -> None:
    """A test may invent a home folder; nothing else needs one."""
    folder = re.compile(rf"(?<![\w.<>}}/-])(?:[A-Z]:)?[\\/]{part}[\\/]\w")
    files = [path for path in all_text_files() if part == "root" or not name(path).startswith("tests/")]
    assert [name(path) for path in files if folder.search(path.read_text("utf-8"))] == []


def test_no_file_names_a_package_index() -> None:
    address = re.compile("|".join(["py" + r"pi\.org", "python" + "hosted", "--index" + "-url", "--find" + "-links"]))
    assert [name(path) for path in all_text_files() if address.search(path.read_text("utf-8"))] == []


def test_a_frozen_class_with_slots_is_a_value() -> None:
    """See docs/decisions/0014: the library's would be compiled before the first page stands."""
    ours = "@dataclass(frozen=True, slots=True)"
    strays = []
    for path in product_files():
        text = path.read_text("utf-8")
        asked = re.findall(r"^ *@dataclass.*$", text, re.MULTILINE)
        if set(map(str.strip, asked)) == {ours} and re.search(
            r"^from dataclasses import .*\bdataclass\b", text, re.MULTILINE
        ):
            strays.append(name(path))
    assert strays == []
