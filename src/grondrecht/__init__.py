"""Grondrecht keeps a government's plan for its people's basic rights honest."""

__version__ = "0.1.0"
