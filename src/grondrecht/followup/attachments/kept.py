"""Where attached files are kept: in the data folder, under the SHA-256 of their content.

Each attachment has a file of its own, so that taking one away never takes another's. A backup
reads and writes them here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils.translation import gettext as _

from grondrecht.followup.models import Attachment
from grondrecht.registry.backup_format import AttachedFile
from grondrecht.registry.errors import RegisterError

_NAME = re.compile(r"[0-9a-f]{64}-\d+")


def place(sha256: str, number: int) -> Path:
    """Where the file of an attachment is, by its SHA-256 and the number of its row."""
    return Path(settings.ATTACHMENTS) / sha256[:2] / f"{sha256}-{number}"


def held() -> Iterator[AttachedFile]:
    """What the rows say of their files, in the order of the rows."""
    rows = Attachment.objects.order_by("pk").values_list("pk", "sha256", "size")
    return (AttachedFile(*row) for row in rows.iterator(chunk_size=2000))


def there() -> Iterator[Path]:
    """The files that are kept on the disk, whether they have a row or not."""
    found = Path(settings.ATTACHMENTS).glob("??/*")
    return (path for path in found if _NAME.fullmatch(path.name))


@contextmanager
def keeping() -> Iterator[Callable[[Path, bytes], None]]:
    """What writes a file whole or not at all; where the block fails, what it wrote goes again.

    Put it around the transaction of the rows. Writing raises RegisterError where there is no room.
    """
    written: list[Path] = []

    def keep(path: Path, data: bytes) -> None:
        write(path, (data,))
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


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all. Raises RegisterError where there is no room."""
    try:
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            temporary = Path(file.name)
            try:
                file.writelines(pieces)
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
