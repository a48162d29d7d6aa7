"""The second program: counts a report's figures again, from nothing but the lists that `ttcs list … --json` prints.

Standard library only, no line of the product. It reads docs/indicators.md in its own way: a log is walked entry by
entry, where the product asks its database. Run: `python recount.py FOLDER FROM TO`; FOLDER holds SUBJECT.json files;
on stdout one JSON object, code → number as text, null where there was nothing to divide by.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

SUBJECTS = ("stations", "station_states", "clusters", "cluster_states", "items", "columns", "contributions", "log")
CLASSES = ("normal", "priority", "urgent")


def read(folder: Path, subject: str) -> list[dict]:
    return json.loads((folder / f"{subject}.json").read_text("utf-8"))["records"]


class Log:
    """What was really aired, of all that was ever written into the log."""

    def __init__(self, entries: list[dict], first: str, last: str) -> None:
        overruled = {entry["corrects"] for entry in entries if entry["corrects"] is not None}
        self.valid = sorted(
            (entry for entry in entries if entry["id"] not in overruled),
            key=lambda entry: (entry["day"], entry["start"]),
        )
        self.first, self.last = first, last
        self.counted = [entry for entry in self.valid if first <= entry["day"] <= last]
        self.played = [entry for entry in self.counted if heard(entry)]

    def premieres(self, names_of) -> list[tuple[dict, str]]:
        """(entry, name) for each name heard inside the window and never before; `names_of` an entry are its names."""
        seen: set[str] = set()
        found = []
        for entry in self.valid:
            if entry["day"] > self.last or not heard(entry):
                continue
            for name in names_of(entry):
                if name not in seen and entry["day"] >= self.first:
                    found.append((entry, name))
                seen.add(name)
        return found


def heard(entry: dict) -> bool:
    """At least one cluster, for at least one second."""
    return entry["clusters_ok"] >= 1 and entry["aired_seconds"] >= 1


def half_day(entry: dict) -> int:
    """0 to 3 for morning, noon, afternoon, evening, by the minute the entry starts."""
    hours, minutes = entry["start"].split(":")[:2]
    minute = int(hours) * 60 + int(minutes)
    return sum(minute >= border * 60 for border in (10, 14, 19))


def standing(things: list[dict], states: list[dict], link: str, day: str) -> list[dict]:
    """The state in force on a day of each thing that is there and not retired."""
    history = defaultdict(list)
    for state in states:
        if state["from_day"] <= day:
            history[state[link]].append(state)
    newest = [
        max(history[thing["id"]], key=lambda state: state["from_day"]) for thing in things if history[thing["id"]]
    ]
    return [state for state in newest if state["condition"] != "retired"]


def share(part: int, whole: int) -> str | None:
    return tenths(Decimal(part) * 100 / Decimal(whole)) if whole else None


def hours(entries: list[dict]) -> str:
    return tenths(Decimal(sum(entry["aired_seconds"] for entry in entries)) / 3600)


def tenths(number: Decimal) -> str:
    return str(number.quantize(Decimal("0.1"), ROUND_HALF_UP))


def equipment(folder: Path, day: str) -> dict[str, str]:
    clusters = standing(read(folder, "clusters"), read(folder, "cluster_states"), "cluster_id", day)
    return {
        "B01": str(len(standing(read(folder, "stations"), read(folder, "station_states"), "station_id", day))),
        "B04": str(len(clusters)),
        "B05": str(sum(state["loudspeakers"] for state in clusters)),
    }


def airtime(log: Log) -> dict[str, str | None]:
    played, counted = log.played, log.counted
    return {
        "C01": str(len({(entry["day"], half_day(entry)) for entry in played})),
        "C02": hours(played),
        "C06": hours([entry for entry in played if entry["kind"] == "relay"]),
        "C10": str(len(played)),
        **{f"C10/{name}": str(sum(entry["priority"] == name for entry in played)) for name in CLASSES},
        "C12": share(sum(entry["clusters_ok"] for entry in counted), sum(entry["clusters_total"] for entry in counted)),
        "C13": share(
            sum(entry["aired_seconds"] * entry["clusters_ok"] for entry in counted),
            sum(entry["planned_seconds"] * entry["clusters_total"] for entry in counted),
        ),
    }


def content(folder: Path, log: Log) -> dict[str, str]:
    own = {item["id"] for item in read(folder, "items") if item["origin"] == "ward"}
    editions = log.premieres(lambda entry: [entry["edition_id"]] if entry["edition_id"] else [])
    pieces = log.premieres(lambda entry: entry["items"])
    return {
        "C03": str(sum(entry["self_made"] and entry["repeat_of"] is None for entry, _ in editions)),
        "C04": str(sum(item in own for _, item in pieces)),
        "C05": str(
            sum(
                column["from_day"] <= log.last and (column["to_day"] is None or column["to_day"] >= log.last)
                for column in read(folder, "columns")
            )
        ),
        "C07": str(sum(log.first <= piece["sent_on"] <= log.last for piece in read(folder, "contributions"))),
    }


def recount(folder: Path, first: str, last: str) -> dict[str, str | None]:
    """Every figure of the window from `first` to `last`, both days included; stock is read on the last."""
    log = Log(read(folder, "log"), first, last)
    return {**equipment(folder, last), **airtime(log), **content(folder, log)}


if __name__ == "__main__":
    json.dump(recount(Path(sys.argv[1]), sys.argv[2], sys.argv[3]), sys.stdout)
