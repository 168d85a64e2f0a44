"""Knowing a finding again: by what it is about, not by the line it happens to stand on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from kps.output.located import Located


def fingerprints(findings: Sequence[Located]) -> tuple[str, ...]:
    """A stable name for each finding: code, record, path, what is missing there, and value.

    A count tells those apart that share all of it. One that stands for several is known only while it stands for as
    many.
    """
    seen: Counter[str] = Counter()
    names = []
    for one in findings:
        value = blake2b(" ".join(one.value.split()).encode(), digest_size=8).hexdigest()
        several = [one.finding.stands_for] if one.finding.stands_for > 1 else []
        about = json.dumps(
            [one.finding.code, one.finding.record, [*one.path, *one.lacks], value, *several], ensure_ascii=False
        )
        names.append(blake2b(f"{about}#{seen[about]}".encode(), digest_size=16).hexdigest())
        seen[about] += 1
    return tuple(names)
