"""Answers one JSON line a JSON line with what the real itsdangerous and Flask make of a session cookie."""
import hashlib
import json
import sys

from flask.sessions import session_json_serializer
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from itsdangerous.timed import TimestampSigner

now = 0
TimestampSigner.get_timestamp = lambda self: now


def serializer(key):
    return URLSafeTimedSerializer(
        key,
        salt="cookie-session",
        serializer=session_json_serializer,
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha1},
    )


def loads(question):
    try:
        data = serializer(question["key"]).loads(question["value"], max_age=question["maxAge"])
        return {"json": session_json_serializer.dumps(data), "kind": type(data).__name__}
    except SignatureExpired:
        return {"problem": "SignatureExpired"}
    except BadSignature:
        return {"problem": "BadSignature"}


def dumps(question):
    return {"value": serializer(question["key"]).dumps(session_json_serializer.loads(question["json"]))}


for line in sys.stdin:
    question = json.loads(line)
    now = question["now"]
    answer = loads(question) if "value" in question else dumps(question)
    print(json.dumps(answer), flush=True)
