"""Prints cookies that Debian's Python libraries write, as JSON: Flask, itsdangerous as others use it, Fernet, pickle."""
import base64
import hashlib
import hmac
import json
import pickle

import flask
import itsdangerous
from importlib.metadata import version

SECRET = "a secret of these tests"


def vector(form, library, name, value, data, **more):
    return {
        "format": form,
        "library": library,
        "version": version(library),
        "secret": SECRET,
        "cookieName": name,
        "cookieValue": value,
        "decoded": data,
        **more,
    }


def flask_session(data):
    app = flask.Flask("vectors")
    app.secret_key = SECRET

    @app.get("/")
    def index():
        flask.session.update(data)
        return ""

    line = app.test_client().get("/").headers["Set-Cookie"]
    return line.split(";")[0].split("=", 1)[1]


def starlette_session(data):
    """What starlette/middleware/sessions.py does, with the signer that it uses."""
    payload = base64.b64encode(json.dumps(data).encode())
    return itsdangerous.TimestampSigner(SECRET).sign(payload).decode()


def fernet():
    try:
        from cryptography.fernet import Fernet
    except ImportError:
        return []
    key = base64.urlsafe_b64encode(b"thirty-two bytes for this test!!")
    token = Fernet(key).encrypt(json.dumps({"created": 1700000000, "session": {"user": "ada"}}).encode()).decode()
    return [vector("aiohttp-session-fernet", "cryptography", "AIOHTTP_SESSION", token, {"user": "ada"}) | {"secret": key.decode()}]


def bottle(data):
    """What bottle.py's cookie_encode does, with the interpreter's own pickle."""
    payload = base64.b64encode(pickle.dumps(["account", data], -1))
    signature = base64.b64encode(hmac.new(SECRET.encode(), payload, hashlib.sha256).digest())
    return f"!{signature.decode()}?{payload.decode()}"


long = {"cart": ["apple"] * 60}
print(
    json.dumps(
        [
            vector("flask", "flask", "session", flask_session({"user_id": 42, "name": "Ada"}), {"user_id": 42, "name": "Ada"}),
            vector("flask", "flask", "session", flask_session(long), long),
            vector("starlette", "itsdangerous", "session", starlette_session({"user": "ada"}), {"user": "ada"}),
            vector(
                "itsdangerous-urlsafe-timed",
                "itsdangerous",
                "token",
                itsdangerous.URLSafeTimedSerializer(SECRET, salt="auth").dumps({"mail": "a@b.c"}),
                {"mail": "a@b.c"},
                salt="auth",
            ),
            vector(
                "itsdangerous-urlsafe",
                "itsdangerous",
                "auth",
                itsdangerous.URLSafeSerializer(SECRET).dumps([1, "x"]),
                [1, "x"],
            ),
            *fernet(),
            vector("bottle-signed", "itsdangerous", "account", bottle({"user": "ada", "n": [1, None, 2.5]}), {"user": "ada", "n": [1, None, 2.5]})
            | {"library": "pickle", "version": "4"},
        ]
    )
)
