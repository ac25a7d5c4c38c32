"""Word documents made in memory for tests, part by part."""

from __future__ import annotations

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
)


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    """A zip of {name: text or bytes}."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def document(body, namespace=WORD, head=""):
    """The main part of a document: XML within its body, ``w`` for the namespace of Word."""
    return f'{head}<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'


def docx(body, target="word/document.xml", kind=OFFICE, namespace=WORD, head="", code="utf-8"):
    """A whole document, as small as can be; ``code`` is how its main part is encoded."""
    return zipped(
        {
            "_rels/.rels": RELATIONS.format(kind=kind, target=target),
            target.lstrip("/"): document(body, namespace, head).encode(code),
        }
    )


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows):
    """A table of rows, each a list of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"
