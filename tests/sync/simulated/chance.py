"""One seed decides everything: every source of chance that the product uses is drawn from it while a story runs."""

from __future__ import annotations

import random
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from ttcs_desktop.basics import signature


@contextmanager
def determined(seed: int) -> Iterator[random.Random]:
    """The story's own chance; ids, nonces, codes, keys and the jitter of waits come from another one beside it."""
    inner = random.Random(f"the product's, {seed}")

    def an_id() -> uuid.UUID:
        return uuid.UUID(int=inner.getrandbits(128), version=4)

    def a_key() -> str:
        return inner.randbytes(32).hex()

    with (
        mock.patch.object(secrets, "token_hex", lambda size: inner.randbytes(size).hex()),
        mock.patch.object(secrets, "randbits", inner.getrandbits),
        mock.patch.object(secrets, "choice", inner.choice),
        mock.patch.object(uuid, "uuid4", an_id),
        mock.patch.object(signature, "new_private_key", a_key),
        mock.patch.object(random, "uniform", inner.uniform),
    ):
        yield random.Random(f"the story's, {seed}")
