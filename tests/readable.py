"""How well Dutch can be read, measured: the formula of Flesch as Douma fitted it to Dutch.

    206.84 − 0.77 × syllables per 100 words − 0.93 × words per sentence

W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960. His scale calls 60 to 70 "normal"
(who finished primary school) and 45 to 60 "rather hard"; it stands in Onze Taal 46 (1977),
https://dbnl.org/tekst/_taa014197701_01/_taa014197701_01_0089.php. A formula sees only the length of
words and sentences, and says nothing of short texts, so it is asked of 50 words or more.
"""

import re

# Written vowels that are one sound, the longest first; any other vowel is a sound of its own.
SOUND = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ou|au|ui|ei|ij|[aeiouyàâäáèéêëìíîïòóôöùúûü]"
)
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,]*")
ADDRESS = re.compile(r"\(?https?://\S+")
END = re.compile(r"[.?!:;](?:\s|$)|\n")


def syllables(word):
    """The sounds of a word: of an abbreviation its letters, and one of a number."""
    if word.isupper() and len(word) > 1:
        return len(word)
    return max(1, len(SOUND.findall(word.lower())))


def words(text):
    """The words of a text; an address is none."""
    return WORD.findall(ADDRESS.sub(" ", text))


def sentences(text):
    """The sentences of a text, each as its words; what has no words is none."""
    parts = END.split(ADDRESS.sub(" ", text))
    return [found for part in parts if (found := words(part))]


def douma(text):
    """How easily a text reads: 100 is very easy, 60 normal, 30 very hard."""
    held, count = words(text), len(sentences(text))
    per_hundred = 100 * sum(map(syllables, held)) / len(held)
    return 206.84 - 0.77 * per_hundred - 0.93 * len(held) / count
