"""Rights as code: measures as data, answered for one household with reasons and for a population.

A library of its own: it imports nothing else of Grondrecht.

    from datetime import date
    from grondrecht import rights
    law = rights.load("measures")
    household = {"persons": [{"id": "an", "role": "head", "age": 34}]}
    for answer in rights.assess(law, household, on=date(2016, 3, 1)).answers:
        print(answer.measure.names.nl, answer.entitled, answer.amount)
"""

from grondrecht.rights.answers import Answer, Assessment, assess
from grondrecht.rights.errors import RightsError, Words
from grondrecht.rights.examples import check_examples
from grondrecht.rights.law import Law, load
from grondrecht.rights.many import tables_of as tables_of_households
from grondrecht.rights.populations import PopulationAnswer, assess_population

__all__ = [
    "Answer",
    "Assessment",
    "Law",
    "PopulationAnswer",
    "RightsError",
    "Words",
    "assess",
    "assess_population",
    "check_examples",
    "load",
    "tables_of_households",
]
