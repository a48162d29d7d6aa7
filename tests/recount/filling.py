"""What figures count beside the log, written into a ward's file at random: rows as every service would leave them."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Sequence

from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.workspace import Workspace

STAMP = "2025-12-01T00:00:00.000000Z"
RULE_SETS = ("ha-noi-2021-quan", "ha-noi-2021-huyen", "vinh-phuc-2022", "da-nang-2025", "")


def fill(ward: Workspace, days: Sequence[dt.date], chance: random.Random) -> None:
    """Something of every subject, spread over the days and a little before."""
    _Filling(ward, [day.isoformat() for day in days], chance).everything()


class _Filling:
    def __init__(self, ward: Workspace, days: list[str], chance: random.Random) -> None:
        self.ward, self.days, self.chance = ward, sorted(set(days)), chance
        self.number = 0

    def everything(self) -> None:
        with self.ward.database.transaction():
            self.office()
            self.equipment()
            self.content()
            self.papers()
            self.urgent()
            self.rules()

    def put(self, table: str, *, fact: bool = False, **columns: object) -> str:
        self.number += 1
        id_ = stable_id("filling", self.number)
        gone = STAMP if not fact and self.chance.random() < 0.1 else None
        more = {"created_at": STAMP, "created_by": "", "updated_at": STAMP, "updated_by": "", "rev": 1}
        self.ward.database.insert(table, [{"id": id_, **columns, **more, "deleted_at": gone}])
        return id_

    def day(self) -> str:
        return self.chance.choice(self.days)

    def maybe(self) -> str | None:
        return self.chance.choice([None, self.day()])

    def two_days(self) -> tuple[str, str]:
        first, last = sorted((self.day(), self.day()))
        return first, last

    def office(self) -> None:
        self.places = [
            self.put(
                "neighbourhood", name=f"Tổ {at}", from_day=self.day(), to_day=self.chance.choice([None, "2026-05-01"])
            )
            for at in range(4)
        ]
        for _ in range(2):
            first, last = self.two_days()
            board = self.put(
                "editorial_board", number="1", issued_on=first, from_day=first, to_day=self.chance.choice([None, last])
            )
            for duty in ("head", "editor", "editor"):
                first, last = self.two_days()
                to_day = self.chance.choice([None, last])
                facts = {"name": "An", "position": "", "duty": duty, "from_day": first, "to_day": to_day}
                self.put("board_member", board_id=board, **facts)

    def equipment(self) -> None:
        clusters = [one.id for one in self.ward.broadcast.inventory.clusters()]
        if self.chance.random() < 0.7:
            names = {"kind": "ward", "name": "Mới", "province_code": "99", "province": "Mẫu"}
            self.put("unit", code="99998", valid_from=self.chance.choice(["2026-03-01", "2026-07-01"]), **names)
        for cluster in clusters:
            if self.chance.random() < 0.4:
                self.ward.database.execute("UPDATE cluster SET came_from = 'Cụm 1, xã cũ' WHERE id = ?", (cluster,))
            for day in self.chance.sample(self.days, self.chance.randrange(3)):
                heard = json.dumps(self.chance.sample(self.places, self.chance.randrange(4)))
                self.put("cluster_heard", cluster_id=cluster, from_day=day, neighbourhoods=heard)
            if self.chance.random() < 0.5:
                self.put("quiet_place", cluster_id=cluster, place="Trường", hours="")
            state = {"loudspeakers": self.chance.randrange(5), "technology": self.chance.choice(["ip", "fm", "wired"])}
            condition, connected = self.chance.choice(["working", "faulty"]), self.chance.randrange(2)
            more = {"condition": condition, "connected": connected}
            states = self.ward.broadcast.inventory.cluster_states()
            known = {one.from_day.isoformat() for one in states if one.cluster_id == cluster}
            day = self.chance.choice([one for one in self.days if one not in known])
            self.put("cluster_state", cluster_id=cluster, from_day=day, **state, **more)
        boards = [self.put("notice_board", number=str(at), name="", place="") for at in range(3)]
        for board in boards:
            for day in self.chance.sample(self.days, 2):
                shown = self.chance.choice(["paper", "led", "lcd"])
                condition = self.chance.choice(["working", "faulty", "retired"])
                state = {"technology": shown, "condition": condition, "connected": 0}
                self.put("notice_board_state", board_id=board, from_day=day, **state)
        for _ in range(4):
            noted, mended = self.two_days()
            kind, thing = self.chance.choice([("cluster", self.chance.choice(clusters)), ("board", boards[0])])
            words = {"what": "Hỏng", "told_by": "", "repair": "", "cost": None}
            repaired = self.chance.choice([None, mended])
            self.put("fault", thing_kind=kind, thing_id=thing, noted_on=noted, repaired_on=repaired, **words)
        self.boards = boards

    def content(self) -> None:
        log_items = self.ward.database.rows("SELECT DISTINCT item_id FROM log_item ORDER BY item_id")
        heard = [row["item_id"] for row in log_items]
        for item in heard:
            if self.chance.random() < 0.5:
                received = (self.day(), self.chance.choice(["city", "centre"]), item)
                self.ward.database.execute("UPDATE item SET received_on = ?, origin = ? WHERE id = ?", received)
            form = self.chance.choice(["news", "article", "notice"])
            self.ward.database.execute("UPDATE item SET form = ? WHERE id = ?", (form, item))
        for year in {int(day[:4]) for day in self.days}:
            for at in range(3):
                facts = {
                    "code": str(at),
                    "text": "Chủ đề",
                    "field": "",
                    "giver": self.chance.choice(["KH 184", "KH 75"]),
                }
                more = {"from_day": None, "to_day": None, "wanted": 0, "per": "period", "copied_from": None}
                topic = self.put("topic", year=year, position=at, **facts, **more)
                for item in heard:
                    if self.chance.random() < 0.4:
                        self.put("item_topic", item_id=item, topic_id=topic)
        for _ in range(3):
            if heard:
                first, last = self.two_days()
                boards = json.dumps(self.chance.sample(self.boards, self.chance.randrange(1, 4)))
                days = {"date_from": first, "date_to": last, "opens": None, "closes": None}
                self.put("board_text", item_id=self.chance.choice(heard), boards=boards, **days)

    def papers(self) -> None:
        for at in range(5):
            words = ("number", "notation", "type_name", "organ", "organ_id", "subject", "language", "signer")
            words += ("signer_position", "urgency", "file_notation", "receiver", "handler", "reply", "note", "source")
            days = {"issued_on": None, "handed_on": None, "valid_from": None, "valid_to": None, "replaced_by": None}
            told = {"arrived_on": self.maybe(), "due_on": self.maybe(), "handled_on": self.maybe()}
            more = {"pages": None, "copies": None, "arrival_number": at}
            self.put("directive", **dict.fromkeys(words, ""), **days, **told, **more)
        plan = self.put("plan", fact=True, number="75", about="", issuer="", issued_on=None, year=2026,
                        source_name="", source_sha256="")  # fmt: skip
        for at in range(4):
            words = ("number", "group_title", "text", "when_text", "product", "note", "person")
            when = {"when_kind": "once", "when_start": None, "when_end": None, "when_every": None}
            due = {"when_due": self.day(), "when_strict": self.chance.randrange(2)}
            more = {"position": at, "lead": "[]", "coordinating": "[]", "state": "todo", "origin": "ward"}
            task = self.put("task", plan_id=plan, **dict.fromkeys(words, ""), **when, **due, **more)
            state = self.chance.choice(["done", "done", "dropped", "todo"])
            done = self.maybe() if state == "done" else None
            told = {"result": "", "difficulty": "", "person": "", "evidence": "[]", "document": ""}
            self.put("occurrence", fact=True, task_id=task, period="once", done_on=done, state=state, **told)

    def urgent(self) -> None:
        station = self.ward.broadcast.inventory.the_station().id
        for _ in range(3):
            slot = stable_id("slot of the filling", self.number)
            self.number += 1
            day, minute = self.day(), self.chance.randrange(1200)
            sent = f"{day}T{minute // 60:02}:{minute % 60:02}"
            words = ("headline", "what", "action", "area", "spoken", "board", "message", "approver", "position")
            words += ("reason", "writer", "stop_reason")
            facts = {"template": "storm", "drill": int(self.chance.random() < 0.2), "slots": json.dumps([slot])}
            sets = {"clusters": "[]", "neighbourhoods": "[]", "basis": "phone", "seconds": 60, "repeat_minutes": 0}
            times = {"starts": sent, "expires": f"{day}T23:59", "sent_at": sent, "stopped_at": None}
            self.put("urgent_message", station_id=station, **dict.fromkeys(words, ""), **facts, **sets, **times)
            told = {
                "covers": "[]",
                "decision": "approved",
                "basis": "phone",
                "approver": "",
                "position": "",
                "number": "",
            }
            yes = self.put(
                "approval", fact=True, subject="broadcast", record_id=slot, decided_on=day, reason="", **told
            )
            for later in range(self.chance.randrange(3)):
                at = min(minute + 7 * later + 3, 1439)
                played = {
                    "aired_seconds": 60 * self.chance.randrange(2),
                    "state": "full",
                    "reason": "",
                    "clusters_ok": 1,
                }
                start = f"{at // 60:02}:{at % 60:02}:00"
                self.entry(station, day, start, approval_id=yes, kind="urgent", priority="urgent", **played)

    def entry(self, station: str, day: str, start: str, **facts: object) -> None:
        fixed = {"airing_id": None, "planned_seconds": 60, "clusters_total": 1, "clusters": "[]", "title": "Khẩn"}
        more = {"source": "", "self_made": 0, "edition_id": None, "repeat_of": None, "items": "[]", "corrects": None}
        self.put("log_entry", fact=True, station_id=station, day=day, start=start, **fixed, **more, **facts)

    def rules(self) -> None:
        for day in sorted({self.day() for _ in range(2)}):
            code = self.chance.choice(RULE_SETS)
            self.put("time_rule_choice", fact=True, from_day=day, code=code, severity="warn")
