"""Records of WARC, made for one test: whole ones, and ones that lie."""


def record(
    name,
    body,
    *,
    status="200 OK",
    media_type="text/html",
    length=None,
    kind="response",
    coding=b"",
    http=True,
    url=None,
):
    """Make a WARC record, whose length may be a lie."""
    if http:
        body = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n".encode() + coding + b"\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\n"
        f"WARC-Target-URI: {url or f'http://town.example/{name}'}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"Content-Type: {'application/http' if http else media_type}\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"
