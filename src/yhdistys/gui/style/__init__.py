"""How the window looks: colours of both schemes, typeface, sizes, icons."""

from yhdistys.gui.style.applying import apply_style
from yhdistys.gui.style.colours import COLOURS, Colours, Scheme, Tone, contrast
from yhdistys.gui.style.icons import icon, picture, set_icon
from yhdistys.gui.style.in_force import (
    Appearance,
    appearance,
    colours,
    px,
    scheme_in_force,
    set_role,
    tone_colours,
)

__all__ = [
    "COLOURS",
    "Appearance",
    "Colours",
    "Scheme",
    "Tone",
    "appearance",
    "apply_style",
    "colours",
    "contrast",
    "icon",
    "picture",
    "px",
    "scheme_in_force",
    "set_icon",
    "set_role",
    "tone_colours",
]
