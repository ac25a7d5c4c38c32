"""The register given away: tables for programs, dumps, and linked data."""

from __future__ import annotations

from grondrecht.registry.export.dumps import export_all

__all__ = ["export_all"]
