"""One sample ward for the questions that change nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.samples.copies import sample_copy
from ttcs_desktop.workspace import Workspace


@pytest.fixture(scope="module")
def mau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Phường Mẫu on the morning of 02/6/2026; not to be written to."""
    workspace = sample_copy(tmp_path_factory.mktemp("mau") / "mau")
    yield workspace
    workspace.close()
