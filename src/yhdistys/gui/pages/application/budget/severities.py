"""The words and tones of what the check says of a budget."""

from __future__ import annotations

from yhdistys.gui.style import Tone
from yhdistys.i18n import _
from yhdistys.values.findings import Severity

_TONES = {Severity.ERROR: Tone.OVER, Severity.WARNING: Tone.LATE, Severity.INFO: Tone.QUIET}


def severity_tone(severity: Severity) -> Tone:
    """Return the tone of a note."""
    return _TONES[severity]


def severity_word(severity: Severity) -> str:
    """Return the word that stands before a note."""
    words = {
        Severity.ERROR: _("to mend"),
        Severity.WARNING: _("to look at"),
        Severity.INFO: _("to know"),
    }
    return words[severity]
