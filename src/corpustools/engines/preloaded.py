"""What reading needs, loaded: workers are copied from a process that has imported this, and share its memory."""

from corpustools.pipeline import read

for _text, _media_type in (("By Jane Roe", "text/plain"), ("<p>The town is quiet, said Jane Roe.", "text/html")):
    # Quotations are looked for last, and by what comes before.
    read(_text, media_type=_media_type).quotations  # noqa: B018
