"""Answers one JSON line a JSON line with what a real Flask app makes of a session cookie."""
import json
import sys

from flask import Flask, session
from flask.sessions import session_json_serializer
from itsdangerous import BadSignature, SignatureExpired
from itsdangerous.timed import TimestampSigner

now = 0
TimestampSigner.get_timestamp = lambda self: now

app = Flask(__name__)


@app.get("/")
def count():
    """The original counter's view."""
    session["count"] = session.get("count", 0) + 1
    return str(session["count"])


def loads(question):
    """Read as the app's session interface reads it, and written again as it writes it."""
    serializer = app.session_interface.get_signing_serializer(app)
    try:
        data = serializer.loads(question["value"], max_age=question["maxAge"])
        return {"json": session_json_serializer.dumps(data), "kind": type(data).__name__}
    except SignatureExpired:
        return {"problem": "SignatureExpired"}
    except BadSignature:
        return {"problem": "BadSignature"}


def dumps(question):
    serializer = app.session_interface.get_signing_serializer(app)
    return {"value": serializer.dumps(session_json_serializer.loads(question["json"]))}


def visit(question):
    """One visit with a cookie; the whole Set-Cookie line and the page."""
    client = app.test_client(use_cookies=False)
    answer = client.get("/", headers={"Cookie": "session=" + question["visit"]})
    return {"line": answer.headers.get("Set-Cookie"), "page": answer.get_data(as_text=True)}


for line in sys.stdin:
    question = json.loads(line)
    now = question["now"]
    app.config["SECRET_KEY"] = question["key"]
    with app.app_context():
        answer = loads(question) if "value" in question else dumps(question) if "json" in question else None
    print(json.dumps(answer or visit(question)), flush=True)
