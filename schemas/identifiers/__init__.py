"""Identifiers: normalising, checking, keying and showing them.

`judge` for a number as written, `findings_of_normalised` for one inside an event, `column.judge_column` for a
column of them. All three say the same about the same number.
"""

from schemas.identifiers.forms import FORMS
from schemas.identifiers.judgement import IdFinding, Judgement, findings_of_normalised, judge, key, normal_form
from schemas.identifiers.masking import holds_resident_number, mask, mask_numbers

IDENTITY_TYPES = tuple(FORMS)
"""Every identity type, as in the code list `identity_type`."""

__all__ = [
    "IDENTITY_TYPES",
    "IdFinding",
    "Judgement",
    "findings_of_normalised",
    "holds_resident_number",
    "judge",
    "key",
    "mask",
    "mask_numbers",
    "normal_form",
]
