"""Cuts: where one line holds two blocks."""
