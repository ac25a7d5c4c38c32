"""Money in a plan: amounts and commitments read from sentences, and sums that may not add up."""

from grondrecht.plan.money.amounts import Amount, read_amounts
from grondrecht.plan.money.commitments import Commitment, read_commitment
from grondrecht.plan.money.sums import Sum, Term, arithmetic, contradicted

__all__ = [
    "Amount",
    "Commitment",
    "Sum",
    "Term",
    "arithmetic",
    "contradicted",
    "read_amounts",
    "read_commitment",
]
