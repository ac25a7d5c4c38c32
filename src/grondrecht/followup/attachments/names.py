"""Names of files that no computer takes for a path, a device or another type."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
# Signs that a name of a file cannot have somewhere, or that mean something in a header.
_FORBIDDEN = re.compile(r'[<>:"|?*%;=]+')
# Control signs, and those that turn the direction of writing: "fdp.exe" can look like "exe.pdf".
_HIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)")


def safe_name(name: str, ending: str, fallback: str = "bijlage") -> str:
    """A name as it can be kept and offered: without folders and hidden signs, with its ending.

    What stood before the ending stays readable; ``fallback`` where nothing of it is left.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in _HIDDEN)
    stem = seen.rpartition(".")[0] if "." in seen else seen
    words = " ".join(_FORBIDDEN.sub("-", stem).split()).strip(". -")
    words = words[:LONGEST].rstrip(". -") or fallback
    return f"{'_' if _DEVICE.match(words) else ''}{words}.{ending}"


def ending_of(name: str) -> str:
    """The ending of a name in small letters, empty where it has none."""
    return name.rpartition(".")[2].strip().casefold() if "." in name else ""
