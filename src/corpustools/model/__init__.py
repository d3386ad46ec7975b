"""Frozen values that say what was read: spans, views, documents, facts. No I/O here."""
