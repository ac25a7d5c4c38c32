"""What is wrong with something asked of the register."""

from __future__ import annotations


class RegisterError(ValueError):
    """Something that cannot be done; its text is one sentence for a person."""
