"""The copy of a round as a report: what is said, in which order, before any format is chosen."""

from __future__ import annotations

from datetime import datetime

from grondrecht.followup.report.actions_part import actions_part
from grondrecht.followup.report.blocks import Content, Heading
from grondrecht.followup.report.consultation_part import consultation_part
from grondrecht.followup.report.counting import Copy
from grondrecht.followup.report.forms import about, forms, measures
from grondrecht.followup.report.monitor_part import monitor_part
from grondrecht.followup.report.summary import summary
from grondrecht.followup.report.tests_part import tests_part
from grondrecht.followup.report.words import Words

# The decree's four parts, a summary before them and the annexes behind them.
_PARTS = (
    summary,
    actions_part,
    tests_part,
    monitor_part,
    consultation_part,
    forms,
    measures,
    about,
)
FROZEN = ("frozen", "sent")


def content(copy: Copy, language: str) -> Content:
    """The whole report of a round; ``copy`` is of the format grondrecht-round/1."""
    say = Words(language)
    blocks = tuple(block for part in _PARTS for block in part(copy, say))
    return Content(
        title=say.named(copy["round"]),
        subtitle=say.named(copy["plan"]),
        front=front(copy, say),
        language=language,
        author=str(copy["plan"].get("government") or ""),
        made=moment(copy["frozen_at"]),
        mark="" if is_frozen(copy) else say("draft"),
        words=furniture(say),
        blocks=blocks,
    )


def moment(text: object) -> datetime | None:
    """A moment of the copy; None where there is none."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def is_frozen(copy: Copy) -> bool:
    """Whether nothing of the round can change any more."""
    return copy["round"]["state"] in FROZEN


def front(copy: Copy, say: Words) -> tuple[tuple[str, str], ...]:
    """What the front page says of the round."""
    of = copy["round"]
    days = {key: say.day(of[f"{key}_day"]) for key in ("first", "last")}
    pairs = (
        ("front_kind", say.one_of("kind", of["kind"])),
        ("front_government", copy["plan"].get("government")),
        ("front_edition", say.named(copy["edition"])),
        ("front_period", say("front_period_days", **days)),
        ("front_to_government", say.day(of["to_government"])),
        ("front_to_parliament", say.day(of["to_parliament"])),
        ("front_state", state_of(copy, say)),
    )
    return tuple((say(key), str(value)) for key, value in pairs if value)


def state_of(copy: Copy, say: Words) -> str:
    """That the round was frozen, and when; or that this is a draft."""
    if is_frozen(copy):
        return say("frozen_on", day=say.day(copy["frozen_at"]))
    return say("draft_on")


def furniture(say: Words) -> dict[str, str]:
    """The words that the formats put around the blocks."""
    return {key: say(key) for key in ("contents", "page", "table", "figure")}


def sections(found: Content) -> list[Heading]:
    """The headings of a report, without those of single actions and indicators."""
    return [block for block in found.blocks if isinstance(block, Heading) and block.level < 3]
