"""Measurements of the engine on data that is not shipped with it."""
