"""A register in a folder that goes away: import this first, then models and settings can be used.

``DATABASE_URL`` chooses the database, as for the site; without it a file in that folder.
"""

from __future__ import annotations

import atexit
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

folder = TemporaryDirectory(prefix="grondrecht-bench-")
atexit.register(folder.cleanup)
os.environ["GRONDRECHT_DATA"] = folder.name
os.environ["GRONDRECHT_API_CALLS_PER_MINUTE"] = "0"
os.environ["GRONDRECHT_HOSTS"] = "127.0.0.1,localhost,testserver"
os.environ["DJANGO_SETTINGS_MODULE"] = "grondrecht.config.settings"
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
django.setup()
