"""A real browser for the pages."""

from __future__ import annotations

from browsing import browser, offline

__all__ = ["browser", "offline"]
