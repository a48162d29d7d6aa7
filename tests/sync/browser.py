"""A headless Chromium led over its debugging pipe: no driver, no socket."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


class Tab:
    """One page of the browser."""

    def __init__(self, ask: int, answer: int) -> None:
        self._ask, self._answer = ask, answer
        self._number = 0
        self._rest = b""
        self._session: str | None = None
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable")
        self._call("Network.enable")

    def sign_in(self, name: str, token: str) -> None:
        said = base64.b64encode(f"{name}:{token}".encode()).decode()
        self._call("Network.setExtraHTTPHeaders", headers={"Authorization": f"Basic {said}"})

    def go(self, url: str) -> None:
        self._call("Page.navigate", url=url)
        self._until_loaded()

    def ask(self, script: str):
        """What a script answers."""
        found = self._call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def press(self, selector: str) -> None:
        """Press a button that leads to another page."""
        self.ask(f"document.body.dataset.old = 1; document.querySelector({selector!r}).click()")
        self._until_loaded()

    def _until_loaded(self) -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.ask("document.readyState === 'complete' && !document.body.dataset.old && location.href") not in (
                False,
                "about:blank",
            ):
                return
            time.sleep(0.02)
        raise AssertionError("the page did not come")

    def _call(self, method: str, **parameters: object) -> dict:
        self._number += 1
        said = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            said["sessionId"] = self._session
        os.write(self._ask, json.dumps(said).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                piece = os.read(self._answer, 65536)
                assert piece, "the browser went"
                self._rest += piece
            line, _, self._rest = self._rest.partition(b"\0")
            answer = json.loads(line)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]


@contextmanager
def browser() -> Iterator[Tab]:
    """A fresh browser with one page; skips where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("needs Chromium")
    ask_read, ask_write = os.pipe()
    answer_read, answer_write = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # The browser speaks on 3 and 4; dash knows descriptors of one digit only.
        script = f"exec {program} --headless --no-sandbox --disable-gpu --remote-debugging-pipe "
        script += f"--user-data-dir={profile} about:blank 3<&{ask_read} 4>&{answer_write}"
        process = subprocess.Popen(
            ["/bin/bash", "-c", script],
            pass_fds=(ask_read, answer_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(ask_read)
        os.close(answer_write)
        try:
            yield Tab(ask_write, answer_read)
        finally:
            process.kill()
            process.wait()
            os.close(ask_write)
            os.close(answer_read)
