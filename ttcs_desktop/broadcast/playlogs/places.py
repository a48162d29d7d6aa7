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
    """The clusters of one station, found by whatever a file writes."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        found: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.count = 0
        for cluster in clusters:
            self.count += 1
            for name in (cluster.number, cluster.name, cluster.place):
                if name:
                    found[words_of_place(name)].add(cluster.number or cluster.name)
        # A name that two clusters share says nothing.
        self._named = {words: min(names) for words, names in found.items() if len(names) == 1 and words}
        self._longest = sorted(self._named, key=len, reverse=True)
        self._told: dict[str, str] = {}

    def knows(self, written: str) -> bool:
        """Whether some cluster is meant."""
        return words_of_place(written) in self._named

    def name(self, written: str) -> str:
        """What the cluster is called here; as written where it is none of ours."""
        return self._named.get(words_of_place(written), written)

    def of_speaker(self, speaker: str) -> str:
        """The cluster of a loudspeaker by its name alone: one of ours, what stands before its number, or itself."""
        if speaker not in self._told:
            self._told[speaker] = self._of_speaker(speaker)
        return self._told[speaker]

    def _of_speaker(self, speaker: str) -> str:
        words = words_of_place(speaker)
        if words in self._named:
            return self._named[words]
        for known in self._longest:
            span = len(known)
            # A bare number is no name inside a longer one: "loa 3" of cluster 12 is not cluster 3.
            if not all(map(str.isdigit, known)) and any(
                words[at : at + span] == known for at in range(len(words) - span + 1)
            ):
                return self._named[known]
        tail = re.fullmatch(r"(.+?)[\s_/|:.-]+[^\W\d_]*\s*\d{1,4}", speaker)
        head = tail[1].strip() if tail else ""
        named = set(re.findall(r"[a-z]+|\d+", fold_words(head)))
        return head if named - _DEVICE else speaker
