"""What is asked of the permanent consultation, who met it, and where nobody is appointed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from grondrecht.followup.by_plan import by_plan
from grondrecht.followup.models import Consultation, Domain
from grondrecht.registry.models import Plan


@dataclass(frozen=True)
class Met:
    """How many vertical consultations a domain held in a year, beside how many are asked."""

    domain: Domain
    year: int
    held: int
    asked: int
    is_over: bool = True

    @property
    def met(self) -> bool:
        """Whether as many were held as are asked."""
        return self.held >= self.asked

    @property
    def missed(self) -> bool:
        """Whether the year ended with fewer."""
        return self.is_over and not self.met


def asked_a_year(plan: Plan) -> int:
    """How many vertical consultations are asked in each domain, each year."""
    return int(by_plan("consultations", plan)["vertical_a_year"])


def fixed_items(plan: Plan, kind: str) -> list[dict[str, Any]]:
    """What stands on each agenda of a kind of consultation by itself: key, text, text_en."""
    return [
        each for each in by_plan("consultations", plan).get("fixed", []) if each["kind"] == kind
    ]


def years_of(plan: Plan, first: date | None = None, last: date | None = None) -> range:
    """The years of a plan that have begun, or of the days given; none where nothing is known."""
    first, last = first or plan.first_day, last or plan.last_day
    today = timezone.localdate()
    if first is None:
        return range(today.year, today.year + 1)
    return range(first.year, min(last or today, today).year + 1)


def rule(plan: Plan, years: Iterable[int]) -> list[Met]:
    """For each domain and year how many vertical consultations were held. Two queries."""
    years, asked, today = list(years), asked_a_year(plan), timezone.localdate()
    held = Consultation.objects.filter(
        plan=plan, kind="vertical", state__in=("held", "published"), day__year__in=years
    )
    counts = {
        (domain, year): number
        for domain, year, number in held.order_by()
        .values_list("domain_id", "day__year")
        .annotate(number=Count("pk"))
    }
    return [
        Met(domain, year, counts.get((domain.pk, year), 0), asked, year < today.year)
        for domain in Domain.objects.filter(plan=plan)
        for year in years
    ]


def without_official(plan: Plan, day: date | None = None) -> list[Domain]:
    """The domains that have no appointed official on a day, today without one. One query."""
    day = day or timezone.localdate()
    appointed = Q(officials__first_day__lte=day) & (
        Q(officials__last_day__isnull=True) | Q(officials__last_day__gte=day)
    )
    return list(
        Domain.objects.filter(plan=plan)
        .annotate(appointed=Count("officials", filter=appointed))
        .filter(appointed=0)
        .order_by("name", "slug")
    )
