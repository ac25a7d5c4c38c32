"""The register as files: each table as CSV, JSON Lines or Parquet; a plan as Excel, as one archive
or as linked data.

Text goes out while it is read, so that its size does not matter; other files are made on disk and
are gone when they have been sent. None is made for who has it already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from grondrecht.api.identifiers import linked_data
from grondrecht.followup.export import BY_NAME, EVERY_TABLE
from grondrecht.followup.linked import graph_of
from grondrecht.registry.export import dumps
from grondrecht.registry.export.dcat import catalogue
from grondrecht.registry.export.stamp import Stamp, stamp
from grondrecht.registry.export.table import Table
from grondrecht.registry.models import Plan

Maker = Callable[[], HttpResponseBase]
STREAMED: dict[str, tuple[Callable[..., Iterator[str]], str]] = {
    "csv": (dumps.csv_pieces, "text/csv; charset=utf-8"),
    "jsonl": (dumps.jsonl_pieces, "application/jsonl"),
}
PARQUET = "application/vnd.apache.parquet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def download(request: HttpRequest, file: str, plan: str = "") -> HttpResponseBase:
    """A file of a plan, or a table of the whole register; 404 where there is no such thing."""
    held = get_object_or_404(Plan, slug=plan) if plan else None
    make = _of_plan(held, file) or _table(plan, file) if held else _table(plan, file)
    if make is None:
        raise Http404(f"There is no file {file!r}.")
    return _unless_held(request, make, plan, file)


@require_safe
def data_catalogue(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The DCAT-AP catalogue of all plans, as JSON-LD or Turtle."""

    def make() -> HttpResponseBase:
        return linked_data(catalogue(Plan.objects.prefetch_related("editions")), suffix)

    return _unless_held(request, make, "catalogue", suffix)


def _table(plan: str, file: str) -> Maker | None:
    """What makes a table as a file; None where the name is that of no table."""
    stem, _, suffix = file.rpartition(".")
    table = BY_NAME.get(stem)
    if file == "datapackage.json":
        return partial(JsonResponse, dumps.datapackage(plan, EVERY_TABLE))
    if table and suffix in STREAMED:
        return partial(_streamed, table, suffix, plan)
    if table and suffix == "parquet":
        make = partial(dumps.write_parquet, table, plan=plan)
        return partial(_made, make, _name(plan, file), PARQUET)
    return None


def _of_plan(plan: Plan, file: str) -> Maker | None:
    """What makes a file with all of a plan; None where the name is that of no such file."""
    slug = plan.slug
    if file == "register.xlsx":
        write = partial(dumps.write_xlsx, plan=slug, tables=EVERY_TABLE)
        return partial(_made, write, f"{slug}.xlsx", XLSX)
    if file == "register.zip":
        pack = partial(dumps.write_zip, plan=slug, tables=EVERY_TABLE)
        return partial(_made, pack, f"{slug}.zip", "application/zip")
    if file in ("plan.jsonld", "plan.ttl"):
        return lambda: linked_data(graph_of(plan), file.rpartition(".")[2])
    return None


def _unless_held(request: HttpRequest, make: Maker, *names: str) -> HttpResponseBase:
    """The file, or 304 where the caller has it as the register is now."""
    now: Stamp = stamp()
    etag = now.etag(*names)
    moment = int(now.at.timestamp()) if now.at else None
    held = get_conditional_response(request, etag, moment)
    response: HttpResponseBase = held or make()
    response.headers["ETag"] = etag
    if now.at:
        response.headers["Last-Modified"] = http_date(now.at.timestamp())
    return response


def _name(plan: str, file: str) -> str:
    return f"{plan}-{file}" if plan else file


def _streamed(table: Table, suffix: str, plan: str) -> StreamingHttpResponse:
    pieces, media = STREAMED[suffix]
    answer = StreamingHttpResponse(pieces(table, plan or None), content_type=media)
    name = _name(plan, f"{table.name}.{suffix}")
    disposition = content_disposition_header(True, name)
    answer.headers["Content-Disposition"] = str(disposition)
    return answer


def _made(make: Callable[[Path], object], name: str, media: str) -> FileResponse:
    """A file that is made on disk. It is open, so it can be sent though its folder is gone."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        make(path)
        held: Any = path.open("rb")
    return FileResponse(held, as_attachment=True, filename=name, content_type=media)
