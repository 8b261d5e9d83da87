#!/usr/bin/python3
"""An instrument adapter for Saccade: serves an image, and the spectrum of each of its pixels, from NPY files.
To connect an instrument of your own, change the functions `overview` and `spectrum`, and the `axis` above them. The
rest keeps the promises of Protocols/README.md: what was begun is not measured again, what came of it is not lost."""
import argparse, json, sqlite3, time, uuid, zlib, zmq, numpy as np
parser = argparse.ArgumentParser(description=__doc__)
for name in "image", "spectra", "axis": parser.add_argument("--" + name, required=True, help="an NPY file")
for name, usual in ("connect", "tcp://127.0.0.1:5671"), ("id", "python-1"), ("journal", "adapter.sqlite"):
    parser.add_argument("--" + name, default=usual, help=f"default: {usual}")
options = parser.parse_args()
# ---- to change: overview() and spectrum(), and what they need ------------------------------------------------------
image, spectra = np.load(options.image), np.load(options.spectra)
axis = dict(name="axis", unit="", values=np.load(options.axis).tolist())  # what the channels of a spectrum stand for
def overview():                                            # CHANGE: returns rows x columns, the fast image of the field
    return image
def spectrum(x, y):                                        # CHANGE: returns a number for each axis value, or raises
    if not (0 <= round(y) < len(spectra) and 0 <= round(x) < len(spectra[0])): raise ValueError("outside the image")
    return spectra[round(y), round(x)]
# ---- nothing to change below ---------------------------------------------------------------------------------------
db, this = sqlite3.connect(options.journal, isolation_level=None), "request = ? and attempt = ?"  # survives kill -9
db.execute("create table if not exists answers (request, attempt, header, array, owed, primary key (request, attempt))")
def send(type, *arrays, **fields):
    global sequence
    if session: sequence, fields["session"], fields["sequence"] = sequence + 1, session, sequence + 1
    header = dict(type=type, id=uuid.uuid4().hex, timestamp_us=time.time_ns() // 1000, **fields)
    try: socket.send_multipart([b"SAC\x01", json.dumps(header, allow_nan=False).encode(), *arrays])
    except zmq.Again: pass                                          # nobody listens; an answer is sent again later
def answer(which, key=()):
    for header, array in db.execute("select header, array from answers where " + which, key).fetchall():
        send("result", *([array] if array else []), **json.loads(header))
def measure(key, action, at):
    result = dict(request=key[0], attempt=key[1], action=action, status="unknown")
    try:                                                            # on disk before the beam moves, and the answer if
        db.execute("insert into answers values (?, ?, ?, null, 1)", (*key, json.dumps(result)))  # we are killed now
    except sqlite3.IntegrityError: return answer(this, key)         # asked before: the same answer
    send("accept", request=key[0], attempt=key[1])
    try:
        array = np.ascontiguousarray(overview() if action == "overview" else spectrum(at["x"], at["y"]), "<f8")
        entry = dict(name=action, dtype="<f8", shape=array.shape, nbytes=array.nbytes, crc32=zlib.crc32(array))
        result.update(status="ok", arrays=[entry])
    except Exception as error: array = b""; result.update(status="failed", error=dict(code="E_HW", text=str(error)))
    db.execute(f"update answers set header = ?, array = ? where {this}", (json.dumps(result), bytes(array), *key))
    answer(this, key)
socket, heard = None, -9
while True:
    if time.monotonic() - heard > 5:                                # no word for long: a fresh socket, a new session
        if socket: socket.close(linger=0)
        socket, session, sequence, heard = zmq.Context.instance().socket(zmq.DEALER), None, 0, time.monotonic()
        socket.immediate, socket.sndtimeo = 1, 5000; socket.connect(options.connect)
        send("hello", protocol=dict(minimum=1, maximum=1), instrument=dict(id=options.id, model="NPY files"),
             outputs=[dict(name="spectrum", axis=axis)])
    if not socket.poll(1000): session and send("ping"); continue
    message = json.loads(socket.recv_multipart()[1]); key = message.get("request"), message.get("attempt")
    if message["type"] == "welcome": session = message["session"]; answer("owed")
    elif message["type"] == "measure": measure(key, message["action"], message.get("position"))
    elif message["type"] == "ack": db.execute(f"update answers set owed = 0 where {this}", key)
    elif message["type"] == "ping": send("pong")
    elif message["type"] != "pong": print(message); time.sleep(message.get("retry_after_ms", 1000) / 1000)
    heard = -9 if message["type"] in ("refuse", "bye") else time.monotonic()
