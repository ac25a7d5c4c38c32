"""The words by which a text refers to other actions, Dutch and English, as tables.

Entries are regular expressions without a group that captures, matched as whole words without
regard to case; a space stands for any white space.
"""

from __future__ import annotations

#: Patterns before a code, per kind of reference; the last one before the code decides.
SAYS_BEFORE = {
    "replaced_by": (
        r"vervangen (?:wordt |werd |zal worden )?(?:door|met)",
        r"op(?:gaat|gegaan) in",
        r"ga(?:at|an) (?:verder )?(?:op|over) in", r"ge[iï]ntegreerd in", "opgenomen in",
        r"opgenomen (?:wordt|werd) in", r"ondergebracht (?:in|bij|onder)",
        r"overge(?:nomen|heveld|dragen) (?:door|in|naar|aan)", "samengevoegd met", "versmolten met",
        r"voort(?:gezet|gaat) (?:in|onder|als)", r"verder\s?gezet (?:in|onder|als)",
        r"loopt (?:verder|voort) (?:in|onder|als)", "verschoven naar", "opgevolgd door",
        r"replaced (?:by|with)", r"merged (?:into|with)", r"absorbed (?:by|into)", "superseded by",
        r"continued (?:in|under|as|by)", r"taken over by", r"integrated into", "succeeded by",
        "moved to", "incorporated into",
    ),
    "replaces": (
        "vervangt", "ter vervanging van", r"in de plaats van", "treedt in de plaats van",
        "opvolger van", r"vervolg (?:op|van)", r"voortzetting van", r"bouwt (?:verder|voort) op",
        "replaces", "replacing", "supersedes", "succeeds", "successor of", "successor to",
        "follow-up of", "follow-up to", "builds on", "continuation of", "in place of",
    ),
    "see_also": (
        r"zie(?: ook)?", r"cfr?\.?", r"conform", r"vgl\.?", "vergelijk",
        r"verwij(?:zen|st|zing)(?: we| wij| ook)? naar",
        r"(?:uitgewerkt|vermeld|toegelicht|opgelijst) (?:in|bij)", r"beschreven (?:in|bij|onder)",
        r"meer info(?:rmatie)? (?:in|bij|over)", "te vinden in", "see(?: also)?", r"refers? to",
        "compare", "described in", "more information in", "as in",
    ),
    "link": (
        r"link(?:en|t|s)?(?: met| naar)?", r"in (?:\w{1,20} )?samenwerking met", "in lijn met",
        r"gelinkt (?:aan|met)", r"gekoppeld (?:aan|met)",
        r"koppel(?:en|ing)?(?: \w{1,20})? (?:aan|met)", "in samenhang met", "hangt samen met",
        "samenhang met", "in combinatie met", "samen met",
        r"slui(?:t|ten)(?: \w{1,20})? aan (?:bij|op)",
        r"aansluiting (?:bij|met)", r"aanvull(?:ing|end) (?:op|bij)", r"complementair (?:aan|met)",
        r"versterkend (?:aan|voor)", r"(?:in )?verband met", "in relatie tot", "verwant met",
        "verbonden met", "afgestemd op", "afstemming met", r"link(?:s|ed)? (?:to|with)",
        r"related to", r"connected (?:to|with)", "complements", "complementary to", "together with",
        "in combination with", "coordinated with",
    ),
}  # fmt: skip
#: Patterns after a code. Who acts is the other action here, so replacing turns round.
SAYS_AFTER = {
    "replaced_by": (
        r"vervangt (?:deze|dit|voorliggende)", r"neemt (?:deze|dit) \w{1,20} over",
        r"komt in de plaats van (?:deze|dit)", r"replaces (?:this|the present)",
        r"supersedes (?:this|the present)", "takes over",
        "vervangen(?! door)", "overgenomen(?! door)",
    ),
    "replaces": (
        r"(?:wordt|werd|is) (?:\w{1,12} ){0,3}?vervangen door (?:deze|dit|voorliggende)",
        r"gaat op in (?:deze|dit)", r"(?:is|was) (?:\w{1,12} ){0,2}?replaced by this",
        r"(?:is|was) merged into this",
    ),
}  # fmt: skip

#: Stems of words that announce codes, alone or at the end of a compound (*actiefiche*).
ANNOUNCING = (
    "actie", "acties", "fiche", "fiches", "actiecode", "actiecodes", "code", "codes", "maatregel",
    "maatregelen", "verbintenis", "verbintenissen", "action", "actions", "form", "forms",
    "measure", "measures", "commitment", "commitments",
)  # fmt: skip
#: Words before a code-like number that tell of a date or a telephone.
NO_CODE_BEFORE = (
    "op", "d.d.", "dd", "dd.", "datum", "vanaf", "sinds", "tegen", "tot", "van", "voor", "na",
    "on", "dated", "since", "until", "before", "after", "tel", "tel.", "tel:", "telefoon", "gsm",
    "fax", "phone",
)  # fmt: skip
