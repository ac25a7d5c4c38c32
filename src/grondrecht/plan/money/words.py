"""The words of money: currencies, scales, bounds, recurrences, payers and what a cell may say.

Everything the readers of this package know about language stands here, Dutch and English, as
tables. Entries marked as patterns are regular expressions without a group that captures; all are
matched without regard to case and only as whole words.
"""

from __future__ import annotations

from decimal import Decimal

#: What a currency is called, and its ISO 4217 code.
CURRENCIES = {
    "€": "EUR",
    "euro": "EUR",
    "euro's": "EUR",
    "euro’s": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "chf": "CHF",
    "bef": "BEF",
}

#: Scales: the unit they give an amount and what they multiply with.
SCALES = {
    "k": ("k", Decimal(1000)),
    "duizend": ("thousand", Decimal(1000)),
    "dzd": ("thousand", Decimal(1000)),
    "thousand": ("thousand", Decimal(1000)),
    "m": ("million", Decimal(10) ** 6),
    "mio": ("million", Decimal(10) ** 6),
    "mln": ("million", Decimal(10) ** 6),
    "milj": ("million", Decimal(10) ** 6),
    "miljoen": ("million", Decimal(10) ** 6),
    "miljoenen": ("million", Decimal(10) ** 6),
    "million": ("million", Decimal(10) ** 6),
    "millions": ("million", Decimal(10) ** 6),
    "mld": ("billion", Decimal(10) ** 9),
    "mrd": ("billion", Decimal(10) ** 9),
    "mia": ("billion", Decimal(10) ** 9),
    "bn": ("billion", Decimal(10) ** 9),
    "miljard": ("billion", Decimal(10) ** 9),
    "miljarden": ("billion", Decimal(10) ** 9),
    "billion": ("billion", Decimal(10) ** 9),
}

#: Scales of one letter, that say nothing unless they touch a figure or a currency.
SCALE_LETTERS = ("k", "m")

PERCENT = ("%", "procent", "percent", "per cent", "pct")

#: Words that tell an English text from a Dutch one: they decide what a comma between digits is.
ENGLISH = (
    "the", "of", "and", "for", "from", "to", "will", "with", "by", "per year", "a year",
    "annually", "million", "billion", "thousand", "each", "year", "grant", "total",
)  # fmt: skip
DUTCH = (
    "de", "het", "een", "van", "en", "voor", "met", "door", "jaar", "jaarlijks", "miljoen",
    "miljard", "duizend", "wordt", "zijn", "op", "euro", "totaal",
)  # fmt: skip

#: Patterns right before a figure, or right after it between brackets.
MAXIMUM = (
    r"max\.?", "maximum", "maximaal", "maximale", "ten hoogste", "hoogstens", "niet meer dan",
    "minder dan", "tot", "tot maximaal", "tot maximum", r"tot max\.?", "bovengrens", "up to",
    "at most", "no more than", "not more than", "less than", "maximum of", "plafond",
    "tot en met", "geplafonneerd", "begrensd tot", "beperkt tot", "<", "≤",
)  # fmt: skip
MINIMUM = (
    r"min\.?", "minimum", "minimaal", "minimale", "ten minste", "tenminste", "minstens",
    "niet minder dan", "meer dan", "vanaf", "at least", "no less than", "more than",
    "minimum of", "vanaf minimaal", ">", "≥",
)  # fmt: skip
ABOUT = (
    r"ca\.?", "circa", "ongeveer", r"ong\.?", "zowat", "ruim", "bijna", "een kleine", "om en bij",
    "om en bij de", "rond de", "grofweg", "naar schatting", "geraamd op", r"\+/-", "±", "~", "≈",
    "geschat op", r"raming:?", r"geraamde? \w{3,20}:?", r"geschatte? \w{3,20}:?",
    "about", "around", "roughly", "approximately", r"approx\.?", "nearly", "an estimated",
)  # fmt: skip

#: Patterns between two figures that make them a range, and what may stand before the first.
RANGE = ("à", "tot", "tot en met", "tot maximaal", "tot maximum", "t/m", "-", "–", "—", "to")
BETWEEN = {
    "tussen": ("en", "en de"), "tussen de": ("en", "en de"), "between": ("and",),
    r"(?:min\.?|minimum|minimaal|minstens|ten ?minste|at least)":
        (r"(?:en|,|and) (?:max\.?|maximum|maximaal|hoogstens|ten hoogste|at most)",),
}  # fmt: skip

TIMES = ("x", "×", r"\*", "maal", "keer", "times")
#: Patterns per period shorter than a year, that an amount is paid for.
PERIODS = {
    "maand": ("maandelijkse?", "elke maand", "iedere maand"),
    "kwartaal": ("driemaandelijkse?", "elk kwartaal", "ieder kwartaal"),
    "week": ("wekelijkse?", "elke week", "iedere week", "weekly", "each week"),
    "month": ("monthly", "a month", "each month", "every month"),
    "quarter": ("quarterly", "each quarter", "every quarter"),
}
#: Words that tell that an amount is a change and not a level, before it.
CHANGES = {
    "less": (
        r"bespar(?:ing|ingen|en)", "bespaart", "minderuitgaven?", "vermindering(?:en)?",
        "verminder(?:t|en)", "daling", "daalt", "dalen", "afname", "verlaging", "verlaagd",
        "savings?",
        "saves?", "decrease[sd]?", "reduction", "reduced", "falls?", "cut",
    ),
    "more": (
        "stijging", "stijgt", "stijgen", "verhoging", "verhoogd", "verhogen", "toename",
        "groei", "groei(?:t|en)", "aangroei", "increase[sd]?", "growth", "grows?", "rises?",
    ),
}  # fmt: skip
#: The words that say of another year what was said of this one.
SAME = ("(?:het)?zelfde bedrag", "idem", "evenveel", "(?:the )?same amount", "ditto")
#: What follows the years before it.
THEREAFTER = ("nadien", "daarna", "vervolgens", "de jaren (?:nadien|daarna)", "thereafter",
              "afterwards")  # fmt: skip
#: What stands around a year that opens an endless row, before and after it.
ONWARD_BEFORE = ("vanaf", "met ingang van", "ingaand (?:op|in)", "from", "as of",
                 "starting (?:in|from)")  # fmt: skip
ONWARD_AFTER = (r"e\.?\s?v\.?", "en (?:de )?volgende(?: jaren)?", "en later", "en verder", "on",
                "onwards?")  # fmt: skip
RESPECTIVELY = (r"respectievelijk", r"resp\.", "respectively")

#: Patterns per recurrence.
RECURRENCES = {
    "per_year": (
        r"per (?:school|werkings|kalender|begrotings|werk|academie)?jaar", "jaarlijkse?",
        r"/\s?jaar(?:lijks)?", r"(?:/|p/)\s?j(?:r|aar)?\.?", "recurrente?", r"op jaar\s?basis",
        r"(?:elk|ieder) (?:school|werkings|kalender|begrotings|werk|academie)?jaar", "telkenjare",
        r"p\.?\s?j\.", "jaarbudget", "jaarbedrag", "per annum", r"p\.a\.", "per year", "a year",
        "annual(?:ly)?", "yearly", "each year", "every year", r"/\s?year", "on a yearly basis",
    ),
    "whole_term": (
        r"(?:gehele|hele|volledige|ganse|totale) (?:\w{0,20}periode|legislatuur|\w{0,20}looptijd"
        r"|\w{0,12}duur|regeerperiode|bestuursperiode|planperiode|zittingsperiode)",
        r"voor de (?:project)?(?:duur|looptijd)", "looptijd van", "gespreid over", "verdeeld over",
        "over de legislatuur", "voor de legislatuur", "spread over", "for the duration",
        r"(?:whole|entire|full) (?:term|period|duration|plan|project)", "over the term",
        "over the life",
    ),
    "once": (
        "eenmalige?", "éénmalige?", "in één keer", "eenmaal", "one-?off", "one-time", "once only",
    ),
}  # fmt: skip

#: Patterns after which the name of who pays follows.
PAID_FROM = (
    "vanuit", "te betalen door", "ten laste van", "ten laste genomen door", "op kosten van",
    "op rekening van",
    r"(?:mee|mede)?gefinancierd door", "gefinancierd (?:uit|met)", "gesubsidieerd door",
    "betaald door", "gedragen door", "bekostigd door", "bijgedragen door", "met steun van",
    "met middelen van", "met middelen uit", r"op (?:het )?(?:budget|krediet) van",
    r"(?:uit|op) (?:het |de )?(?:budget|fonds|middelen|kredieten|begroting) van", "bijdrage van",
    "dotatie van de", "toelage van de",
    "subsidie van de",
    r"(?:vrijgemaakt|voorzien|toegekend|uitgetrokken|verstrekt|ingebracht|bijgepast|gesteld) door",
    r"(?:co)?financiering (?:door|van|vanuit)", r"(?:tussenkomst|inbreng) van",
    "funded by", "financed by", "paid by", "paid from", "funded from", "covered by", "borne by",
    "contribution of", "contribution from", "at the expense of", "grant from",
)  # fmt: skip
#: Verbs whose subject pays.
PAYS = (
    r"(?:draagt|dragen|legt|leggen)(?=[^;\n]{1,80} bij)", r"draagt(?= (?:de|een) (?:kost|last))",
    "betaalt", "betalen", "financiert",
    "financieren", "subsidieert", "bekostigt", "draagt bij",
    "dragen bij", "legt bij", r"stelt(?=[^;\n]{1,80} ter beschikking)", r"voorziet(?! in)",
    r"trekt(?=[^;\n]{1,80} uit)", "investeert",
    "pays", "funds", "finances", "contributes", "covers", "provides", "allocates",
)  # fmt: skip
#: Words that end the name of a payer.
NAME_ENDS = (
    "wordt", "worden", "werd", "werden", "is", "zijn", "was", "voor", "per", "in", "met", "om",
    "bijgedragen", "betaald", "gedragen", "gefinancierd", "gesubsidieerd", "voorzien", "toegekend",
    "aan", "op", "en", "of", "jaarlijks", "eenmalig", "die", "dat", "ten", "tot", "vanaf", "we",
    "for", "per", "in", "and", "or", "is", "are", "was", "will", "to", "annually", "with",
)  # fmt: skip
#: Stems of words between brackets after an amount that name the money it comes from.
SOURCES = ("middelen", "financiering", "fonds", "begroting", "krediet", "funding", "fund", "grant")
#: Capitals between brackets after an amount that name no one.
NO_PAYERS = ("BTW", "VAT", "TVA", "EUR", "KEUR", "VTE", "FTE", "MAX", "MIN", "PM", "RAMING")
#: European funds.
FUNDS = ("ESF", "ESF+", "EFRO", "ELFPO", "AMIF", "FEAD", "Interreg", "Erasmus+", "ERDF")

#: Stems of words that tell that a sentence speaks of money.
MONEY = (
    "budget", "subsidi", "krediet", "(?<!hulp)(?<!voedings)(?<!genees)middelen", "kost", "bedrag",
    "dotatie", "begro", "uitgave", "financ", "premie", "fonds", "betaal", "betal", "toelage",
    "lening", "investe", "tarief", "tarieven", "korting", "vergoeding", "bijdrage", "belasting",
    "cofinanc", "cost", "grant", "fund", "spend", "expenditure", "allocat", "subsid",
)  # fmt: skip

#: Patterns that may follow a figure without currency in a budget cell: it is money then. Any other
#: word is what the figure counts.
AFTER_BARE = (
    "per", "voor", "in", "op", "vanuit", "jaarlijks", "begroot", "voorzien", "uitgetrokken",
    "ingeschreven", "beschikbaar", "aan", "uit", "via", "en", "of", "à", "tot", "naar", "is",
    "wordt", "werd", "waarvan", "incl", "excl", "inclusief", "exclusief", "max", "maximaal",
    "eenmalig", "gespreid", "verdeeld", "plus", "x", "for", "from", "and", "or", "to", "annually",
    "a year", "yearly", "allocated", "over", "vanaf", "te", "ten laste",
)  # fmt: skip
#: Patterns before a figure that is then a number of something else than money.
BEFORE_NO_MONEY = (
    r"art(?:ikel|\.)?", r"artikelen", "article", r"nr\.?", "nummer", "number", r"no\.", "decreet",
    "besluit", "wet", "kb", "basisallocatie", r"begrotingsartikel\w*", r"tel\.?", "telefoon", "gsm",
    "fax", "phone", "dossier", "kbo", "ondernemingsnummer", r"blz\.?", r"p\.", "pagina", "page",
    "aantal", "number of", "iso", "versie", "version", "score", "wetboek", "postbus", "bus",
    "actie", "fiche", "action", "§",
)  # fmt: skip

#: Words whose full stop ends no sentence.
ABBREVIATIONS = ("incl", "excl", "ca", "dept", "Dept", "afd", "nl", "resp", "bv", "dec", "nov",
                 "max", "min", "nr", "mln", "mld", "approx")  # fmt: skip

#: Words right before a year that make it part of a name or the date of a law.
YEAR_OF_A_NAME = (
    "decreet van", "besluit van", "wet van", "ordonnantie van", "kb van", "verordening van",
    "omzendbrief van", "t.o.v.", "tov", "ten opzichte van", "sinds", "europa", "horizon", "visie",
    r"(?:regering|raad|koning) van", "act of", "decree of", "law of", "since", "compared to",
    "compared with", "agenda",
)  # fmt: skip

#: Words before an amount that is the total of others, and after a total that is then split.
TOTAL = ("samen", "in totaal", "totaal", "totaalbedrag", "opgeteld", "alles samen", "hetzij",
         "in total", "total", "together", "altogether", "sum")  # fmt: skip
PARTS = ("waarvan", "bestaande uit", "of which", "consisting of")
#: Words between a count and what one piece costs.
EACH = (r"\(", "à", "aan", "ad", "van elk", "elk", "telkens", "van", "at", "of", "each")
