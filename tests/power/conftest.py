"""The ward and the hub of the tests of the sync, here too."""

from tests.sync.conftest import clock, hub, make_ward, ward

__all__ = ["clock", "hub", "make_ward", "ward"]
