"""Files that people attach: what they may be (content), what they are called (names), whether a
scanner lets them through (scanning), and where they are kept (kept).

docs/attachments.md tells it to whoever runs a site.
"""

from __future__ import annotations

from grondrecht.followup.attachments.content import Type, type_of
from grondrecht.followup.attachments.names import safe_name

__all__ = ["Type", "safe_name", "type_of"]
