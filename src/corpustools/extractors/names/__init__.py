"""Whom and what a document names: people, organizations and places, and what says that a word is a name."""
