"""Knowing a finding again: by what it is about, not by the line it happens to stand on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from kps.output.located import Located


def fingerprints(findings: Sequence[Located]) -> tuple[str, ...]:
    """A stable name for each finding: code, record, path and value; a count tells those apart that share all."""
    seen: Counter[str] = Counter()
    names = []
    for one in findings:
        value = blake2b(" ".join(one.value.split()).encode(), digest_size=8).hexdigest()
        about = json.dumps([one.finding.code, one.finding.record, list(one.path), value], ensure_ascii=False)
        names.append(blake2b(f"{about}#{seen[about]}".encode(), digest_size=16).hexdigest())
        seen[about] += 1
    return tuple(names)
