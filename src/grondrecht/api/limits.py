"""How often one address may call: counted per minute, in a memory that does not grow."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil
from threading import Lock

WINDOW = 60
# Beyond so many addresses in one minute, all others share one count.
MOST_ADDRESSES = 20_000
OTHERS = "others"


class Limiter:
    """Counts the calls of each address within the running minute, in this process."""

    def __init__(
        self, most: int = MOST_ADDRESSES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most = most
        self.clock = clock
        self.ends = 0.0
        self.counts: Counter[str] = Counter()
        self.lock = Lock()

    def wait(self, address: str, calls: int) -> int:
        """Count a call; 0 where it may be answered, else the seconds until the next may."""
        now = self.clock()
        with self.lock:
            if now >= self.ends:
                self.counts.clear()
                self.ends = now + WINDOW
            known = address in self.counts or len(self.counts) < self.most
            key = address if known else OTHERS
            self.counts[key] += 1
            return ceil(self.ends - now) if self.counts[key] > calls else 0


def caller(meta: Mapping[str, str], proxies: int) -> str:
    """The address a request is counted under.

    Each of our own ``proxies`` adds the address it saw to X-Forwarded-For; what stands before those
    was written by the caller and is not believed. An IPv6 caller counts as its network of /64,
    since one household has all of it.
    """
    told = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    seen = [*filter(None, told), meta.get("REMOTE_ADDR", "")]
    address = seen[-1 - min(proxies, len(seen) - 1)][:45]
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or IPv6Network((parsed, 64), strict=False))
    return str(parsed)
