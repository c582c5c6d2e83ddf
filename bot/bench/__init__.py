"""Measurements of the bot's own judgement, on data that it ships with."""
