"""Ask clamd whether a file holds a virus, by its INSTREAM command; nothing touches the disk."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from struct import pack

from django.utils.translation import gettext as _

from grondrecht.registry.errors import RegisterError

# How long the scanner may take to answer.
SECONDS = 30.0
_AT_ONCE = 1 << 16
_LONGEST_ANSWER = 4_096


def scanned(data: bytes, scanner: str) -> bool:
    """Whether a scanner looked at the file: False where none is configured.

    ``scanner`` is ``host:port``, or the path of a socket of this machine. Raises RegisterError
    where the scanner finds something, cannot look, or does not answer.
    """
    if not scanner:
        return False
    answer = _answer(data, scanner)
    if answer.endswith(" FOUND"):
        raise RegisterError(
            _(
                "The virus scanner refuses this file (%(found)s); do not open it, and tell whoever "
                "gave it to you."
            )
            % {"found": answer.removeprefix("stream: ").removesuffix(" FOUND")}
        )
    if answer != "stream: OK":
        raise RegisterError(
            _(
                "The virus scanner could not look at this file; try again later, or attach a"
                " smaller one."
            )
        )
    return True


def _answer(data: bytes, scanner: str) -> str:
    try:
        with _connected(scanner) as line:
            line.sendall(b"zINSTREAM\0")
            for piece in _pieces(data):
                line.sendall(pack(">I", len(piece)) + piece)
            line.sendall(pack(">I", 0))
            return _read(line)
    except (OSError, ValueError) as error:
        raise RegisterError(
            _(
                "The virus scanner does not answer, so that nothing can be attached now; try again "
                "later."
            )
        ) from error


def _connected(scanner: str) -> socket.socket:
    if scanner.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(scanner)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = scanner.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _pieces(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), _AT_ONCE):
        yield data[at : at + _AT_ONCE]


def _read(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
