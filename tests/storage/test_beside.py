"""What lies beside the record by a name of its own goes into a backup and comes back with it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.wards import NOON, clock_of, make_ward
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.statistics import city_catalogue
from ttcs_desktop.statistics.catalogue import CITY_FILE
from ttcs_desktop.storage.backup_check import check_backup
from ttcs_desktop.storage.backup_folder import backup_at, copy_backup
from ttcs_desktop.storage.manifest import manifest_of
from ttcs_desktop.workspace import open_workspace, restore_workspace

HEAD = 'mode = "extend"\nversion = "HN-3"\nindicators = ["B04", "X01"]\n'
LINE = '[[indicator]]\ncode = "X01"\nname = "Loa mỗi cụm"\nunit = "loa"\nkind = "stock"\nformula = "B05 chia B04."\n'
TEXT = HEAD + LINE + 'expression = "B05 / B04"\n'
CODE, YEAR = "184-6T", 2026


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    if made.is_open:
        made.close()


def counted(folder) -> dict:
    ward = open_workspace(folder, FixedClock(NOON))
    try:
        values = ward.statistics.report(CODE, YEAR).values
        return {one.indicator.code: one.counted for one in values}
    finally:
        ward.close()


def test_a_restore_on_another_pc_counts_as_the_first_did(ward, tmp_path) -> None:
    city_catalogue.put(ward.folder, TEXT.encode())
    made = backup_at(ward.backup())
    assert made.manifest is not None
    assert list(made.manifest.beside or {}) == [CITY_FILE]
    assert (made.manifest.received, check_backup(made).missing) == (0, ())
    stick = copy_backup(made, tmp_path / "stick")
    ward.close()
    there = tmp_path / "another pc"
    assert restore_workspace(there, stick.path, ward.clock).missing == ()
    assert counted(there) == counted(ward.folder) == {"B04": 2, "X01": 4}


def test_what_stood_there_is_kept_and_a_backup_without_the_file_takes_it_away(ward) -> None:
    without = backup_at(ward.backup())
    clock_of(ward).advance(dt.timedelta(hours=1))
    city_catalogue.put(ward.folder, TEXT.encode())
    with_it = backup_at(ward.backup())
    ward.close()
    restore_workspace(ward.folder, without.path, ward.clock)
    assert not (ward.folder / CITY_FILE).exists()
    (kept,) = ward.folder.glob("catalogue-before-restore-*.toml")
    assert kept.read_text("utf-8") == TEXT
    restore_workspace(ward.folder, with_it.path, ward.clock)
    assert (ward.folder / CITY_FILE).read_text("utf-8") == TEXT
    assert len(list(ward.folder.glob("catalogue*"))) == 2
    assert list(ward.folder.glob("*.part")) == []


def test_an_old_backup_says_nothing_of_it_and_a_foreign_name_is_never_written(ward, tmp_path) -> None:
    city_catalogue.put(ward.folder, TEXT.encode())
    made = backup_at(ward.backup())
    ward.close()
    manifest = manifest_of(made.path)
    told = json.loads(manifest.read_bytes())
    (sha256,) = told["beside"].values()
    manifest.write_text(json.dumps({**told, "beside": {"../escaped.toml": sha256}}), "utf-8")
    restore_workspace(tmp_path / "other", made.path, ward.clock)
    assert not list(tmp_path.glob("**/escaped.toml"))
    del told["beside"]
    manifest.write_text(json.dumps(told), "utf-8")
    city_catalogue.put(ward.folder, b"mode = 1")
    restore_workspace(ward.folder, made.path, ward.clock)
    assert (ward.folder / CITY_FILE).read_bytes() == b"mode = 1"


def test_a_file_that_was_lost_from_the_backup_is_told_and_leaves_what_stands(ward, tmp_path) -> None:
    city_catalogue.put(ward.folder, TEXT.encode())
    made = backup_at(ward.backup())
    (sha256,) = (made.manifest.beside or {}).values()
    made.files.drop(sha256)
    ward.close()
    assert check_backup(made).missing == (sha256,)
    assert restore_workspace(ward.folder, made.path, ward.clock).missing == (sha256,)
    assert (ward.folder / CITY_FILE).read_text("utf-8") == TEXT


def test_an_empty_file_hinders_no_backup(ward) -> None:
    (ward.folder / CITY_FILE).write_bytes(b"")
    made = backup_at(ward.backup())
    assert made.manifest.beside == {}
