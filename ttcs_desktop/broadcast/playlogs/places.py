"""Which cluster a file means: names as people shorten them, and loudspeakers that carry their cluster's name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from ttcs_desktop.broadcast.model import Cluster
from ttcs_desktop.vietnamese.text import fold_words

_SHORT = (("to dan pho", "tdp"), ("khu dan cu", "kdc"), ("khu pho", "kp"), ("speaker group", ""), ("cluster", ""))
_IDLE = frozenset("cum loa so ma ten khu vuc zone group nhom tai".split())
_DEVICE = frozenset("loa l spk speaker thiet bi tb bo thu bt device dev cuc thu mcu node id so no".split())


@lru_cache(maxsize=8192)
def words_of_place(text: str) -> tuple[str, ...]:
    """ "Cụm loa TDP03" and "Tổ dân phố 3" alike: ("tdp", "3")."""
    words = " ".join(re.findall(r"[a-z]+|\d+", fold_words(text)))
    for long, short in _SHORT:
        words = re.sub(rf"\b{long}\b", short, words)
    parts = [str(int(word)) if word.isdigit() else word for word in words.split()]
    return tuple([word for word in parts if word not in _IDLE] or parts)


class Places:
    """The clusters of one station, found by whatever a file writes.

    `blind` is a file of loudspeakers by codes of which none tells its cluster: they are counted, not placed.
    """

    def __init__(self, clusters: Iterable[Cluster], *, blind: bool = False) -> None:
        found: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.count, self._blind = 0, blind
        for cluster in clusters:
            self.count += 1
            for name in (cluster.number, cluster.name, cluster.place):
                if name:
                    found[words_of_place(name)].add(cluster.number or cluster.name)
        # A name that two clusters share says nothing.
        self._named = {words: min(names) for words, names in found.items() if len(names) == 1 and words}
        self._longest = sorted(self._named, key=len, reverse=True)
        self._known: dict[str, str] = {}
        self._told: dict[str, str] = {}

    def knows(self, written: str) -> bool:
        """Whether some cluster is meant."""
        return bool(self._find(written))

    def name(self, written: str) -> str:
        """What the cluster is called here; as written where it is none of ours."""
        return self._find(written) or written

    def of_speaker(self, speaker: str) -> str:
        """The cluster of a loudspeaker by its name alone: one of ours, else what stands before its number or itself.

        Empty in a file whose codes tell no cluster.
        """
        if speaker not in self._told:
            self._told[speaker] = self._find(speaker) or ("" if self._blind else _before_number(speaker))
        return self._told[speaker]

    def _find(self, written: str) -> str:
        """The cluster that is called so, or whose name stands inside; empty for none."""
        if written not in self._known:
            self._known[written] = self._found(words_of_place(written))
        return self._known[written]

    def _found(self, words: tuple[str, ...]) -> str:
        if words in self._named:
            return self._named[words]
        for known in self._longest:
            span = len(known)
            # A bare number is no name inside a longer one: "loa 3" of cluster 12 is not cluster 3.
            if not all(map(str.isdigit, known)) and any(
                words[at : at + span] == known for at in range(len(words) - span + 1)
            ):
                return self._named[known]
        return ""


def _before_number(speaker: str) -> str:
    tail = re.fullmatch(r"(.+?)[\s_/|:.-]+[^\W\d_]*\s*\d{1,4}", speaker)
    head = tail[1].strip() if tail else ""
    named = set(re.findall(r"[a-z]+|\d+", fold_words(head)))
    return head if named - _DEVICE else speaker
