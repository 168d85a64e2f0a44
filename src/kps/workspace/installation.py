"""Where this kps was installed from, as far as the machine knows: what a build server is told to fetch."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from kps.resources import DISTRIBUTION
from kps.scaffold.start import Program
from kps.workspace.errors import Wrong
from kps.workspace.git import repository_of


def installed() -> Program | None:
    """What this kps was installed from; None where that is not known, or nothing that others can fetch."""
    told = _written_down()
    if told is None:
        return None
    address = str(told.get("url", ""))
    commit = _table(told, "vcs_info").get("commit_id")
    if isinstance(commit, str):
        return _public(address, commit)
    return _of_clone(address) if "dir_info" in told else None


def _written_down() -> dict[str, object] | None:
    """What pip wrote down of a direct installation (direct_url.json, PEP 610)."""
    try:
        text = distribution(DISTRIBUTION).read_text("direct_url.json")
        found = json.loads(text) if text else None
    except (PackageNotFoundError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _table(found: dict[str, object], key: str) -> dict[str, object]:
    value = found.get(key)
    return value if isinstance(value, dict) else {}


def _of_clone(address: str) -> Program | None:
    """What a clone of the repository, installed where it lies, was cloned from, at the commit it stands at."""
    parts = urlsplit(address)
    folder = Path(url2pathname(parts.path))
    if parts.scheme != "file" or not folder.is_dir():
        return None
    try:
        clone = repository_of(folder)
        if not clone.top.samefile(folder):
            return None
        address = clone.text("config", "--get", "remote.origin.url").strip()
        return _public(address, clone.text("rev-parse", "--verify", "HEAD").strip())
    except Wrong:
        return None


def _public(address: str, commit: str) -> Program | None:
    """The program at the address, without anybody's name or password; None where an address is not enough."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or not re.fullmatch(r"[0-9a-f]{40}", commit):
        return None
    host = parts.netloc.rpartition("@")[2]
    return Program(urlunsplit(("https", host, parts.path, "", "")), commit)
