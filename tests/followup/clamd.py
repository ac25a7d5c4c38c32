"""A stand-in for clamd that speaks its real protocol (INSTREAM) on a socket."""

import socket
import struct
import threading
from contextlib import contextmanager

# What clamd itself is tried with: harmless, and found by every scanner.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextmanager
def scanner(path, most=10_000_000, answers=True):
    """A scanner that listens on a socket of this machine; gives the sizes of what it was shown."""
    seen = []
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        door.listen()
        worker = threading.Thread(target=_serve, args=(door, seen, most, answers), daemon=True)
        worker.start()
        yield seen
        door.shutdown(socket.SHUT_RDWR)
    worker.join(timeout=5)


def _serve(door, seen, most, answers):
    while True:
        try:
            line, _ = door.accept()
        except OSError:
            return
        with line:
            if answers:
                line.sendall(_answer(line, seen, most) + b"\0")


def _answer(line, seen, most):
    if _exactly(line, 10) != b"zINSTREAM\0":
        return b"UNKNOWN COMMAND"
    data = b""
    while size := struct.unpack(">I", _exactly(line, 4))[0]:
        data += _exactly(line, size)
    seen.append(len(data))
    if len(data) > most:
        return b"INSTREAM size limit exceeded. ERROR"
    return b"stream: Eicar-Test-Signature FOUND" if EICAR in data else b"stream: OK"


def _exactly(line, size):
    data = b""
    while len(data) < size:
        data += line.recv(size - len(data))
    return data
