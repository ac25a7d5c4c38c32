"""Save a row only when it is valid, and say what is wrong in one sentence when it is not."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Model

from grondrecht.registry.errors import RegisterError


def saved(row: Model) -> None:
    """Check every field and constraint of a row and save it. Raises RegisterError."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise RegisterError(f"{row._meta.verbose_name}: {sentence(error)}") from error
    row.save()


def sentence(error: ValidationError) -> str:
    """What a validation error says, fields named, as one line."""
    if not hasattr(error, "message_dict"):
        return _ended(" ".join(error.messages))
    parts = []
    for field, messages in error.message_dict.items():
        words = _ended(" ".join(messages))
        parts.append(words if field == "__all__" else f"{field}: {words}")
    return " ".join(parts)


def _ended(words: str) -> str:
    """Words as a sentence: Django leaves the full stop out here and there."""
    return words if words.endswith((".", "!", "?")) else f"{words}."
