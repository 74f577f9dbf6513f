"""Forms made of fields: built, filled, read, with their problems shown at the field."""

from yhdistys.gui.forms.form import Form
from yhdistys.gui.forms.mnemonics import with_mnemonics

__all__ = ["Form", "with_mnemonics"]
