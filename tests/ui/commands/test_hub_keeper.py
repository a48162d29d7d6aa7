"""The keeper of a hub at the command line: a token, a copy, the way back."""

from __future__ import annotations

import requests

from tests.ui.commands.calling import hub_process, ttcs


def test_a_token_opens_the_page_and_a_stopped_hub_goes_back_to_its_copy(tmp_path) -> None:
    with hub_process(tmp_path / "hub") as hub:
        token = ttcs("hub", "admin-token", "--data", hub.folder, "--json").document["token"]
        assert requests.get(f"{hub.url}/admin", auth=("x", token), timeout=10).status_code == 200
        copy = ttcs("hub", "backup", "--data", hub.folder, "--json").document["file"]
        refused = ttcs("hub", "restore", copy, "--data", hub.folder, "--json")
        assert (refused.code, refused.document["error"]["code"]) == (1, "hub_running")
    back = ttcs("hub", "restore", copy, "--data", hub.folder, "--json").document
    assert (tmp_path / "hub" / "backups").as_posix() in back["kept"]
