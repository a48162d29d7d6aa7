"""Folders that may hold a record, preferences that survive damage, tokens that never lie in a file."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.system.drives import is_network, kind_of_drive, mount_of, read_mounts
from ttcs_desktop.system.paths import check_folder, settings_file, trial_folder, ward_folder
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.system.settings import (
    LARGEST_SCALE,
    SMALLEST_SCALE,
    RowHeight,
    Settings,
    Theme,
    read_settings,
    write_settings,
)

MOUNTS = r"""
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
23 22 0:5 / /proc rw - proc proc rw
30 22 0:40 / /mnt/van\040phong rw - cifs //may-chu/chung rw
31 22 0:41 / /mnt/nfs rw - nfs4 10.0.0.1:/x rw
32 22 8:1 / /media/usb rw - vfat /dev/sda1 rw
33 22 0:50 / /run/user/0/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
34 31 254:1 / /mnt/nfs/local rw - ext4 /dev/vdb rw
broken line
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/home/a/ward", False),
        ("/mnt/van phong/ward", True),
        ("/mnt/van phong", True),
        ("/mnt/van phongx", False),
        ("/mnt/nfs/deep/ward", True),
        ("/mnt/nfs/local/ward", False),
        ("/run/user/0/gvfs/smb", True),
    ],
)
def test_the_deepest_mount_decides_whether_a_folder_is_on_the_network(folder: str, network: bool):
    assert is_network(mount_of(Path(folder), read_mounts(MOUNTS))) is network


def test_of_two_mounts_at_one_place_the_later_counts():
    table = "1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / /data rw - ext4 b rw\n3 2 0:3 / /data rw - nfs c rw"
    assert mount_of(Path("/data/x"), read_mounts(table)).type == "nfs"


@given(st.text(max_size=300))
def test_any_mount_table_can_be_read(table: str):
    mount_of(Path("/a/b"), read_mounts(table))


def test_the_folder_of_a_test_is_fit(tmp_path: Path):
    check_folder(tmp_path / "not" / "there" / "yet")
    assert kind_of_drive(tmp_path) is None


@pytest.mark.parametrize("name", ["OneDrive", "OneDrive - UBND phường Mẫu", "Dropbox", "Google Drive"])
def test_a_folder_that_is_copied_to_a_cloud_is_refused(tmp_path: Path, name: str):
    with pytest.raises(EnvironmentProblem) as refused:
        check_folder(tmp_path / name / "ward")
    assert (refused.value.code, refused.value.details["why"]) == ("folder_unsuitable", "cloud")


def test_the_cloud_folder_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Tai lieu"))
    with pytest.raises(EnvironmentProblem):
        check_folder(tmp_path / "Tai lieu" / "ward")
    check_folder(tmp_path / "Tai lieu khac")


def test_the_trial_lies_outside_the_record():
    assert not trial_folder().is_relative_to(ward_folder())
    assert ward_folder() != ward_folder(for_all=True)
    assert settings_file().suffix == ".json"


def test_settings_are_read_back(tmp_path: Path):
    path = tmp_path / "new" / "settings.json"
    kept = Settings(Theme.DARK, 125, RowHeight.COMPACT)
    write_settings(path, Settings())
    write_settings(path, kept)
    assert read_settings(path) == kept
    assert os.listdir(path.parent) == ["settings.json"]


@given(st.binary(max_size=200))
def test_a_damaged_file_gives_the_defaults(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    path = tmp_path_factory.mktemp("s") / "settings.json"
    path.write_bytes(content)
    assert read_settings(path) == Settings()


@pytest.mark.parametrize(
    "content", ['{"theme":"pink","scale":true,"row_height":7}', '{"scale":100000}', "[1]", "[" * 100_000, "{}"]
)
def test_a_preference_that_makes_no_sense_takes_its_default(tmp_path: Path, content: str):
    path = tmp_path / "settings.json"
    path.write_text(content)
    assert read_settings(path) == Settings()


@pytest.mark.parametrize("scale", [SMALLEST_SCALE, 113, LARGEST_SCALE])
def test_any_scale_of_the_theme_is_kept(tmp_path: Path, scale: int):
    path = tmp_path / "settings.json"
    write_settings(path, Settings(scale=scale))
    assert read_settings(path).scale == scale


def test_one_bad_preference_leaves_the_others(tmp_path: Path):
    path = tmp_path / "settings.json"
    path.write_text('{"theme":"dark","scale":"big","row_height":"roomy","later":1}')
    assert read_settings(path) == Settings(Theme.DARK, 100, RowHeight.ROOMY)


def test_settings_that_cannot_be_saved_are_told(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentProblem, match="settings_not_saved"):
        write_settings(tmp_path / "file" / "settings.json", Settings())


class Store(KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        del self.entries[service, username]

    def _open(self) -> None:
        if self.locked:
            raise KeyringError("locked")


def test_a_token_is_kept_for_the_next_session_in_two_short_entries():
    store = Store()
    assert Secrets(store).keep("record", "t" * 64, "k" * 64) is True
    later = Secrets(store)
    assert later.token("record", "k" * 64) == "t" * 64
    assert later.token("another record", "k" * 64) is None
    assert later.no_keyring is False
    assert sorted(len(value) for value in store.entries.values()) == [64, 64]


def test_a_token_is_given_out_only_for_the_hub_that_made_it():
    secrets = Secrets(Store())
    secrets.keep("record", "token", "key")
    assert secrets.token("record", "another key") is None


def test_forgetting_removes_both_entries():
    store = Store()
    secrets = Secrets(store)
    secrets.keep("record", "token", "key")
    secrets.forget("record")
    secrets.forget("record")
    assert (store.entries, secrets.token("record", "key")) == ({}, None)


def test_a_locked_keyring_keeps_the_token_for_the_session_only():
    store = Store()
    assert Secrets(store).available() is True
    store.locked = True
    secrets = Secrets(store)
    assert secrets.available() is False
    assert secrets.keep("record", "token", "key") is False
    assert (secrets.token("record", "key"), secrets.no_keyring) == ("token", True)
    next_session = Secrets(store)
    assert (next_session.token("record", "key"), next_session.no_keyring) == (None, True)
    next_session.forget("record")


def test_a_keyring_that_is_a_plain_file_is_no_keyring(tmp_path: Path):
    program = (
        "import keyring, keyring.backends.null\n"
        "from ttcs_desktop.system.secrets import Secrets\n"
        "keyring.set_keyring(keyring.backends.null.Keyring())\n"
        "s = Secrets()\n"
        "print(s.keep('r', 't', 'k'), s.no_keyring, Secrets().token('r', 'k'), Secrets().available())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "None", "False"]


def test_settings_are_nobody_elses_business(tmp_path: Path):
    path = tmp_path / "settings.json"
    write_settings(path, Settings())
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
