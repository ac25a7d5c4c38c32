"""Plans made up by hypothesis: every field, every kind of period, awkward words, odd characters."""

from __future__ import annotations

from hypothesis import strategies as st

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.layout import Layout
from grondrecht.plan.model import (
    Doubt,
    Finding,
    Form,
    Legend,
    LegendEntry,
    Milestone,
    Parties,
    Place,
    Plan,
    Source,
)
from grondrecht.plan.periods import Period
from grondrecht.reading import load_template

FLEMISH = load_template("vapa").layout

RIGHTS = ("alle grondrechten", "participatie", "inkomen", "wonen", "gezondheid", "voeding")
PERIODS = (
    "2015 (beginfase, nulmeting)",
    "2016",
    "2016-2018",
    "Mei 2016",
    "2017",
    "2018",
    "2019 (einddoel)",
    "2020",
)
# Words that a reader could take for something else, beside plain ones.
WORDS = tuple(
    """
    de het een van voor met huurders gezinnen OCMW begeleiding in- uitstroom wie/wat café naïef
    kabinet administratie indicator: mijlpalen 2017 01_02_03 - / p.m. €1.250,50 ±5%
    https://voorbeeld.be/een/heel-lang-adres?met=vragen&en=antwoorden
    """.split()  # noqa: SIM905
)

characters = st.characters(codec="utf-8")
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
texts = st.one_of(
    st.sampled_from(("", "/", "-", "=1+1", "'s avonds")),
    sentences,
    st.lists(sentences, min_size=1, max_size=3).map("\n".join),
    st.text(characters, max_size=20),
)
"""Values of any kind; white space is as it comes, so compare what was printed with it folded."""

codes = st.builds(
    lambda *numbers: ActionCode(tuple(f"{number:02}" for number in numbers)),
    st.integers(0, 5),
    st.integers(1, 9),
    st.integers(1, 20),
)
places = st.builds(
    lambda first, more, page, cell: Place(first, first + more, page, cell),
    first=st.integers(0, 30_000),
    more=st.integers(0, 300),
    page=st.none() | st.integers(1, 300),
    cell=st.none() | st.just("1.2.3"),
)
findings = st.builds(
    Finding,
    rule=st.just("missing-owner"),
    level=st.sampled_from(("error", "warning", "note")),
    action=codes.map(str) | st.just(""),
    message=texts,
    message_en=texts,
    line=st.integers(0, 30_000),
)
responsible = st.builds(Parties, cabinet=texts, administration=texts)
involved = st.builds(
    Parties, cabinet=texts, administration=texts, people_in_poverty=texts, other_actors=texts
)
milestones = st.builds(
    Milestone, period=st.sampled_from(PERIODS).map(Period.parse), text=texts, place=places
)
doubts = st.builds(Doubt, field=st.sampled_from(("budget", "summary")), why=sentences)


def forms(layout: Layout = FLEMISH) -> st.SearchStrategy[Form]:
    """Forms that a layout can print: the extra fields are those it has rows for."""
    names = [row.field[6:] for row in layout.rows if row.field.startswith("extra.")]
    extra = st.tuples(*(st.tuples(st.just(name), texts) for name in names))
    return st.builds(
        Form,
        code=codes,
        title=sentences,
        notes=st.lists(sentences, max_size=2).map(tuple),
        budget=texts,
        responsible=responsible,
        evaluation=texts,
        involved=involved,
        summary=texts,
        milestones=st.lists(milestones, max_size=4).map(tuple),
        extra=extra,
        source=places,
        places=st.dictionaries(
            st.sampled_from(("budget", "involved.cabinet")), places, max_size=2
        ).map(lambda found: tuple(found.items())),
        doubts=st.lists(doubts, max_size=2).map(tuple),
    )


legends = st.builds(
    Legend,
    rights=st.sampled_from((0, len(RIGHTS))).map(
        lambda count: tuple(LegendEntry(f"{n:02}", RIGHTS[n]) for n in range(count))
    ),
    offices=st.sampled_from(
        ((), (LegendEntry("01", "minister van Wonen"), LegendEntry("02", "minister van Werk")))
    ),
)
sources = st.builds(
    Source,
    file=st.just("plan.pdf"),
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    media_type=st.just("application/pdf"),
    lines=st.none() | st.integers(0, 30_000),
    pages=st.none() | st.integers(1, 300),
)


def plans(layout: Layout = FLEMISH, max_size: int = 3) -> st.SearchStrategy[Plan]:
    """Plans of one to ``max_size`` forms; some forms come twice."""
    several = st.lists(forms(layout), min_size=1, max_size=max_size)
    twice = st.tuples(several, st.booleans()).map(lambda pair: pair[0] * (1 + pair[1]))
    return st.builds(
        Plan,
        actions=twice.map(tuple),
        legend=legends,
        source=sources,
        template=st.sampled_from(("vapa", "")),
    )
