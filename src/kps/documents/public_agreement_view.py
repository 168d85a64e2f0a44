"""What the public sees of an agreement: of what it rests on, no file (3)."""

from __future__ import annotations

from datetime import date

from kps.documents.agreement_view import AgreementView, view_with
from kps.documents.public_cases import PublicAttached, WithheldAttachment, public_knowledge
from kps.models.agreement import Agreement
from kps.register.index import Register
from kps.register.written import WrittenForm


def public_agreement_view(
    register: Register, agreement: Agreement, as_of: date, form: WrittenForm
) -> AgreementView[PublicAttached | WithheldAttachment]:
    """What the public sees of an agreement, as known on ``as_of``."""
    return view_with(register, agreement, as_of, form, public_knowledge)
