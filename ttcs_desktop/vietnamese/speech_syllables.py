"""Vietnamese syllables: what is one, and how many syllables a stretch of words has."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()
_OPEN = """
    a ai ao au ay âu ây e eo ê êu i ia iu iêu yêu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua uâ uây uê ui uơ uôi uy uya
    uyu ư ưa ưi ưu ươi ươu y
""".split()
_NASAL = """
    am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh êng im in inh iêm iên iêng yêm yên yêng oam oan oang oanh oăm
    oăn oăng oen om on ong oong ôm ôn ông ơm ơn um un ung uân uâng uênh uôm uôn uông uyn uynh uyên ưm ưn ưng ươm ươn
    ương ynh
""".split()
_STOPPED = """
    ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt yêt oac oach oap oat oăc oăt oc ooc oet op
    ot ôc ôp ôt ơp ơt uc up ut uât uêch uôc uôt uych uyp uyt uyêt ưc ưp ưt ươc ươp ươt ych
    yt
""".split()
_RHYMES = frozenset((*_OPEN, *_NASAL, *_STOPPED))
_AFTER_GI = _RHYMES | {"", "n", "êng", "m", "p", "ch", "t"}
_STOPS = ("c", "ch", "p", "t")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOP_TONES = "\u0301\u0323"
_FRONT = ("e", "ê", "i", "y")
_WORD = re.compile(r"[^\W_]+")
_VOWELS = re.compile(r"[aeiouyăâêôơư]+")


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Whether a word, whatever its case, is spelled as one Vietnamese syllable: Nghiêng, quý, UỶ, not ngh or cat."""
    split = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in split if char in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(char for char in split if char not in _TONES))
    tone = tones[0] if tones else ""
    return any(_fits(onset, bare.removeprefix(onset), tone) for onset in ("", *_ONSETS) if bare.startswith(onset))


@lru_cache(maxsize=1 << 12)
def syllables_of(word: str) -> int:
    """Syllables of one word; of a foreign word its groups of vowels, and at least one."""
    if is_syllable(word):
        return 1
    bare = "".join(char for char in unicodedata.normalize("NFD", word.lower()) if char not in _TONES)
    return max(1, len(_VOWELS.findall(unicodedata.normalize("NFC", bare))))


def count_syllables(spoken: str) -> int:
    """Syllables of words without digits: "ki lô mét" has three, "in-tơ-nét" as well."""
    return sum(map(syllables_of, _WORD.findall(spoken)))


def _fits(onset: str, rhyme: str, tone: str) -> bool:
    if rhyme not in (_AFTER_GI if onset == "gi" else _RHYMES):
        return False
    front = rhyme.startswith(_FRONT)
    if onset in {"k", "gh", "ngh"} and not front:
        return False
    if onset in {"c", "ng"} and front:
        return False
    if onset == "g" and front and not rhyme.startswith("i"):
        return False
    return not rhyme.endswith(_STOPS) or (tone != "" and tone in _STOP_TONES)
