"""Runs of kps with bounds on time and memory: jobs come in as JSON, what became of each goes out as JSON.

kps is imported once; each job is a fork of this process, which sees to it that none outlives its bounds.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from kps.cli import app
from kps.cli.commands import actions, calendar, diff, new_meeting, render, report, validate

# What hangs is to be found, and a slow machine's pace is not: the goal of 2 is held where it is measured.
CPU_SECONDS = int(os.environ.get("KPS_HOSTILE_SECONDS", "10"))
MEMORY = 500 * 1024**2
PATIENCE = 60
"""Seconds by the clock after which a run that uses no time of its own is taken to hang."""

LOADED = (actions, calendar, diff, new_meeting, render, report, validate)


def main() -> None:
    """Every job in its turn."""
    jobs = json.load(sys.stdin)
    json.dump([_ran(job) for job in jobs], sys.stdout)


def _ran(job: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _become(job, out.fileno(), err.fileno())
        status, used = _wait(child)
        return {**job, "status": status, "cpu": used, "out": _text(out), "err": _text(err)}


def _become(job: dict[str, Any], out: int, err: int) -> None:
    status = 99
    try:
        os.chdir(job["folder"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        status = app.run(job["arguments"])
        sys.stdout.flush()
    finally:
        os._exit(status)


def _wait(child: int) -> tuple[int | str, float]:
    begun = monotonic()
    while True:
        pid, status, used = os.wait4(child, os.WNOHANG)
        if pid:
            ended = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
            return ended, used.ru_utime + used.ru_stime
        if monotonic() - begun > PATIENCE:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "hangs", 0.0
        sleep(0.005)


def _text(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode("utf-8", "replace"))


if __name__ == "__main__":
    os.environ |= {"KPS_TODAY": "2026-11-23", "KPS_LANG": "en", "COLUMNS": "80"}
    assert LOADED
    assert Path(app.__file__).is_file()
    main()
