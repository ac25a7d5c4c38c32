"""What budget cells say in words: the expressions of each kind of commitment, Dutch and English.

Entries are regular expressions without a group that captures, matched as whole words without
regard to case (see words.py).
"""

from __future__ import annotations

#: What a cell that fills an empty place consists of.
FILLERS = "/-–—.…_*|• \t\r\n"

#: Patterns per kind of commitment, in words (see ``Commitment``).
SAYS = {
    "to_be_decided": (
        r"te (?:bepalen|onderzoeken|bekijken|beslissen|bespreken|verkennen|begroten|ramen)",
        r"(?:verder|nader|nog) (?:uit )?te (?:werken|bepalen|concretiseren)", r"uit te werken",
        r"(?:nog )?niet (?:beslist|bepaald|gekend|bekend|gedefinieerd|vastgelegd|vastgesteld"
        r"|begroot)",
        r"niet op voorhand (?:gekend|bekend)", r"(?:wordt|worden) (?:nog|later) \w{0,20}",
        r"(?:nog )?onbekend", r"nog (?:in te vullen|af te spreken|vast te leggen|te voorzien)",
        r"(?:wordt|worden|is|zijn|nog) (?:\w{1,12} )?(?:in onderzoek|onderzocht|bekeken)",
        r"^in onderzoek", r"(?:niet|moeilijk) (?:\w{1,12} )?in te schatten", "geen zicht op",
        "in afwachting", r"afhankelijk van", r"hangt af van", "onder voorbehoud", "pro memorie",
        r"p\.?\s?m\.?", r"n\.?t\.?b\.?", r"t\.?b\.?d\.?", r"t\.?b\.?c\.?",
        "to be (?:determined|decided|defined|confirmed|agreed|estimated)", "not yet \\w{1,20}",
        "pending", "depends on", "dependent on", "subject to", "er zal een budget",
    ),
    "existing_means": (
        r"(?:reguliere?|bestaande?|gewone?|beschikbare?|huidige?|eigen|voorziene) "
        r"(?:budgettaire |financiële |personele )?"
        r"(?:middelen|werking|budget(?:ten)?|kredieten|werkingsmiddelen|dotatie|begroting)",
        r"(?:werkings|personeels)middelen", r"eigen (?:personeel|medewerkers|diensten|mensen)",
        "personeelsinzet",
        r"inzet van (?:\w{1,20} ){0,3}(?:medewerkers?|personeel|ambtena\w{1,6}|diensten)",
        r"binnen (?:\w{1,20} ){0,3}(?:middelen|budget(?:ten)?|kredieten|begroting|dotatie)",
        r"maa?k(?:t|en) deel uit van", r"(?:zit|zitten|is|zijn) (?:\w{1,20} )?vervat in",
        r"(?:is )?onderdeel van", r"kader(?:t|en) (?:binnen|in)", "geen meerkost",
        r"(?:within|from|with|through) (?:the )?(?:existing|regular|available|current|own) "
        r"(?:\w{1,20} )?(?:budgets?|means|resources|funds)",
        r"(?:existing|regular) (?:budgets?|means|resources|staff)", "staff time",
    ),
    "none": (
        r"kosten[\s-]?neutra\w{1,9}", r"^gratis\W{0,3}$", r"^niet nodig\W{0,3}$",
        r"geen (?:\w{1,20} ){0,3}?(?:budget(?:ten)?|middelen|kost\w{0,6}|financiering|impact"
        r"|engagement\w{0,4}|uitgaven?|kredieten|meerkost\w{0,3}|meeruitgaven?|weerslag|gevolgen"
        r"|implicaties?|investeringen|invloed op het budget)",
        r"zonder (?:\w{1,20} )?(?:meer)?(?:kost\w{0,3}|budget|middelen)",
        r"budget(?:tair)?[\s-]?neutra\w{1,9}", "kosteloos", "nihil", "nul", r"n\.?\s?v\.?\s?t\.?",
        "niet van toepassing",
        r"no (?:\w{1,20} ){0,2}?(?:budget|cost|costs|funding|means|resources|expenditure)",
        "not applicable", "n/a", r"n\.a\.", r"(?:budget|cost)[\s-]neutral", "without cost",
    ),
}  # fmt: skip
#: Patterns that stand for an amount that is still open.
OPEN_AMOUNT = (r"p\.?\s?m\.?", "pro memorie", "(?:nog )?te bepalen", "(?:nog )?te onderzoeken")
#: Words that say "none" where they are all that a cell, or a part of it after a colon, says.
NONE_ALONE = ("geen", "neen", "nee", "none", "no", "nihil", "0")
