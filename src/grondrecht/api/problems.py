"""What a program is told when something is wrong: one sentence, as JSON."""

from __future__ import annotations

import logging

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

logger = logging.getLogger("grondrecht.api")

UNREADABLE = "The request cannot be read: it has too many parameters, or parts that are no text."
NOT_HERE = "There is nothing at this address; /api/v1/ says what there is."
# How our own functions call what they are given together.
OURS = ("asked", "path")
OUR_FAULT = "Something went wrong on our side; please try again in a few minutes."


def problem(status: int, detail: str, **headers: str) -> JsonResponse:
    """A refusal: ``{"detail": "one sentence"}``."""
    made = JsonResponse({"detail": detail}, status=status)
    for name, value in headers.items():
        made.headers[name.replace("_", "-")] = value
    return made


def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any address under /api that is not one of the API's."""
    return problem(404, NOT_HERE)


def add_problems(api: NinjaAPI) -> None:
    """Make the API tell in JSON what Django would tell in a page."""
    api.add_exception_handler(SuspiciousOperation, _unreadable)
    api.add_exception_handler(ValidationError, _wrong)
    api.add_exception_handler(Exception, _our_fault)


def _unreadable(request: HttpRequest, error: object) -> HttpResponse:
    return problem(400, UNREADABLE)


def _wrong(request: HttpRequest, error: object) -> HttpResponse:
    """Which parameters are wrong, under the names that the caller knows."""
    told = getattr(error, "errors", [])
    detail = [{**each, "loc": [part for part in each["loc"] if part not in OURS]} for each in told]
    return JsonResponse({"detail": detail}, status=422)


def _our_fault(request: HttpRequest, error: object) -> HttpResponse:
    """The fault goes into our log, never into the answer."""
    logger.exception("No answer to %s", request.path)
    return problem(500, OUR_FAULT)
