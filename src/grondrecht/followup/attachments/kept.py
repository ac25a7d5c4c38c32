"""Where attached files are kept: in the data folder, under the SHA-256 of their content.

Each attachment has a file of its own, so that taking one away never takes another's.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils.translation import gettext as _

from grondrecht.registry.errors import RegisterError


def place(sha256: str, number: int) -> Path:
    """Where the file of an attachment is, by its SHA-256 and the number of its row."""
    return Path(settings.ATTACHMENTS) / sha256[:2] / f"{sha256}-{number}"


@contextmanager
def keeping() -> Iterator[Callable[[Path, bytes], None]]:
    """What writes a file whole or not at all; where the block fails, what it wrote goes again.

    Put it around the transaction of the rows. Writing raises RegisterError where there is no room.
    """
    written: list[Path] = []

    def keep(path: Path, data: bytes) -> None:
        _write(path, data)
        written.append(path)

    try:
        yield keep
    except BaseException:
        for path in written:
            discard(path)
        raise


def discard(path: Path) -> None:
    """Take a file away; one that is not there is no error."""
    with suppress(OSError):
        path.unlink()


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                temporary.replace(path)
            except BaseException:
                discard(temporary)
                raise
    except OSError as error:
        raise RegisterError(
            _("The file cannot be kept (%(reason)s); tell whoever runs this site.")
            % {"reason": error.strerror or type(error).__name__}
        ) from error
