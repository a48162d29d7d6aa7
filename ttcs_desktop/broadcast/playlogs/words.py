"""What the words of states, kinds and footers in a log mean; read without marks, never shown."""

from __future__ import annotations

import re
from functools import lru_cache

from ttcs_desktop.vietnamese.text import fold_words

# What was begun and broke off has played what its seconds say; what failed has not.
_FAILED = re.compile(
    r"\b(?:khong phat|khong thanh cong|that bai|chua phat|khong dat|da huy|huy|bo qua|fail\w*|cancel\w*|skip\w*|"
    r"not played|missed|no signal|rejected|unreachable)\b|^(?:0|false|no|khong|n|x loi)$"
)
_BROKEN = re.compile(
    r"\b(?:loi|mat ket noi|mat dien|ngat|bi ngat|offline|ngoai tuyen|timeout|error|disconnect\w*|"
    r"interrupt\w*|abort\w*)\b"
)
_PLAYED = re.compile(
    r"\b(?:da phat|thanh cong|phat du|phat xong|hoan thanh|ket thuc|success\w*|ok|done|complete\w*|finish\w*|played|"
    r"online|phat thieu|mot phan|partial)\b|^(?:1|true|yes|co|y|dat|tot)$"
)
_SUM = re.compile(r"^(?:tong|tong cong|tong so|cong|tong hop|total|sum|grand total)\b")
_EVERYWHERE = re.compile(
    r"^(?:toan|tat ca|ca) (?:phuong|xa|dia ban|khu vuc|dai|dac khu|cum|cac cum|loa|cac loa|he thong|bo)$"
    r"|^(?:tat ca|toan bo|all|all zones|all clusters|all speakers|everywhere)$"
)


@lru_cache(maxsize=1024)
def played(state: str) -> bool | None:
    """Whether a state says that it played; None when it leaves that to the seconds."""
    words = fold_words(state)
    if not words or (_BROKEN.search(words) and not _FAILED.search(words)):
        return None
    if _FAILED.search(words):
        return False
    return True if _PLAYED.search(words) else None


@lru_cache(maxsize=1024)
def is_state(text: str) -> bool:
    """Whether a cell reads like a state at all."""
    words = fold_words(text)
    return bool(_FAILED.search(words) or _BROKEN.search(words) or _PLAYED.search(words))


@lru_cache(maxsize=8192)
def is_sum(text: str) -> bool:
    """Whether a row that begins so adds up the rows above it."""
    return bool(_SUM.search(fold_words(text)))


@lru_cache(maxsize=4096)
def places_of(text: str) -> tuple[str, ...]:
    """The places a cell names, empty for everywhere."""
    if not text or _EVERYWHERE.match(fold_words(text)):
        return ()
    return tuple(part.strip() for part in re.split(r"[;,\n]", text) if part.strip())
