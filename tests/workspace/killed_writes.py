"""Files that are changed over and over by a process that is killed in the midst of it: the old text or the new one.

``python tests/workspace/killed_writes.py 200`` kills so many. Not by the clock alone: the process is killed once it has
told of a number of changes that is drawn, and as long after as one takes at most.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OLD, NEW = b"gammel\r\n" * 20_000, b"ny\n" * 60_000
WRITER = """
import sys
from pathlib import Path
from kps.workspace.writing import give_name, rewrite
path, other = Path(sys.argv[1]), Path(sys.argv[2])
old, new = b"gammel\\r\\n" * 20_000, b"ny\\n" * 60_000
while True:
    rewrite(path, lambda data: new if data == old else old)
    give_name(path, other)
    path, other = other, path
    print(flush=True)
"""
"""Changes a file, and gives it another name, in turn."""


def killed(seed: int, folder: Path) -> None:
    """Kill one writer; AssertionError where the file is then neither as it was nor as it was to be, or is two."""
    pick = random.Random(seed)
    one, other = folder / "en.yaml", folder / "to.yaml"
    one.write_bytes(OLD)
    with subprocess.Popen([sys.executable, "-c", WRITER, one, other], stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        for _ in range(pick.randint(1, 5)):
            writer.stdout.readline()
        time.sleep(pick.random() / 100)
        writer.kill()
    left = [file for file in (one, other) if file.exists()]
    assert len(left) == 1
    assert left[0].read_bytes() in (OLD, NEW)
    for file in folder.iterdir():
        file.unlink()


def main() -> None:
    """Kill as many as the argument says."""
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            killed(seed, Path(folder))
    print(f"{count} killed: the old file or the new one, each time")


if __name__ == "__main__":
    main()
