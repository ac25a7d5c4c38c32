"""One measure by OpenFisca, for bench/rights_speed.py: runs in a virtual environment of its own.

The measure is that part of a water bill above five percent of the income of the household, if the
household is vulnerable, on top of the entities of OpenFisca's country template.

example: python openfisca_households.py json households.json
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.variables import Variable
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_country_template.entities import Household, Person

PERIOD = "2016-06"
WANTED = "water_above"


class net_income(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Net income of a month"


class water_bill(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH
    label = "Water bill of a year"


class is_vulnerable(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Vulnerable household"


class water_above(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH
    label = "Part of the water bill above five percent of income"

    def formula(household: Any, period: Any) -> Any:  # noqa: ANN401
        income = household.sum(household.members("net_income", period))
        above = household("water_bill", period) - 0.05 * 12 * income
        return household("is_vulnerable", period) * np.maximum(0, np.round(above, 2))


def system() -> CountryTaxBenefitSystem:
    """The country template with the measure."""
    made = CountryTaxBenefitSystem()
    made.add_variables(net_income, water_bill, is_vulnerable, water_above)
    return made


def from_json(file: str) -> dict[str, float]:
    """Seconds from the text of a JSON file to the amounts, and what they come to."""
    with open(file) as opened:
        text = opened.read()
    rules = system()
    start = time.perf_counter()
    simulation = SimulationBuilder().build_from_entities(rules, json.loads(text))
    amounts = simulation.calculate(WANTED, PERIOD)
    return {"seconds": time.perf_counter() - start, "sum": float(amounts.sum(dtype=np.float64))}


def from_vectors(file: str) -> dict[str, float]:
    """The same from columns: a household's row for each person, and the inputs."""
    held = np.load(file)
    rules = system()
    start = time.perf_counter()
    builder = SimulationBuilder()
    builder.create_entities(rules)
    builder.declare_person_entity("person", np.arange(len(held["home"])))
    homes = builder.declare_entity("household", np.arange(len(held["water_bill"])))
    builder.join_with_persons(homes, held["home"], roles=held["role"])
    simulation = builder.build(rules)
    for name in ("net_income", "water_bill", "is_vulnerable"):
        simulation.set_input(name, PERIOD, held[name])
    amounts = simulation.calculate(WANTED, PERIOD)
    return {"seconds": time.perf_counter() - start, "sum": float(amounts.sum(dtype=np.float64))}


if __name__ == "__main__":
    work = {"json": from_json, "vectors": from_vectors}[sys.argv[1]]
    print(json.dumps(work(sys.argv[2])))
