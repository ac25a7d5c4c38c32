"""Documents damaged in every way: bytes, parts of a zip, elements of XML.

For the fuzz tests and for bench/fuzz.py.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

# Bytes that parsers count with, and pieces of the formats themselves.
TOKENS = (
    *(b"\0", b"\xff", b"\xff" * 4, b"\n", b"\f", b"\r", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc3"),
    *(b"-1", b"0", b"1", b"4294967295", b"99999999999999999999", b"0.0000001", b"1e309"),
    *(b"<<", b">>", b"[", b"]", b"(", b")", b"endobj", b"stream\n", b"endstream", b"obj", b" R "),
    *(b"/Kids", b"/Count", b"/Length", b"/Prev", b"/Filter/FlateDecode", b"1 0 R", b"%%EOF"),
    *(b"BT ", b"ET ", b" Tj ", b" Tm ", b" re ", b" cm ", b" Do ", b"q ", b"Q "),
    *(b"PK\x03\x04", b"PK\x01\x02", b"<w:tbl>", b"</w:tc>", b"<w:p>", b"&amp;", b"]]>", b"<!--"),
    *(b"kabinet", b"2015", b"ACTIE 01_01_01", b"m ijl p al e n", b"01_02_03", b"\xc2\xad", b"/"),
)


def damaged(data, random, times=4):
    """Bytes with up to ``times`` pieces cut, moved, doubled, overwritten or put in."""
    for _ in range(random.randint(1, times)):
        data = random.choice(_WAYS)(data, random)
    return data


def damaged_word(data, random):
    """A Word document damaged as a file, as a package or within the XML of a part."""
    return random.choice((damaged, _other_parts, _damaged_part, _shuffled_part))(data, random)


def _span(data, random):
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.choice((1, 2, 8, 64, 512, len(data))))


def _cut(data, random):
    return data[: random.randint(0, len(data))]


def _without(data, random):
    start, end = _span(data, random)
    return data[:start] + data[end:]


def _doubled(data, random):
    start, end = _span(data, random)
    piece = data[start : min(end, start + 2000)]
    return data[:end] + piece * random.choice((1, 3, 50)) + data[end:]


def _moved(data, random):
    start, end = _span(data, random)
    rest = data[:start] + data[end:]
    at = random.randint(0, len(rest))
    return rest[:at] + data[start:end] + rest[at:]


def _flipped(data, random):
    found = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 30)) if found else 0):
        found[random.randrange(len(found))] ^= 1 << random.randrange(8)
    return bytes(found)


def _put_in(data, random):
    at = random.randint(0, len(data))
    piece = random.choice((random.choice(TOKENS), random.randbytes(random.randint(1, 40))))
    return data[:at] + piece + data[at:]


def _overwritten(data, random):
    at, token = random.randint(0, len(data)), random.choice(TOKENS)
    return data[:at] + token + data[at + len(token) :]


def _other_number(data, random):
    """Another number in place of one: a length, an offset, a reference, a size."""
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data
    found = random.choice(numbers)
    number = random.choice(
        (b"0", b"-1", b"%d" % random.randint(1, 60), b"9" * random.randint(2, 25))
    )
    return data[: found.start()] + number + data[found.end() :]


_WAYS = (_cut, _without, _doubled, _moved, _flipped, _put_in, _overwritten, _other_number)


def _parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def _other_parts(data, random):
    """Parts lost, or with each other's content."""
    parts = _parts(data)
    one, two = random.choice(list(parts)), random.choice(list(parts))
    if random.random() < 0.5:
        del parts[one]
    else:
        parts[one], parts[two] = parts[two], parts[one]
    return _zipped(parts)


def _damaged_part(data, random):
    parts = _parts(data)
    name = random.choice(("word/document.xml", "_rels/.rels"))
    parts[name] = damaged(parts[name], random)
    return _zipped(parts)


def _shuffled_part(data, random):
    """Elements of the text lost, doubled, put elsewhere or given another name."""
    parts = _parts(data)
    root = etree.fromstring(parts["word/document.xml"])
    for _ in range(random.randint(1, 8)):
        elements = list(root.iter(etree.Element))[1:]
        if elements:
            _shuffle(random.choice(elements), random.choice(elements), random)
    parts["word/document.xml"] = etree.tostring(root)
    return _zipped(parts)


def _shuffle(one, two, random):
    way = random.randrange(4)
    inside = one in two.iterancestors()
    if way == 0:
        one.getparent().remove(one)
    elif way == 1 and not inside and one is not two:
        two.append(one)
    elif way == 2:
        one.getparent().append(etree.fromstring(etree.tostring(one)))
    elif way == 3:
        one.tag, one.text = two.tag, two.text


def unpacked_pdf(data):
    """A PDF with its streams as they were before they were packed, so that damage reaches them."""

    def unpack(match):
        try:
            content = zlib.decompress(match[2])
        except zlib.error:
            return match[0]
        head = re.sub(rb"/Filter\s*/FlateDecode", b"", match[1])
        head = re.sub(rb"/Length\s+\d+", b"/Length %d" % len(content), head)
        return head + content + b"\nendstream"

    packed = rb"(<<(?:(?!endobj|stream).)*?/FlateDecode.*?stream\r?\n)(.*?)\r?\n?endstream"
    return re.sub(packed, unpack, data, flags=re.DOTALL)
