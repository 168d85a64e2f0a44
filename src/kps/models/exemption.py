"""unntatt_offentlighet: why something is exempt from public disclosure."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from kps.language import mark
from kps.models.base import key
from kps.models.shared import Shorthand
from kps.models.values import Text


class Exemption(Shorthand):
    """Why something is exempt from public disclosure, and what is shown instead."""

    basis: Text = key("hjemmel", mark("The legal basis."), default="", examples=["offl. § 13"])
    reason: Text = key("begrunnelse", mark("Why; never public."), default="")
    public_title: Text = key("offentlig_tittel", mark("The title the public sees."), default="")

    @property
    def provision(self) -> str:
        """The legal basis on one line, where a paragraph's sign and its number are never parted."""
        return re.sub(r"(§+) (?=\d)", "\\1\N{NO-BREAK SPACE}", " ".join(self.basis.split()))


EXEMPT = "unntatt_offentlighet"
"""The key that closes what it stands on: blank, faulty or misspelt it closes it all the same."""


def _closed_or_open(value: Any) -> Any:
    # A bare "ja" must close what it stands on; only a plain "nei" opens it.
    answer = value.strip().casefold() if isinstance(value, str) else None
    return {} if answer in ("ja", "true") else None if answer in ("nei", "false") else value


Exempt = Annotated[Exemption | None, BeforeValidator(_closed_or_open)]
"""An exemption from public disclosure; ``ja`` for one whose legal basis is yet to be written."""
