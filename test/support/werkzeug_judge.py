"""Answers one JSON line a JSON line with the cookies that the real Werkzeug reads in a Cookie header given as Latin-1."""
import json
import sys

from werkzeug.wrappers import Request

for line in sys.stdin:
    cookies = Request({"HTTP_COOKIE": json.loads(line)}).cookies
    print(json.dumps({name: cookies[name] for name in cookies}), flush=True)
