"""Documents to bytes: what a page shows, and the forms it is written in."""
