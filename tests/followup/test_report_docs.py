"""docs/report.md names every section of the report and every file that there is."""

import re
from pathlib import Path

from followup.round_copies import round_copy

from grondrecht.followup.report.content import content, sections

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "report.md").read_text("utf-8")


def test_every_section_is_described_and_no_other():
    copy = round_copy(30)
    names = {row["name"] for row in copy["monitor"]}
    names |= {f"{row['code']} {row['name']}" for row in copy["rights"]}
    found = [each.text for each in sections(content(copy, "nl")) if each.text not in names]
    table = PAGE.partition("## What is in it")[2].partition("\n\n## ")[0]
    described = re.findall(r"^\| ([^|]+) \|", table.partition("\n\n")[2], re.MULTILINE)
    told = described[described.index("Samenvatting") :]
    assert told == found
