"""What goes wrong with a document or a template, in one sentence for a person."""

from __future__ import annotations


class DocumentError(Exception):
    """A document cannot be read: the message says what is wrong, where, and what to do."""


class TemplateError(Exception):
    """A form template is wrong: the message names the file, the key and what to do."""
