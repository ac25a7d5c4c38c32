"""A plan as files: each table as CSV, JSON Lines or Parquet; all of it as Excel or linked data."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from grondrecht.api.identifiers import TYPES, turtle
from grondrecht.registry.export import dumps
from grondrecht.registry.export.dcat import catalogue
from grondrecht.registry.export.tables import BY_NAME
from grondrecht.registry.export.things import graph_of
from grondrecht.registry.models import Plan

WRITERS: dict[str, tuple[Callable[..., None], str]] = {
    "csv": (dumps.write_csv, "text/csv; charset=utf-8"),
    "jsonl": (dumps.write_jsonl, "application/jsonl"),
    "parquet": (dumps.write_parquet, "application/vnd.apache.parquet"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def download(request: HttpRequest, plan: str, file: str) -> HttpResponse:
    """A file of a plan; 404 where there is no such plan or file."""
    found = get_object_or_404(Plan, slug=plan)
    stem, _, suffix = file.rpartition(".")
    if file == "datapackage.json":
        return JsonResponse(dumps.datapackage(found.slug))
    if file == "register.xlsx":
        return _file(partial(dumps.write_xlsx, plan=found.slug), f"{plan}.xlsx", XLSX)
    if stem == "plan" and suffix in ("jsonld", "ttl"):
        return linked_data(graph_of(found), suffix)
    if suffix in WRITERS and stem in BY_NAME:
        write, media = WRITERS[suffix]
        make = partial(write, BY_NAME[stem], plan=found.slug)
        return _file(make, f"{plan}-{stem}.{suffix}", media)
    raise Http404(f"There is no file {file!r}.")


@require_safe
def data_catalogue(request: HttpRequest, suffix: str) -> HttpResponse:
    """The DCAT-AP catalogue of all plans, as JSON-LD or Turtle."""
    return linked_data(catalogue(Plan.objects.prefetch_related("editions")), suffix)


def linked_data(data: dict[str, Any], suffix: str) -> HttpResponse:
    """A JSON-LD document as such or as Turtle."""
    if suffix == "ttl":
        return HttpResponse(turtle(data), content_type="text/turtle; charset=utf-8")
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type=TYPES["jsonld"])


def _file(make: Callable[[Path], object], name: str, media: str) -> HttpResponse:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        make(path)
        response = HttpResponse(path.read_bytes(), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
