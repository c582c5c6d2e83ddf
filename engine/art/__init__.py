"""Painting: a heard song in, a picture out."""
