"""The hand-out's key-value service, written anew from its behaviour: a dbm file behind Flask's development server."""

import dbm
import json
import sys

from flask import Flask, jsonify, request

app = Flask(__name__)
PATH = sys.argv[2]


@app.get("/")
def list_keys():
    prefix = request.args.get("prefix", "")
    with dbm.open(PATH, "c") as db:
        return jsonify(keys=[key.decode() for key in db.keys() if key.decode().startswith(prefix)])


@app.post("/")
def set_keys():
    values = request.get_json() if request.is_json else request.form.to_dict()
    with dbm.open(PATH, "c") as db:
        for key, value in values.items():
            db[key] = json.dumps(value)
    return jsonify(values)


@app.get("/<key>")
def get_key(key):
    with dbm.open(PATH, "c") as db:
        value = db.get(key.encode())
    return jsonify({key: None if value is None else json.loads(value)})


@app.delete("/<key>")
def delete_key(key):
    with dbm.open(PATH, "c") as db:
        value = db.get(key.encode())
        if value is not None:
            del db[key]
    return jsonify({key: None if value is None else json.loads(value)})


app.run(port=int(sys.argv[1]), threaded=False)
