"""Texts as browsers send them."""


def even_lines(text: str) -> str:
    """A text with its lines ended in one way, whichever browser sent it."""
    return "\n".join(text.strip().splitlines())
