"""Make the pictures of a report that docs/report.md shows: ``make reports``. Needs LibreOffice.

The round is the invented one of the tests, with forty actions.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from followup.round_copies import round_copy  # noqa: E402

from grondrecht.followup.report.files import WRITERS  # noqa: E402

FOLDER = ROOT / "docs" / "images" / "report"
GAP, GROUND = 24, "#dcd6c9"


def pages(path: Path, numbers: tuple[int, ...]) -> list[Image.Image]:
    """Some pages of a PDF, drawn."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [pdf[number].render(scale=1.1).to_pil() for number in numbers]


def beside(images: list[Image.Image], path: Path) -> None:
    """Put pages side by side in one picture."""
    width, height = images[0].size
    whole = Image.new("RGB", ((width + GAP) * len(images) + GAP, height + 2 * GAP), GROUND)
    for place, image in enumerate(images):
        whole.paste(image, (GAP + place * (width + GAP), GAP))
    whole.quantize(64).save(path, optimize=True)


def as_pdf(word: Path) -> Path:
    """A Word document as LibreOffice prints it."""
    words = ["soffice", f"-env:UserInstallation=file://{word.parent}/profile", "--headless"]
    words += ["--convert-to", "pdf", "--outdir", str(word.parent), str(word)]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    return word.with_suffix(".pdf")


def main() -> None:
    """Make both pictures."""
    copy = round_copy(40, seed=4)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("report.pdf", "citizens.pdf", "report.docx"):
            path = folder / file.replace("report.docx", "word.docx")
            path.write_bytes(WRITERS[file](copy, "nl"))
        word = as_pdf(folder / "word.docx")
        beside(pages(folder / "report.pdf", (0, 2, 4)), FOLDER / "pdf.png")
        both = pages(word, (5,)) + pages(folder / "citizens.pdf", (0, 1))
        beside(both, FOLDER / "word-and-citizens.png")
    print(f"2 pictures in {FOLDER}")


if __name__ == "__main__":
    main()
