"""The article: its head, its headings, its pictures, who signed it, and what its lines are by their form."""
