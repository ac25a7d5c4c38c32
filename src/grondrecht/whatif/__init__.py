"""What a reform would change: who gains and loses, what it costs, and what poverty does.

It stands above two libraries that do not know each other: rights says who is entitled to what, the
monitor how many are poor and how sure that is.
"""
