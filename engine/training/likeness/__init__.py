"""Teach the likeness metric from songs and what phones would record of them, and measure it on artists not heard."""

from __future__ import annotations
