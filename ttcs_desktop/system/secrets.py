"""The hub's token in the system's own keyring: two short entries per record, never a plain file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "TTCS Desktop"
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
        self.no_keyring = False

    def available(self) -> bool:
        """Whether there is a keyring that can be opened: a token given to `keep` would last beyond this session."""
        self._read(_name("", "probe"))
        return not self.no_keyring

    def keep(self, record_id: str, token: str, hub_key: str) -> bool:
        """Keep the token of a record, bound to the hub it was given by; False when it lasts for this session only.

        Two entries, because Windows holds about 1,280 characters in one.
        """
        entries = {_name(record_id, "token"): token, _name(record_id, "hub"): hub_key}
        self._session.update(entries)
        self.no_keyring = not all(self._write(name, value) for name, value in entries.items())
        return not self.no_keyring

    def token(self, record_id: str, hub_key: str) -> str | None:
        """The token that the hub with `hub_key` gave this record; never one that another hub gave."""
        bound_to = self._read(_name(record_id, "hub"))
        token = self._read(_name(record_id, "token"))
        return token if bound_to == hub_key else None

    def forget(self, record_id: str) -> None:
        """Remove what is kept for a record; nothing kept is no trouble."""
        from keyring.errors import KeyringError  # noqa: PLC0415

        for part in ("token", "hub"):
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
