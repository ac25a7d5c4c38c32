"""``python -m grondrecht`` is the command ``grondrecht``."""

from grondrecht.cli import main

main()
