"""Corpora that no folder holds: documents read from containers into Parquet files, on one machine or a cluster.

A shard holds what was made of one piece of a container, a row for each document. Its name says what it depends on, so
what is there is done, and a run that died is run again and makes the rest.
"""

ENGINES = ("serial", "processes", "dask")
"""Where documents can be read: in this process, in several beside it, on a cluster."""
