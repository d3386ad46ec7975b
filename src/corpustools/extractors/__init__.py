"""Facts: what a labelled document tells, each with its receipt."""
