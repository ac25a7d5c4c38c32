"""The verbs that write. Each takes who acts (an Actor) and why, is one transaction, and logs in it.

A verb asks ``acting`` for its transaction; that decides whether this actor may do this to this
thing now.
"""
