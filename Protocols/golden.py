#!/usr/bin/env python3
"""Golden messages of the instrument protocol: an implementation of their own, for others to be checked against.

golden.py write    writes golden/*.json from the list below
golden.py check    checks golden/*.json: frames against header and arrays and, if jsonschema is installed, the headers
                   against schemas/*.json
"""
import json, pathlib, struct, sys, zlib

HERE = pathlib.Path(__file__).parent
MAGIC = b"SAC\x01"
SESSION = "5a0cade0000000000000000000000001"
COUNT = 0


def header(type, session=True, sequence=None, **fields):
    global COUNT
    COUNT += 1
    envelope = dict(type=type, id=f"{COUNT:032x}")
    if session:
        envelope.update(session=SESSION, sequence=sequence or COUNT)
    return dict(envelope, timestamp_us=1_767_225_600_000_000 + COUNT, **fields)


def array(name, dtype, shape, values):
    code = {"|u1": "B", "|i1": "b", "<u2": "H", "<i2": "h", "<u4": "I", "<i4": "i", "<i8": "q", "<f4": "f", "<f8": "d"}
    data = struct.pack(f"<{len(values)}{code[dtype]}", *values)
    entry = dict(name=name, dtype=dtype, shape=shape, nbytes=len(data), crc32=zlib.crc32(data), codec="none")
    return entry, data, values


def message(name, description, sender, head, *arrays, text=None, error=None, change=None):
    """A golden message; `text` replaces the header's JSON, `change` changes the frames."""
    if arrays:
        head = dict(head, arrays=[entry for entry, _, _ in arrays])
    raw = (text or json.dumps(head, separators=(",", ":"))).encode()
    frames = [MAGIC, raw] + [data for _, data, _ in arrays]
    if change:
        change(frames)
    golden = {"description": description, "from": sender, "frames": [frame.hex() for frame in frames]}
    if error:
        golden["error"] = dict(code=error[0], place=error[1])
    else:
        golden["header"] = head
        golden["arrays"] = {
            entry["name"]: [v if v == v and abs(v) != float("inf") else None for v in values]
            for entry, _, values in arrays
        }
    return name, golden


def flip(frame):
    def change(frames):
        frames[frame] = bytes([frames[frame][0] ^ 1]) + frames[frame][1:]
    return change


def instrument():
    return dict(id="stem-1", model="Nion HERMES")


def messages():
    spectrum = dict(request="k3v9-0001", attempt=1, action="spectrum")
    axis = dict(name="energy", unit="eV", values=[0.1, 0.25, 0.4])
    values = array("eels", "<f4", [3], [12.5, 0.0625, -3.0])
    one = dict(request="k3v9-0001", attempt=1)
    hello = dict(protocol=dict(minimum=1, maximum=1), instrument=dict(id="python-1"))
    yield message("hello-minimal", "The least that an adapter must say.", "adapter", header("hello", False, **hello))
    yield message(
        "hello", "An adapter introduces its instrument.", "adapter",
        header("hello", False, protocol=dict(minimum=1, maximum=2), adapter=dict(name="swift-stem", version="1.4"),
               instrument=instrument(), actions=["overview", "spectrum"],
               outputs=[dict(name="eels", unit="counts", axis=axis), dict(name="current", unit="nA")],
               maximum_in_flight=2, repeatable=True))
    yield message(
        "hello-newer", "Keys that version 1 does not know are ignored.", "adapter",
        header("hello", False, **hello, polarization=dict(angle=0.5), held=[]))
    yield message(
        "welcome", "The daemon grants a session.", "daemon",
        header("welcome", sequence=1, protocol=1, daemon=dict(name="saccade", version="0.1.0"), heartbeat_ms=1000,
               liveness=5, limits=dict(frames=64, header_bytes=262144, message_bytes=536870912)))
    yield message(
        "refuse-session", "After a restart the daemon does not know the session: say hello.", "daemon",
        header("refuse", False, in_reply_to="f" * 32, code="E_SESSION", text="the session is not known; say hello",
               retry_after_ms=0))
    yield message(
        "refuse-version", "No common version: another hello makes no sense.", "daemon",
        header("refuse", False, in_reply_to="f" * 32, code="E_VERSION",
               text="the adapter speaks version 2 to 3 of the protocol, this daemon 1"))
    yield message(
        "measure-overview", "The daemon asks for the overview image.", "daemon",
        header("measure", request="k3v9-0000", attempt=1, action="overview"))
    yield message(
        "measure", "The daemon asks for a spectrum.", "daemon",
        header("measure", **spectrum, position=dict(x=12.5, y=-0.75), pixel=dict(row=3, column=25), candidate=175,
               ordinal=0))
    yield message("accept", "The instrument took the request.", "adapter", header("accept", **one))
    yield message(
        "reject", "The instrument does not do it, and has done nothing.", "adapter",
        header("reject", **one, code="E_BOUNDS", text="x is beyond the scanner's range", retryable=False))
    yield message("progress", "Half done.", "adapter", header("progress", **one, fraction=0.5))
    yield message(
        "result", "A spectrum, and where it was really measured.", "adapter",
        header("result", **spectrum, status="ok", actual_position=dict(x=12.4375, y=-0.75)), values)
    yield message(
        "result-axis", "A spectrum with an axis of its own, one value of which is not finite.", "adapter",
        header("result", **spectrum, status="ok", axis=dict(name="energy", unit="eV")),
        array("eels", "<f8", [3], [1.0, float("nan"), 3.0]), array("axis", "<f8", [3], [0.2, 0.3, 0.4]))
    yield message(
        "result-number", "A single number.", "adapter", header("result", **spectrum, status="ok"),
        array("eels", "<i4", [], [-70000]))
    yield message(
        "result-overview", "The overview image: two channels, axes, and the positions that can be measured.", "adapter",
        header("result", request="k3v9-0000", attempt=1, action="overview", status="ok", overview=dict(
            channels=["HAADF", "BF"], horizontal=dict(unit="nm", origin=0.25, step=0.5),
            vertical=dict(unit="nm", origin=0.0, step=-0.5))),
        array("overview", "<u2", [2, 2, 3], [0, 1, 2, 3, 4, 65535, 6, 7, 8, 9, 10, 11]),
        array("positions", "<f8", [2, 2], [0.25, 0.0, 1.25, -0.5]))
    yield message(
        "result-failed", "The instrument tried and failed.", "adapter",
        header("result", **spectrum, status="failed",
               error=dict(code="E_HW", text="the detector did not answer", retryable=True)))
    yield message(
        "result-unknown", "The adapter was interrupted: nobody knows whether it measured.", "adapter",
        header("result", **spectrum, status="unknown"))
    yield message(
        "ack", "The result is on the daemon's disk.", "daemon",
        header("ack", in_reply_to="e" * 32, **one, disposition="stored"))
    yield message(
        "ack-rejected", "The result cannot be used.", "daemon",
        header("ack", in_reply_to="e" * 32, **one, disposition="rejected", code="E_SHAPE",
               text="result.eels: 2 values, but the axis `energy` has 3 channels"))
    yield message(
        "error", "A message could not be taken; the session goes on.", "daemon",
        header("error", in_reply_to="d" * 32, code="E_SCHEMA", place="progress.fraction",
               text="expected 0 to 1, got 2.0"))
    yield message("ping", "The adapter is there.", "adapter", header("ping"))
    yield message("pong", "So is the daemon.", "daemon", header("pong", in_reply_to="c" * 32))
    yield message("bye", "The daemon stops.", "daemon", header("bye", reason="the daemon stops"))
    yield message("bye-adapter", "The adapter stops.", "adapter", header("bye", reason="the adapter stops"))

    # What must be refused: each with the code, and the place that the text names.
    ping = json.dumps(header("ping"), separators=(",", ":"))
    ok = header("result", **spectrum, status="ok")

    def wrong(name, description, code, place, head=None, *arrays, **how):
        return message("wrong-" + name, description, "adapter", head, *arrays, error=(code, place), **how)

    yield wrong("magic", "A first frame that is not the magic.", "E_PROTO", "frame 1", text=ping, change=flip(0))
    yield wrong("no-header", "No second frame.", "E_PROTO", "frame 2", text=ping, change=lambda frames: frames.pop())
    yield wrong("duplicate-key", "A key that stands twice.", "E_PROTO", None, text=ping[:-1] + ',"type":"bye"}')
    yield wrong("nan", "NaN is not JSON.", "E_PROTO", None, text=ping[:-1] + ',"x":NaN}')
    yield wrong("large-number", "A number beyond the range of a double.", "E_PROTO", None, text=ping[:-1] + ',"x":1e999}')
    yield wrong("large-integer", "An integer that doubles do not carry.", "E_PROTO", None,
                text=ping[:-1] + ',"x":9007199254740992}')
    yield wrong("surrogate", "Half of a surrogate pair.", "E_PROTO", None, text=ping[:-1] + ',"x":"\\ud800"}')
    yield wrong("byte-order-mark", "A byte order mark.", "E_PROTO", None, text="\ufeff" + ping)
    yield wrong("trailing", "Text after the object.", "E_PROTO", None, text=ping + " 1")
    yield wrong("depth", "Nested 33 levels deep.", "E_TOO_BIG", None, text=ping[:-1] + ',"x":' + "[" * 32 + "]" * 32 + "}")
    yield wrong("identifier", "An id that is none.", "E_SCHEMA", "ping.id", dict(type="ping", id="7"))
    yield wrong("type", "A type that no adapter sends.", "E_UNKNOWN_TYPE", "type", header("dance"))
    yield wrong("missing", "A key is missing.", "E_SCHEMA", "accept.attempt", header("accept", request="k3v9-0001"))
    yield wrong("fraction-as-integer", "A number with a fraction where an integer is asked for.", "E_SCHEMA",
                "accept.attempt", header("accept", request="k3v9-0001", attempt=1.0))
    yield wrong("checksum", "A damaged array.", "E_CRC", "result.arrays.0.crc32", ok, values, change=flip(2))
    yield wrong("length", "An array that is cut short.", "E_SHAPE", "result.arrays.0.nbytes", ok, values,
                change=lambda frames: frames.__setitem__(2, frames[2][:-1]))
    entry, data, numbers = values
    yield wrong("shape", "A shape that does not fit the bytes.", "E_SHAPE", "result.arrays.0.shape", ok,
                (dict(entry, shape=[4]), data, numbers))
    yield wrong("big-endian", "Elements of another byte order.", "E_DTYPE", "result.arrays.0.dtype", ok,
                (dict(entry, dtype=">f4"), data, numbers))
    yield wrong("extra-frame", "A frame without an entry.", "E_PROTO", "result.arrays", ok, values,
                change=lambda frames: frames.append(b"\0"))

    # Added later, at the end: the messages above keep their numbers.
    yield message(
        "ack-action", "The result is of another action than was asked for.", "daemon",
        header("ack", in_reply_to="e" * 32, request="k3v9-0000", attempt=1, disposition="rejected", code="E_SCHEMA",
               text="result.action: `overview` was asked for, got `spectrum`"))


def write():
    folder = HERE / "golden"
    for old in folder.glob("*.json"):
        old.unlink()
    for name, golden in messages():
        text = json.dumps(golden, indent=2, ensure_ascii=False, allow_nan=False)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def check():
    validator = schemas()
    for path in sorted((HERE / "golden").glob("*.json")):
        golden = json.loads(path.read_text(encoding="utf-8"))
        frames = [bytes.fromhex(frame) for frame in golden["frames"]]
        if "error" in golden:
            continue
        assert frames[0] == MAGIC, path
        head = json.loads(frames[1])
        assert head == golden["header"], path
        entries = head.get("arrays", [])
        assert len(entries) == len(frames) - 2 and [e["name"] for e in entries] == list(golden["arrays"]), path
        for entry, data in zip(entries, frames[2:]):
            assert len(data) == entry["nbytes"] and zlib.crc32(data) == entry["crc32"], path
        if validator:
            validator(head, path)
    print("golden messages are sound;", "headers fit their schemas" if validator else "schemas not checked: no jsonschema")


def schemas():
    try:
        import jsonschema, referencing
    except ImportError:
        return None
    documents = {path.name: json.loads(path.read_text()) for path in (HERE / "schemas").glob("*.json")}
    registry = referencing.Registry().with_resources(
        [(name, referencing.Resource.from_contents(document)) for name, document in documents.items()])
    for document in documents.values():
        jsonschema.Draft202012Validator.check_schema(document)

    def validate(head, path):
        schema = documents[head["type"] + ".json"]
        jsonschema.Draft202012Validator(schema, registry=registry).validate(head)
        for key in schema["required"]:
            poorer = {k: v for k, v in head.items() if k != key}
            assert not jsonschema.Draft202012Validator(schema, registry=registry).is_valid(poorer), (path, key)
    return validate


if __name__ == "__main__":
    {"write": write, "check": check}.get("".join(sys.argv[1:]), lambda: sys.exit(__doc__))()
