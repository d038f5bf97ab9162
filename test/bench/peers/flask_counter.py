"""The hand-out's counter, written anew from its behaviour: both of its session interfaces, Flask's development server."""

import sys
import uuid

import requests
from flask import Flask, redirect, session
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Counter example</title></head>
<body>
<h1>Count: {}</h1>
<form method="POST" action="/reset"><input type="submit" value="Reset" /></form>
</body>
</html>
"""


class KeyValueSessionStore:
    def __init__(self, url):
        self.url = url

    def set_key(self, key, value):
        requests.post(self.url, json={key: value}).raise_for_status()

    def get_key(self, key):
        response = requests.get(self.url + key)
        response.raise_for_status()
        return response.json()[key]

    def delete_key(self, key):
        requests.delete(self.url + key).raise_for_status()


class ServerSideSession(CallbackDict, SessionMixin):
    def __init__(self, key, initial=None):
        super().__init__(initial, lambda session: setattr(session, "modified", True))
        self.key = key
        self.modified = False


class ServerSideSessionInterface(SessionInterface):
    def __init__(self, url):
        self.store = KeyValueSessionStore(url)

    def open_session(self, app, request):
        key = request.cookies.get(self.get_cookie_name(app))
        if not key:
            return ServerSideSession(str(uuid.uuid4()))
        return ServerSideSession(key, self.store.get_key(key) or {})

    def save_session(self, app, session, response):
        name, path = self.get_cookie_name(app), self.get_cookie_path(app)
        if not session.modified:
            return
        if not session:
            self.store.delete_key(session.key)
            response.delete_cookie(name, path=path)
            return
        self.store.set_key(session.key, dict(session))
        response.set_cookie(name, session.key, httponly=True, path=path)


app = Flask(__name__)
app.config["SECRET_KEY"] = "dev-secret-0123"
if len(sys.argv) > 2:
    app.session_interface = ServerSideSessionInterface(sys.argv[2])


@app.get("/")
def index():
    session["count"] = session.get("count", 0) + 1
    return PAGE.format(session["count"])


@app.post("/reset")
def reset():
    session.clear()
    return redirect("/")


app.run(port=int(sys.argv[1]), threaded=True)
