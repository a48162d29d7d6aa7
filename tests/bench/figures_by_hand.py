"""One statement for each figure, as somebody would write it who asks the file for that figure alone.

`:first`, `:last`: the window; `:now`: today. Broken down where the indicator is; of a share the part and the whole.
"""

from __future__ import annotations

_FORCE = "day BETWEEN :first AND :last AND id NOT IN (SELECT corrects FROM log_entry WHERE corrects IS NOT NULL)"
_HEARD = f"{_FORCE} AND aired_seconds > 0 AND clusters_ok > 0"
_LOG = f"FROM log_entry WHERE {_HEARD}"
_PART_OF_DAY = "CASE WHEN start < '10:00' THEN 1 WHEN start < '14:00' THEN 2 WHEN start < '19:00' THEN 3 ELSE 4 END"


def _latest(table: str, link: str) -> str:
    return (
        f"FROM {table} JOIN (SELECT {link} AS thing, max(from_day || id) AS last FROM {table}_state "
        f"WHERE deleted_at IS NULL AND from_day <= :last GROUP BY {link}) AS newest ON newest.thing = {table}.id "
        f"JOIN {table}_state AS state ON state.id = substr(newest.last, 11) "
        f"WHERE {table}.deleted_at IS NULL AND state.condition <> 'retired'"
    )


_STATIONS, _CLUSTERS = _latest("station", "station_id"), _latest("cluster", "cluster_id")
_BOARDS = _latest("notice_board", "board_id")
_HEARD_IN = (
    "JOIN (SELECT cluster_id, max(from_day || id) AS last FROM cluster_heard WHERE deleted_at IS NULL "
    "AND from_day <= :last GROUP BY cluster_id) AS lately ON lately.cluster_id = cluster.id "
    "JOIN cluster_heard AS heard ON heard.id = substr(lately.last, 11), json_each(heard.neighbourhoods) AS place "
    "JOIN neighbourhood ON neighbourhood.id = place.value AND neighbourhood.deleted_at IS NULL "
    "AND neighbourhood.from_day <= :last AND coalesce(neighbourhood.to_day, '9999') >= :last WHERE"
)
_COVERED = _CLUSTERS.replace("WHERE cluster.deleted_at", f"{_HEARD_IN} cluster.deleted_at")
_PLACES = "FROM neighbourhood WHERE deleted_at IS NULL AND from_day <= :last AND coalesce(to_day, '9999') >= :last"
_FIRST_HEARD = (
    "FROM (SELECT item_id, min(log_item.day) AS day FROM log_item JOIN log_entry ON log_entry.id = log_item.entry_id "
    "WHERE aired_seconds > 0 AND clusters_ok > 0 AND log_item.day <= :last AND log_entry.id NOT IN "
    "(SELECT corrects FROM log_entry WHERE corrects IS NOT NULL) GROUP BY item_id) AS first "
    "JOIN item ON item.id = first.item_id WHERE first.day BETWEEN :first AND :last AND item.origin = 'ward'"
)
_SENT_IN = "FROM item WHERE deleted_at IS NULL AND origin <> 'ward' AND received_on BETWEEN :first AND :last"
_URGENT = (
    "FROM urgent_message WHERE deleted_at IS NULL AND drill = 0 AND substr(sent_at, 1, 10) BETWEEN :first AND :last"
)
_SHOWN = "FROM board_text WHERE deleted_at IS NULL AND date_from BETWEEN :first AND :last"
_TOLD = (
    "FROM (SELECT topic.giver, min(log_item.day) AS day FROM topic JOIN item_topic ON topic_id = topic.id "
    "AND item_topic.deleted_at IS NULL JOIN item ON item.id = item_topic.item_id AND item.deleted_at IS NULL "
    "JOIN log_item ON log_item.item_id = item.id AND substr(log_item.day, 1, 4) = CAST(topic.year AS TEXT) "
    "JOIN log_entry ON log_entry.id = log_item.entry_id WHERE topic.deleted_at IS NULL AND aired_seconds > 0 "
    "AND clusters_ok > 0 AND log_entry.id NOT IN (SELECT corrects FROM log_entry WHERE corrects IS NOT NULL) "
    "GROUP BY topic.id) WHERE day BETWEEN :first AND :last GROUP BY giver"
)
_MEMBERS = (
    "FROM board_member AS m JOIN editorial_board AS b ON b.id = m.board_id WHERE m.deleted_at IS NULL "
    "AND b.deleted_at IS NULL AND m.from_day <= :last AND coalesce(m.to_day, '9999') >= :last "
    "AND b.from_day <= :last AND coalesce(b.to_day, '9999') >= :last GROUP BY duty"
)
_NOTED = "FROM fault WHERE deleted_at IS NULL AND noted_on BETWEEN :first AND :last"
_MENDED = "FROM fault WHERE deleted_at IS NULL AND repaired_on BETWEEN :first AND :last"
_PAPERS = "FROM directive WHERE deleted_at IS NULL AND arrived_on BETWEEN :first AND :last"
_HANDLING = (
    "CASE WHEN handled_on <= :last THEN handled_on <= coalesce(due_on, '9999') "
    "ELSE coalesce(due_on, '9999') < :last END"
)

BY_HAND = {
    "A01": f"SELECT count(*) {_PLACES}",
    "A03": "SELECT count(*) FROM person WHERE deleted_at IS NULL AND roles LIKE '%\"officer\"%'",
    "A07": f"SELECT count(*), duty {_MEMBERS}",
    "B01": f"SELECT count(*) {_STATIONS}",
    "B02": f"SELECT count(*), state.technology {_STATIONS} GROUP BY 2",
    "B03": f"SELECT sum(state.technology = 'ip'), count(*) {_STATIONS}",
    "B04": f"SELECT count(*), state.technology, state.condition {_CLUSTERS} GROUP BY 2, 3",
    "B04B": f"SELECT count(*), neighbourhood.name {_COVERED} GROUP BY 2",
    "B05": f"SELECT sum(state.loudspeakers) {_CLUSTERS}",
    "B06": f"SELECT (SELECT count(DISTINCT place.value) {_COVERED} AND state.condition = 'working'), "
    f"(SELECT count(*) {_PLACES})",
    "B06B": f"SELECT count(DISTINCT place.value) {_COVERED} AND state.condition = 'working'",
    "B07": f"SELECT sum(state.condition = 'working'), count(*) {_CLUSTERS}",
    "B10": f"SELECT count(*), thing_kind {_NOTED} GROUP BY 2",
    "B10B": f"SELECT CAST(sum(julianday(repaired_on) - julianday(noted_on)) AS INTEGER), count(*) {_MENDED}",
    "B11": f"SELECT sum(state.connected), count(*) {_CLUSTERS}",
    "B11B": f"SELECT sum(state.connected) {_CLUSTERS}",
    "B12": f"SELECT count(*) {_CLUSTERS} AND cluster.id IN "
    "(SELECT cluster_id FROM quiet_place WHERE deleted_at IS NULL)",
    "C01": f"SELECT count(DISTINCT day), {_PART_OF_DAY} {_LOG} GROUP BY 2",
    "C02": f"SELECT sum(aired_seconds), kind {_LOG} GROUP BY 2",
    "C02B": f"SELECT sum(aired_seconds), source {_LOG} GROUP BY 2",
    "C03": "SELECT count(*) FROM (SELECT edition_id, min(day || start || id) AS first, day, self_made, repeat_of "
    f"FROM log_entry WHERE {_HEARD.replace(':first', chr(39) + chr(39))} AND edition_id IS NOT NULL "
    "GROUP BY edition_id) WHERE day >= :first AND self_made = 1 AND repeat_of IS NULL",
    "C04": f"SELECT count(*), form {_FIRST_HEARD} GROUP BY 2",
    "C05": "SELECT count(*) FROM programme_column WHERE deleted_at IS NULL AND from_day <= :last "
    "AND coalesce(to_day, '9999') >= :last",
    "C06": f"SELECT sum(aired_seconds), source {_LOG} AND kind = 'relay' GROUP BY 2",
    "C07": "SELECT count(*), coalesce(used_on, '9999') <= :last FROM contribution WHERE deleted_at IS NULL "
    "AND sent_on BETWEEN :first AND :last GROUP BY 2",
    "C07B": "SELECT count(*), receiver FROM contribution WHERE deleted_at IS NULL "
    "AND sent_on BETWEEN :first AND :last GROUP BY 2",
    "C08": f"SELECT count(*), giver {_TOLD}",
    "C09": f"SELECT sum(id IN (SELECT item_id FROM log_item JOIN log_entry ON log_entry.id = log_item.entry_id "
    "WHERE log_item.day <= :last AND aired_seconds > 0 AND clusters_ok > 0 AND log_entry.id NOT IN "
    f"(SELECT corrects FROM log_entry WHERE corrects IS NOT NULL))), count(*) {_SENT_IN}",
    "C09B": f"SELECT count(*), origin {_SENT_IN} GROUP BY 2",
    "C10": f"SELECT count(*), priority {_LOG} GROUP BY 2",
    "C11": f"SELECT count(*) {_URGENT}",
    "C12": f"SELECT sum(clusters_ok), sum(clusters_total) FROM log_entry WHERE {_FORCE}",
    "C13": "SELECT sum(aired_seconds * clusters_ok), sum(planned_seconds * clusters_total) "
    f"FROM log_entry WHERE {_FORCE}",
    "C14": f"SELECT count(*), reason FROM log_entry WHERE {_FORCE} "
    "AND (aired_seconds = 0 OR clusters_ok = 0 OR state = 'interrupted') GROUP BY 2",
    "C17": "SELECT sum(decision = 'approved' AND decided_on <= day), count(*) FROM log_entry LEFT JOIN approval "
    f"ON approval.id = log_entry.approval_id WHERE {_HEARD.replace('id NOT IN', 'log_entry.id NOT IN')}",
    "D01": f"SELECT count(*), state.technology {_BOARDS} GROUP BY 2",
    "D02": f"SELECT count(*) {_BOARDS} AND state.technology <> 'paper'",
    "D04": f"SELECT sum(json_array_length(boards)) {_SHOWN}",
    "M02": f"SELECT count(*), {_HANDLING} {_PAPERS} GROUP BY 2",
    "N04": "SELECT count(*), state FROM op WHERE date(made_at, '+7 hours') <= :last GROUP BY 2",
}

SHARES = ("B03", "B06", "B07", "B10B", "B11", "C09", "C12", "C13", "C17")
_FACTS = "id, day, substr(start, 1, 5) || ' ' || title, 1"
RECORDS = {
    "C02": f"SELECT {_FACTS}, aired_seconds {_LOG} ORDER BY day, start, id",
    "C10": f"SELECT {_FACTS}, 1 {_LOG} ORDER BY day, start, id",
    "C04": f"SELECT item.id, first.day, item.title, item.rev, 1 {_FIRST_HEARD} ORDER BY first.day, item.id",
}
