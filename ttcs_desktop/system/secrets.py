"""The hub's token in the system's own keyring: short entries by record, never a plain file.

`token` is the one in use, `hub` the key of the hub that gave it. While it is exchanged, `next` is one that the hub has
to be asked about; `before` is the last one, which a hub that came back from a copy may know still.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "TTCS Desktop"
_PARTS = ("token", "hub", "next", "before")
# Stores that the operating system encrypts. Others (a plain or home-made file) would lay the token on the disk.
_TRUSTED = (
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)


class Secrets:
    """Tokens by record id. Where there is no keyring, or it stays locked, a token lives in this object only.

    Attributes:
        no_keyring: the last reading or writing found no keyring: the token will have to be asked for again.
    """

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._given = backend
        self._session: dict[str, str] = {}
        self._fleeting: set[str] = set()
        self.no_keyring = False

    def available(self) -> bool:
        """Whether there is a keyring that can be opened: a token given to `keep` would last beyond this session."""
        self._read(_name("", "probe"))
        return not self.no_keyring

    def keep(self, record_id: str, token: str, hub_key: str) -> bool:
        """Keep the token of a record, bound to the hub it was given by; False when it lasts for this session only.

        Two entries, because Windows holds about 1,280 characters in one.
        """
        # What is left of an exchange goes first: a token of an earlier enrolment is never tried beside a new one.
        self._remove(record_id, ("next", "before"))
        entries = {_name(record_id, "token"): token, _name(record_id, "hub"): hub_key}
        self._session.update(entries)
        self.no_keyring = not all(self._write(name, value) for name, value in entries.items())
        self._fleeting.discard(record_id)
        if self.no_keyring:
            self._fleeting.add(record_id)
        return not self.no_keyring

    def offer(self, record_id: str, token: str) -> bool:
        """Keep a token that has not been used yet beside the one in use; whether it may be used now.

        False, and nothing kept, when it would last for a shorter time than the one in use: the keyring took that one,
        and takes no other now.
        """
        kept = self._write(_name(record_id, "next"), token)
        if not kept and record_id not in self._fleeting:
            return False
        self._in_session_too(record_id, "next", token)
        return True

    def settle(self, record_id: str, token: str) -> None:
        """The hub has taken this token, of those that `tokens` names: it is the one in use, another the one before.

        Each step may be the last before the power goes, or the keyring's last: `next` goes when all else is kept.
        """
        used = self._read(_name(record_id, "token"))
        if used is not None and used != token:
            self._write(_name(record_id, "before"), used)
            self._in_session_too(record_id, "before", used)
            kept = self._write(_name(record_id, "token"), token)
            self._in_session_too(record_id, "token", token)
            if not kept and record_id not in self._fleeting:
                return
        self._remove(record_id, ("next",))

    def take_up_before(self, record_id: str) -> bool:
        """Have the hub asked about the token before this one, once; whether there is one."""
        before = self._read(_name(record_id, "before"))
        if before is None or self._read(_name(record_id, "next")) is not None or not self.offer(record_id, before):
            return False
        self._remove(record_id, ("before",))
        return True

    def tokens(self, record_id: str, hub_key: str) -> list[str]:
        """Those of which the hub takes one: the one in use last, before it one that the hub has to be asked about."""
        token = self.token(record_id, hub_key)
        fresh = self._read(_name(record_id, "next")) if token is not None else None
        return [one for one in dict.fromkeys((fresh, token)) if one is not None]

    def token(self, record_id: str, hub_key: str) -> str | None:
        """The token that the hub with `hub_key` gave this record; never one that another hub gave."""
        bound_to = self._read(_name(record_id, "hub"))
        token = self._read(_name(record_id, "token"))
        return token if bound_to == hub_key else None

    def forget(self, record_id: str) -> None:
        """Remove what is kept for a record; nothing kept is no trouble."""
        self._remove(record_id, _PARTS)

    def _in_session_too(self, record_id: str, part: str, value: str) -> None:
        """Where the token in use was given in this session, what it is exchanged for stays with it."""
        if _name(record_id, "token") in self._session:
            self._session[_name(record_id, part)] = value

    def _remove(self, record_id: str, parts: Collection[str]) -> None:
        from keyring.errors import KeyringError  # noqa: PLC0415

        for part in parts:
            name = _name(record_id, part)
            self._session.pop(name, None)
            try:
                backend = self._backend()
                if backend is not None and backend.get_password(_SERVICE, name) is not None:
                    backend.delete_password(_SERVICE, name)
            except (KeyringError, OSError, RuntimeError):
                self.no_keyring = True

    def _read(self, name: str) -> str | None:
        if name in self._session:
            return self._session[name]
        from keyring.errors import KeyringError  # noqa: PLC0415  0.1 s that the first screen need not wait for

        self.no_keyring = True
        try:
            backend = self._backend()
            value = backend.get_password(_SERVICE, name) if backend is not None else None
        except (KeyringError, OSError, RuntimeError):
            return None
        self.no_keyring = backend is None
        return value

    def _write(self, name: str, value: str) -> bool:
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            backend = self._backend()
            if backend is None:
                return False
            backend.set_password(_SERVICE, name, value)
        except (KeyringError, OSError, RuntimeError):
            return False
        return True

    def _backend(self) -> KeyringBackend | None:
        if self._given is not None:
            return self._given
        import keyring  # noqa: PLC0415

        chosen: KeyringBackend = keyring.get_keyring()
        # A chain of stores may hold a plain file behind the first; take the encrypted one itself.
        chained: tuple[KeyringBackend, ...] = tuple(getattr(chosen, "backends", ()))
        for backend in (chosen, *chained):
            if type(backend).__module__.startswith(_TRUSTED):
                return backend
        return None


def _name(record_id: str, part: str) -> str:
    return f"{record_id}:{part}"
