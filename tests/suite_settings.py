"""The site's settings for the suite: files in a folder that goes away, a database of its own.

``DATABASE_URL`` chooses the database, as for the site; without it the suite runs on SQLite.
"""

from __future__ import annotations

import atexit
import os
from tempfile import TemporaryDirectory

_folder = TemporaryDirectory(prefix="grondrecht-suite-")
atexit.register(_folder.cleanup)
for _name in [name for name in os.environ if name.startswith("GRONDRECHT_")]:
    del os.environ[_name]
os.environ["GRONDRECHT_DATA"] = _folder.name
# Where the workers of one run share what they made: the folder of the process that started them.
os.environ.setdefault("SUITE_FOLDER", _folder.name)
# A browser that tests drive keeps an event loop in this thread; Django takes that for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from grondrecht.config.settings import *  # noqa: E402, F403
from grondrecht.config.settings import DATABASES  # noqa: E402

# Two runs on one server do not meet.
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"grondrecht_suite_{os.getpid()}"}

# A password is as good as any other here, and need not take a second to be checked.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
