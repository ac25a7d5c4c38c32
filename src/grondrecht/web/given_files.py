"""How an attached file leaves the site: as something to keep, never to be shown by a browser."""

from __future__ import annotations

import logging
from typing import Any

from django.http import FileResponse, Http404
from django.utils.http import content_disposition_header

from grondrecht.followup.attachments import kept
from grondrecht.followup.models import Attachment

# Whatever is in the file, and whatever a browser makes of it: it runs nothing and loads nothing.
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
_log = logging.getLogger(__name__)


def given(attachment: Attachment, *, private: bool) -> Any:  # noqa: ANN401 (a response that django-stubs calls none)
    """The file as a download. Raises Http404 where the disk has lost it, and tells the log so."""
    path = kept.place(attachment.sha256, attachment.pk)
    try:
        opened = path.open("rb")
    except OSError as error:
        _log.exception("attachment %s is not at %s", attachment.pk, path)
        raise Http404("The file is not there.") from error
    answer = FileResponse(opened, content_type="application/octet-stream")
    answer.headers["Content-Length"] = str(attachment.size)
    answer.headers["Content-Disposition"] = content_disposition_header(True, attachment.name) or ""
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store" if private else "public, no-cache"
    return answer
