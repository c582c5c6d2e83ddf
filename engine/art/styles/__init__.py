"""The styles of painting: each module has one ``STYLE``."""
