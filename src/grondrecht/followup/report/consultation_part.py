"""Part 4 of a report: what the permanent consultation on poverty did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grondrecht.followup.report.blocks import Block, Column, Heading, Paragraph, Table
from grondrecht.followup.report.counting import Copy
from grondrecht.followup.report.tables import lines, rows_of
from grondrecht.followup.report.words import Words

Consultation = Mapping[str, Any]


def consultation_part(copy: Copy, say: Words) -> Iterator[Block]:
    """The meetings, the rule about them, who is appointed, and the points to follow up."""
    yield Heading(1, say("part_consultation"), new_page=True)
    yield Paragraph(say("consultation_text"))
    yield from _meetings(copy, say)
    yield from _rule(copy, say)
    yield from _officials(copy, say)
    yield from _points(copy, say)


def _meetings(copy: Copy, say: Words) -> Iterator[Block]:
    found = copy["consultations"]
    yield Heading(2, say("consultation_meetings"))
    horizontal = sum(each["kind"] == "horizontal" for each in found)
    both = {"horizontal": horizontal, "vertical": len(found) - horizontal}
    yield Paragraph(say("consultation_meetings_text", n=len(found), **both))
    if found:
        heads = ("day", "kind", "consultation_agenda", "consultation_minutes")
        columns = tuple(
            Column(say(key), width) for key, width in zip(heads, (1.7, 1.9, 3, 3.6), strict=True)
        )
        rows = rows_of(_meeting(each, say) for each in found)
        yield Table(say("consultation_meetings_table"), columns, rows)


def _meeting(each: Consultation, say: Words) -> tuple[str, ...]:
    agenda = [" ".join(filter(None, (item.get("action"), item["text"]))) for item in each["agenda"]]
    return (
        lines(say.day(each["day"]), each["place"]),
        lines(
            say.one_of("consultation", each["kind"]),
            each["domain"],
            say.one_of("consultation_state", each["state"]),
        ),
        lines(*agenda, ", ".join(each["members"])),
        each["minutes"] or "",
    )


def _rule(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("consultation_rule"))
    rule = copy["vertical_rule"]
    met = sum(bool(row["met"]) for row in rule)
    if not rule:
        yield Paragraph(say("nothing"))
        return
    yield Paragraph(say("consultation_rule_text", n=len(rule), met=met))
    columns = (
        Column(say("domain"), 3),
        Column(say("year"), 1),
        *(Column(say(f"rule_{key}"), 1, True) for key in ("asked", "held")),
        Column(say("rule_met"), 1),
    )
    rows = [
        (
            say.named({"name": row["domain"], "name_en": row.get("domain_en")}),
            str(row["year"]),
            say.number(row["asked"]),
            say.number(row["held"]),
            say("yes" if row["met"] else "no"),
        )
        for row in rule
    ]
    yield Table(say("consultation_rule_table"), columns, rows_of(rows))


def _officials(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("consultation_officials"))
    without = copy["domains_without_official"]
    domains = ", ".join(map(str, without))
    yield Paragraph(say("consultation_officials_text", n=len(without), domains=domains))


def _points(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("consultation_points"))
    found = [point for each in copy["consultations"] for point in each["points"]]
    still_open = sum(point["state"] == "open" for point in found)
    yield Paragraph(say("consultation_points_text", n=len(found), open=still_open))
    if found:
        heads = ("point", "action", "owner", "due_on", "status")
        widths = (3.6, 1.3, 2.2, 1.6, 2)
        columns = tuple(Column(say(key), width) for key, width in zip(heads, widths, strict=True))
        rows = [
            (
                point["text"],
                point["action"] or "",
                point["owner"] or "",
                say.day(point["due_on"]),
                lines(say.one_of("point", point["state"]), point["done"]),
            )
            for point in found
        ]
        yield Table(say("consultation_points_table"), columns, rows_of(rows))
