"""The plan followed: rounds, findings, consultations, poverty tests, and the report of it all.

``roles`` says who may do what, ``access`` decides, ``actions`` has the verbs that write.
"""
