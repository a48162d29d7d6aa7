"""The second program: counts a report's figures again, from nothing but the lists that `ttcs list … --json` prints.

Standard library only, no line of the product. It reads docs/indicators.md in its own way: a log is walked entry by
entry, where the product asks its database. Run: `python recount.py FOLDER FROM TO`; FOLDER holds SUBJECT.json files;
on stdout one JSON object, code → number as text, null where there was nothing to divide by.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import median

SUBJECTS = (
    *("stations", "station_states", "clusters", "cluster_states", "items", "columns", "contributions", "log"),
    *(
        "neighbourhoods",
        "people",
        "boards",
        "board_members",
        "cluster_heard",
        "quiet_places",
        "faults",
        "notice_boards",
    ),
    *("notice_board_states", "board_texts", "topics", "item_topics", "approvals", "urgent", "time_rules", "rule_sets"),
    *("directives", "task_days", "report_days", "sending", "units"),
)
CLASSES = ("normal", "priority", "urgent")
PARTS_OF_DAY = ("morning", "noon", "afternoon", "evening")


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


def tally(code: str, words, names) -> dict[str, str]:
    """`code` and how often each of `names` is among the words."""
    words = list(words)
    return {code: str(len(words)), **{f"{code}/{name}": str(words.count(name)) for name in names}}


def seen(code: str, amounts: dict[str, int], write=str) -> dict[str, str]:
    """The parts of a figure that is broken down by whatever words the record has."""
    return {f"{code}/{name}": write(amount) for name, amount in amounts.items()}


def valid(row: dict, day: str) -> bool:
    return row["from_day"] <= day and (row["to_day"] is None or row["to_day"] >= day)


def days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def equipment(folder: Path, first: str, day: str) -> dict[str, str | None]:
    stations = standing(read(folder, "stations"), read(folder, "station_states"), "station_id", day)
    clusters = standing(read(folder, "clusters"), read(folder, "cluster_states"), "cluster_id", day)
    places = {one["id"]: one["name"] for one in read(folder, "neighbourhoods") if valid(one, day)}
    heard = {
        one["cluster_id"]: one["neighbourhoods"] for one in read(folder, "cluster_heard") if one["from_day"] <= day
    }
    pairs = [(state, place) for state in clusters for place in heard.get(state["cluster_id"], []) if place in places]
    covered = {place for state, place in pairs if state["condition"] == "working"}
    quiet = {one["cluster_id"] for one in read(folder, "quiet_places")}
    linked = sum(state["connected"] for state in clusters)
    by_name: dict[str, int] = defaultdict(int)
    for _, place in pairs:
        by_name[places[place]] += 1
    technologies = [state["technology"] for state in stations]
    return {
        "A01": str(len(places)),
        "B01": str(len(stations)),
        **tally("B02", technologies, ("wired", "fm", "mixed", "ip")),
        "B03": share(technologies.count("ip"), len(stations)),
        **tally("B04", [state["technology"] for state in clusters], ("wired", "fm", "mixed", "ip")),
        **tally("B04", [state["condition"] for state in clusters], ("working", "faulty")),
        "B04B": str(len(pairs)),
        **seen("B04B", by_name),
        **as_then(folder, clusters, day),
        "B05": str(sum(state["loudspeakers"] for state in clusters)),
        "B06": share(len(covered), len(places)),
        "B06B": str(len(covered)),
        "B07": share(sum(state["condition"] == "working" for state in clusters), len(clusters)),
        "B11": share(linked, len(clusters)),
        "B11B": str(linked),
        "B12": str(sum(state["cluster_id"] in quiet for state in clusters)),
        **repairs(read(folder, "faults"), first, day),
        **boards(folder, first, day),
    }


def as_then(folder: Path, clusters: list[dict], day: str) -> dict[str, str]:
    """Clusters and loudspeakers of today's unit, and which of them joined only after the day."""
    units = read(folder, "units")
    joined = [
        one["valid_from"]
        for one in units
        if any(old["valid_from"] < one["valid_from"] and old["code"] != one["code"] for old in units)
    ]
    foreign = {one["id"] for one in read(folder, "clusters") if one["came_from"]}
    before = bool(joined) and day < max(joined)
    held = ["later" if before and state["cluster_id"] in foreign else "then" for state in clusters]
    loud = {
        name: sum(s["loudspeakers"] for s, h in zip(clusters, held, strict=True) if h == name) for name in set(held)
    }
    return {
        **tally("B04C", held, ("then", "later")),
        "B05B": str(sum(loud.values())),
        **{f"B05B/{name}": str(loud.get(name, 0)) for name in ("then", "later")},
    }


def repairs(faults: list[dict], first: str, last: str) -> dict[str, str | None]:
    noted = [one["thing_kind"] for one in faults if first <= one["noted_on"] <= last]
    mended = [one for one in faults if one["repaired_on"] and first <= one["repaired_on"] <= last]
    days = sum(days_between(one["noted_on"], one["repaired_on"]) for one in mended)
    mean = tenths(Decimal(days) / len(mended)) if mended else None
    return {**tally("B10", noted, ("station", "cluster", "board")), "B10B": mean}


def boards(folder: Path, first: str, last: str) -> dict[str, str]:
    found = standing(read(folder, "notice_boards"), read(folder, "notice_board_states"), "board_id", last)
    shown = [one["technology"] for one in found]
    texts = [one for one in read(folder, "board_texts") if first <= one["date_from"] <= last]
    return {
        **tally("D01", shown, ("paper", "led", "lcd")),
        "D02": str(sum(one != "paper" for one in shown)),
        "D04": str(sum(len(one["boards"]) for one in texts)),
    }


def office(folder: Path, day: str) -> dict[str, str]:
    working = {one["id"] for one in read(folder, "boards") if valid(one, day)}
    members = [one for one in read(folder, "board_members") if one["board_id"] in working and valid(one, day)]
    return {
        "A03": str(sum("officer" in one["roles"] for one in read(folder, "people"))),
        **tally("A07", [one["duty"] for one in members], ("head", "deputy", "editor", "member")),
    }


def airtime(folder: Path, log: Log) -> dict[str, str | None]:
    played, counted = log.played, log.counted
    failed = [one["reason"] or "not_given" for one in counted if not heard(one) or one["state"] == "interrupted"]
    sessions = {(entry["day"], half_day(entry)) for entry in played}
    reasons = ("power", "connection", "loudspeaker", "noise", "urgent", "order", "other", "not_given")
    agreed = {one["id"]: one["decided_on"] for one in read(folder, "approvals") if one["decision"] == "approved"}
    kinds = ("relay", "programme", "insert", "urgent")
    approved = sum(agreed.get(entry["approval_id"], "9999") <= entry["day"] for entry in played)
    relays = [entry for entry in played if entry["kind"] == "relay"]
    return {
        **tally("C01", [PARTS_OF_DAY[part] for _, part in sessions], PARTS_OF_DAY),
        "C02": hours(played),
        **{f"C02/{kind}": hours([one for one in played if one["kind"] == kind]) for kind in kinds},
        "C02B": hours(played),
        **seen("C02B", by_source(played), hours),
        "C06": hours(relays),
        **seen("C06", by_source(relays), hours),
        **tally("C10", [entry["priority"] for entry in played], CLASSES),
        "C12": share(sum(entry["clusters_ok"] for entry in counted), sum(entry["clusters_total"] for entry in counted)),
        "C13": share(
            sum(entry["aired_seconds"] * entry["clusters_ok"] for entry in counted),
            sum(entry["planned_seconds"] * entry["clusters_total"] for entry in counted),
        ),
        **tally("C14", failed, reasons),
        **tally("C16", breaches(folder, played), ("off_day", "many_sessions", "long_session", "too_early")),
        "C17": share(approved, len(played)),
    }


def by_source(entries: list[dict]) -> dict[str, list[dict]]:
    found = defaultdict(list)
    for entry in entries:
        found[entry["source"]].append(entry)
    return found


def breaches(folder: Path, played: list[dict]) -> list[str]:
    """Each entry that breaks a rule of its day on at least one cluster, by the rule."""
    choices = sorted(read(folder, "time_rules"), key=lambda one: one["from_day"])
    sets = {one["id"]: one for one in read(folder, "rule_sets")}
    found: set[tuple[str, str]] = set()
    for day in {entry["day"] for entry in played}:
        held = [one for one in choices if one["from_day"] <= day]
        rules = sets.get(held[-1]["code"]) if held else None
        if rules is None:
            continue
        of_day = [
            one
            for one in played
            if one["day"] == day
            and "urgent" not in (one["kind"], one["priority"])
            and (rules["relay"] or one["kind"] != "relay")
        ]
        for cluster in {name for one in of_day for name in one["clusters"] or [""]}:
            found |= broken([one for one in of_day if cluster in (one["clusters"] or [""])], rules)
    return [rule for rule, _ in found]


def broken(plays: list[dict], rules: dict) -> set[tuple[str, str]]:
    """What one cluster's day breaks: (rule, entry)."""
    plays = sorted(plays, key=lambda one: (one["start"], one["id"]))
    if date.fromisoformat(plays[0]["day"]).isoweekday() not in rules["weekdays"]:
        return {("off_day", plays[0]["id"])}
    found = set()
    parts = sorted({half_day(one) for one in plays})
    if len(parts) > rules["sessions"]:
        late = next(one for one in plays if half_day(one) == parts[rules["sessions"]])
        found.add(("many_sessions", late["id"]))
    for part in parts:
        mine = [one for one in plays if half_day(one) == part]
        opens = rules["earliest"].get(PARTS_OF_DAY[part])
        if opens and seconds_of(mine[0]["start"]) < seconds_of(opens):
            found.add(("too_early", mine[0]["id"]))
        busy: set[int] = set()
        for one in mine:
            begun = seconds_of(one["start"])
            busy |= set(range(begun, begun + one["aired_seconds"]))
            if len(busy) > rules["minutes"] * 60:
                found.add(("long_session", one["id"]))
                break
    return found


def seconds_of(time: str) -> int:
    hours_, minutes, *rest = (int(part) for part in time.split(":"))
    return hours_ * 3600 + minutes * 60 + (rest[0] if rest else 0)


def content(folder: Path, log: Log) -> dict[str, str | None]:
    items = {item["id"]: item for item in read(folder, "items")}
    editions = log.premieres(lambda entry: [entry["edition_id"]] if entry["edition_id"] else [])
    own = [items[name] for _, name in log.premieres(lambda entry: entry["items"]) if name in items]
    own = [item["form"] for item in own if item["origin"] == "ward"]
    sent = [piece for piece in read(folder, "contributions") if log.first <= piece["sent_on"] <= log.last]
    used = ["yes" if piece["used_on"] and piece["used_on"] <= log.last else "no" for piece in sent]
    received = [
        one
        for one in items.values()
        if one["origin"] != "ward" and one["received_on"] and log.first <= one["received_on"] <= log.last
    ]
    ever = {name for entry in log.valid if entry["day"] <= log.last and heard(entry) for name in entry["items"]}
    receivers: dict[str, int] = defaultdict(int)
    for piece in sent:
        receivers[piece["receiver"]] += 1
    return {
        "C03": str(sum(entry["self_made"] and entry["repeat_of"] is None for entry, _ in editions)),
        **tally("C04", own, ("news", "article", "report", "interview", "notice")),
        "C05": str(
            sum(
                column["from_day"] <= log.last and (column["to_day"] is None or column["to_day"] >= log.last)
                for column in read(folder, "columns")
            )
        ),
        **tally("C07", used, ("yes", "no")),
        "C07B": str(len(sent)),
        **seen("C07B", receivers),
        **topics(folder, log, set(items)),
        "C09": share(sum(one["id"] in ever for one in received), len(received)),
        **tally("C09B", [one["origin"] for one in received], ("city", "centre")),
    }


def topics(folder: Path, log: Log, items: set[str]) -> dict[str, str]:
    """Topics told for the first time in their year, on a day of the window."""
    told_by = defaultdict(set)
    for link in read(folder, "item_topics"):
        told_by[link["topic_id"]].add(link["item_id"])
    found: dict[str, int] = defaultdict(int)
    for topic in read(folder, "topics"):
        days = [
            entry["day"]
            for entry in log.valid
            if heard(entry)
            and entry["day"][:4] == str(topic["year"])
            and told_by[topic["id"]] & items & set(entry["items"])
        ]
        if days and log.first <= min(days) <= log.last:
            found[topic["giver"]] += 1
    return {"C08": str(sum(found.values())), **seen("C08", found)}


def urgent(folder: Path, log: Log) -> dict[str, str | None]:
    """Messages sent, and the middle of the minutes until each was first heard."""
    of_slot = {one["id"]: one["record_id"] for one in read(folder, "approvals")}
    real = [one for one in read(folder, "urgent") if not one["drill"] and log.first <= one["sent_at"][:10] <= log.last]
    waits = []
    for message in real:
        plays = [
            entry["day"] + "T" + entry["start"]
            for entry in log.valid
            if heard(entry)
            and message["sent_at"][:10] <= entry["day"] <= message["expires"][:10]
            and of_slot.get(entry["approval_id"]) in message["slots"]
        ]
        if plays:
            span = datetime.fromisoformat(min(plays)) - datetime.fromisoformat(message["sent_at"])
            waits.append(max(0, round(span.total_seconds() / 60)))
    return {"C11": str(len(real)), "C11B": tenths(Decimal(str(median(waits)))) if waits else None}


def duties(folder: Path, first: str, last: str) -> dict[str, str | None]:
    tasks = [how_done(one) for one in read(folder, "task_days") if first <= one["due"] <= last]
    papers = [
        how_handled(one, last)
        for one in read(folder, "directives")
        if one["arrived_on"] and first <= one["arrived_on"] <= last
    ]
    reports = [how_sent(one) for one in read(folder, "report_days") if first <= one["before"] <= last]
    sending = [one["state"] for one in read(folder, "sending") if local_day(one["made_at"]) <= last]
    return {
        **tally("M01", tasks, ("in_time", "late", "undated", "overdue", "open", "dropped")),
        "M01B": share(tasks.count("in_time"), len(tasks)),
        **tally("M02", papers, ("handled", "handled_late", "overdue", "open")),
        **tally("M03", reports, ("in_time", "late", "open", "missed")),
        "M03B": share(reports.count("in_time"), len(reports)),
        **tally("N04", sending, ("waiting", "done", "refused")),
    }


def how_done(one: dict) -> str:
    if one["state"] == "dropped":
        return "dropped"
    if one["state"] == "done":
        if one["done_on"] is None:
            return "undated"
        return (
            "in_time" if one["done_on"] < one["due"] or (one["done_on"] == one["due"] and not one["strict"]) else "late"
        )
    gone = one["due"] <= one["today"] if one["strict"] else one["due"] < one["today"]
    return "overdue" if gone else "open"


def how_handled(one: dict, last: str) -> str:
    if one["handled_on"] and one["handled_on"] <= last:
        return "handled" if one["due_on"] is None or one["handled_on"] <= one["due_on"] else "handled_late"
    return "overdue" if one["due_on"] and one["due_on"] < last else "open"


def how_sent(one: dict) -> str:
    if one["sent_on"]:
        return "in_time" if one["sent_on"] < one["before"] else "late"
    return "open" if one["today"] < one["before"] else "missed"


def local_day(stamp: str) -> str:
    """The day in Viet Nam of a moment in universal time."""
    return (datetime.fromisoformat(stamp[:19]) + timedelta(hours=7)).date().isoformat()


def recount(folder: Path, first: str, last: str) -> dict[str, str | None]:
    """Every figure of the window from `first` to `last`, both days included; stock is read on the last."""
    log = Log(read(folder, "log"), first, last)
    return {
        **equipment(folder, first, last),
        **office(folder, last),
        **airtime(folder, log),
        **content(folder, log),
        **urgent(folder, log),
        **duties(folder, first, last),
    }


if __name__ == "__main__":
    json.dump(recount(Path(sys.argv[1]), sys.argv[2], sys.argv[3]), sys.stdout)
