"""Reminders: what is asked of whom (``asked``, ``whom``), when (``stages``), in one message each.

``sending.remind`` does it all; it can be run as often as one likes.
"""
