"""A notebook with a sign-in, as a beginner writes it in Flask."""
import sys

from flask import Flask, redirect, request, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/")
def notes():
    if "user" not in session:
        return redirect("/login")
    return f"<title>Notebook</title><h1>Notebook of {session['user']}</h1>"


@app.get("/login")
def login():
    return (
        "<title>Sign in</title><form method=post>"
        "<input name=user value=ada><button>Sign in</button></form>"
    )


@app.post("/login")
def enter():
    session["user"] = request.form["user"]
    answer = redirect("/")
    answer.set_cookie("theme", "dark", samesite="Lax")
    return answer


app.run(port=int(sys.argv[1]), debug=False)
