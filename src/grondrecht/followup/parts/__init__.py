"""The parts of a round's copy: each a plain function of the round, in a fixed number of queries."""
