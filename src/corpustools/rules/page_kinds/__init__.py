"""Kinds of pages that have lines of their own: mails, forums, blogs, wikis, print-outs, and pages with no article."""
