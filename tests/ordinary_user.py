"""Being refused by the file system, also for the superuser, whom no mode refuses."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
needs_modes = pytest.mark.skipif(os.name != "posix", reason="Windows does not refuse by a file's mode")


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Goes on as nobody until the end, where the tests are run by the superuser."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """A temporary folder that every user may enter; pytest's own lie under one that only its user may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)
