"""Settings of the whole suite: hypothesis tries the same examples in every run, and never looks at the clock."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = ["said_messages"]

settings.register_profile("bekal", deadline=None, derandomize=True, database=None)
settings.load_profile("bekal")
