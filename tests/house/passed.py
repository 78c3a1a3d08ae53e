"""What passed a check of this directory is remembered, for all checkouts, in the user's cache directory.

Only what passed: a finding is looked for again each time. The key is a checksum of all that the check
reads, so what is remembered can be old but never wrong; what nobody asked for in a month is forgotten.
"""

import hashlib
import os
import time
from pathlib import Path

CACHE = Path(os.environ.get('XDG_CACHE_HOME') or Path.home() / '.cache') / 'beck'
KEPT = 30 * 86_400  # seconds


def checksum(*told: str) -> str:
    """Of texts one after the other, and of where each ends."""
    whole = hashlib.sha256()
    for each in told:
        whole.update(hashlib.sha256(each.encode()).digest())
    return whole.hexdigest()


class Passed:
    """One check's memory: an empty file for each checksum."""

    def __init__(self, check: str) -> None:
        self.folder = CACHE / check
        self.folder.mkdir(parents=True, exist_ok=True)
        for mark in os.scandir(self.folder):
            if mark.stat().st_mtime < time.time() - KEPT:
                os.unlink(mark)

    def has(self, key: str) -> bool:
        try:
            os.utime(self.folder / key)
        except FileNotFoundError:
            return False
        return True

    def add(self, key: str) -> None:
        (self.folder / key).touch()
