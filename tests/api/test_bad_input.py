"""Bad input: each a clear error, and nothing lost."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import re
import wave
from collections.abc import Callable, Iterator

import av
import httpx
import numpy as np
import pytest

from tests.api.client import begin, messages, refused, say
from tests.conftest import Server, wav_bytes
from tests.fakes.ollama import FakeOllama
from tests.scenes import C_HZ, People, Samples, hum, level
from tests.tutors import PATIENCE_S
from tutor.speech.audio.formats import SAMPLE_RATE


def turn(server: Server, conversation: str, **request: object) -> httpx.Response:
    return server.client.post(f"/api/conversations/{conversation}/turns", **request)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"text": ""}', 422, "empty_text"),
        (b'{"text": " \\n\\t"}', 422, "empty_text"),
        (b'{"text": "' + b"a" * 100_000 + b'"}', 413, "text_too_long"),
        (b"{", 422, "invalid_input"),
        (b"[]", 422, "invalid_input"),
        (b'{"text": 5}', 422, "invalid_input"),
        (b'{"text": "hola", "surprise": 1}', 422, "invalid_input"),
        (b"\xff\xfe", 422, "invalid_input"),
        (b'{"text": "\\ud800"}', 422, "invalid_input"),
    ],
)
def test_typed(server: Server, body: bytes, status: int, code: str) -> None:
    conversation = begin(server.client)
    answer = turn(server, conversation, content=body, headers={"Content-Type": "application/json"})
    refused(answer, status, code)
    assert len(messages(server.client, conversation)) == 1


def test_unknown_things(server: Server) -> None:
    refused(turn(server, "0" * 32, json={"text": "hola"}), 404, "not_found")
    refused(server.client.post("/api/conversations", json={"level": "Z9"}), 422, "invalid_input")
    refused(server.client.post("/api/conversations", json={"level": "A1", "scenario_id": "x"}), 422, "invalid_input")
    refused(server.client.get("/api/messages/x/speech"), 404, "not_found")
    refused(server.client.get("/api/turns/x/events"), 404, "not_found")
    refused(server.client.get("/api/nothing"), 404, "not_found")
    refused(server.client.patch("/api/learner", json={"voice": "nobody"}), 404, "not_found")


@pytest.mark.parametrize("form", [{}, {"files": {"other": b"x"}}, {"data": {"audio": "text"}}])
def test_multipart_without_a_recording(server: Server, form: dict[str, object]) -> None:
    boundary = {"Content-Type": "multipart/form-data; boundary=x"} if not form else {}
    answer = turn(server, begin(server.client), headers=boundary, **form)
    refused(answer, 422, "invalid_input")


def webm(seconds: float) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="webm") as media:
        stream = media.add_stream("libopus", rate=48_000)
        noise = np.random.default_rng(0).normal(0, 3000, int(48_000 * seconds)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(noise.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = 48_000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            media.mux(packet)
    return out.getvalue()


@pytest.mark.parametrize(
    ("recording", "code"),
    [
        (b"", "audio_unreadable"),
        (b"Hola, esto es un texto.", "audio_unreadable"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "audio_unreadable"),
        (b"#EXTM3U\nfile:///etc/passwd\n", "audio_unreadable"),
        (b"\x00" * 5000, "audio_unreadable"),
    ],
)
def test_not_a_recording(server: Server, recording: bytes, code: str) -> None:
    conversation = begin(server.client)
    refused(turn(server, conversation, files={"audio": ("a.webm", recording)}), 422, code)
    assert len(messages(server.client, conversation)) == 1


@pytest.mark.parametrize("keep", [40, 300])
def test_a_recording_cut_off_in_its_header(server: Server, keep: int) -> None:
    conversation = begin(server.client)
    events = say(server.client, conversation, files={"audio": ("a.webm", webm(1)[:keep])})
    assert events[-1].name == "error"
    assert events[-1].data["code"] in ("audio_unreadable", "nothing_heard")


def test_a_recording_over_the_limit_is_not_decoded_to_its_end(server: Server) -> None:
    hours = io.BytesIO()  # 2 hours of silence in a few megabytes: one minute, again and again
    with av.open(hours, "w", format="ogg") as media:
        stream = media.add_stream("libopus", rate=8000, options={"b": "500"})
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 8000 * 60), dtype=np.int16), format="s16", layout="mono")
        frame.sample_rate = 8000
        minute = [bytes(packet) for packet in stream.encode(frame)]
        for n in range(120 * len(minute)):
            packet = av.Packet(minute[n % len(minute)])
            packet.stream, packet.time_base = stream, stream.codec_context.time_base
            packet.pts = packet.dts = n * 8000 * 60 // len(minute)
            media.mux(packet)
    conversation = begin(server.client)
    events = say(server.client, conversation, files={"audio": ("a.ogg", hours.getvalue()[:1_900_000])})
    assert events[-1].data["code"] == "audio_too_long"


def test_a_large_upload_is_refused_while_it_comes_in(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="audio"; filename="a.webm"\r\n\r\n\x1a\x45\xdf\xa3'
        while sent < 200_000_000:
            sent += 1 << 16
            yield b"\0" * (1 << 16)

    conversation = begin(server.client)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    # The server may hang up before the client has sent it all, which is the point.
    with contextlib.suppress(httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
        refused(turn(server, conversation, content=endless(), headers=headers), 413, "upload_too_large")
    # How much lies in the sockets between the two is the kernel's choice, and may be tens of megabytes.
    assert sent < 150_000_000
    # Who hangs up is no fault of the program's.
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_who_sends_all_of_a_large_upload_before_reading_sees_why_it_was_refused(server: Server) -> None:
    address = httpx.URL(server.url)
    path = f"/api/conversations/{begin(server.client)}/turns"
    for _ in range(5):
        connection = http.client.HTTPConnection(address.host, address.port or 80, timeout=PATIENCE_S)
        connection.request("POST", path, bytes(6_000_000), {"Content-Type": "multipart/form-data; boundary=x"})
        assert connection.getresponse().status == 413
        connection.close()


def test_a_large_upload_that_says_so_is_refused_before_it_comes_in(server: Server) -> None:
    address = httpx.URL(server.url)
    connection = http.client.HTTPConnection(address.host, address.port or 80, timeout=PATIENCE_S)
    connection.putrequest("POST", f"/api/conversations/{begin(server.client)}/turns")
    connection.putheader("Content-Length", "200000000")
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413
    assert json.loads(answer.read())["error"]["code"] == "upload_too_large"
    connection.close()


def sound(kind: str) -> bytes:
    rng = np.random.default_rng(1)
    t = np.arange(16_000 * 5) / 16_000
    burst = np.where((t > 1) & (t < 1.25), rng.normal(0, 0.5, t.size) * np.exp(-(t - 1) * 18), 0)
    samples = {
        "silence": np.zeros(t.size),
        "white noise": rng.normal(0, 0.15, t.size),
        "cough": burst,
        "music": sum(0.15 * np.sin(2 * np.pi * f * t) for f in (220, 277.2, 329.6))
        * (1 + np.sin(2 * np.pi * 2 * t))
        / 2,
        "fan": np.cumsum(rng.normal(0, 0.01, t.size)) % 0.3 - 0.15,
    }[kind]
    return wav_bytes((np.clip(samples, -1, 1) * 32_767).astype(np.int16), 16_000)


@pytest.mark.models
@pytest.mark.parametrize("kind", ["silence", "white noise", "cough", "music", "fan"])
def test_no_words_are_invented(server: Server, ollama: FakeOllama, kind: str) -> None:
    conversation = begin(server.client)
    events = say(server.client, conversation, files={"audio": ("a.wav", sound(kind))})
    assert [e.name for e in events] == ["start", "error"]
    assert events[-1].data["code"] == "nothing_heard"
    assert ollama.chats == []
    assert len(messages(server.client, conversation)) == 1


def as_wav(samples: Samples) -> bytes:
    return wav_bytes((level(samples, -20).clip(-1, 1) * 32_767).astype(np.int16), SAMPLE_RATE)


@pytest.mark.models
@pytest.mark.parametrize("how_many", [4, 6, 12])
def test_a_crowd_says_nothing(server: Server, people: People, how_many: int) -> None:
    conversation = begin(server.client)
    events = say(server.client, conversation, files={"audio": ("a.wav", as_wav(people.talking(how_many, 8)))})
    assert events[-1].data["code"] == "nothing_heard"
    assert len(messages(server.client, conversation)) == 1


@pytest.mark.models
@pytest.mark.parametrize("voice", ["ef_dora", "em_alex"])
def test_who_sings_is_heard_and_nothing_is_added(server: Server, people: People, voice: str) -> None:
    song = "Me gusta mucho la música."
    events = say(server.client, begin(server.client), files={"audio": ("a.wav", as_wav(people.sing(song, voice)))})
    heard = next(e.data["text"] for e in events if e.name == "transcript")
    assert re.findall(r"\w+", heard.lower()) == re.findall(r"\w+", song.lower())


@pytest.mark.models
@pytest.mark.parametrize("hz", C_HZ.values())
def test_humming_says_nothing(server: Server, hz: float) -> None:
    conversation = begin(server.client)
    events = say(server.client, conversation, files={"audio": ("a.wav", as_wav(hum(hz)))})
    assert events[-1].data["code"] == "nothing_heard"
    assert len(messages(server.client, conversation)) == 1


@pytest.mark.models
@pytest.mark.parametrize("number", ["Veinticinco.", "Dos mil veinte."])
def test_an_answer_that_is_only_a_number_is_heard(server: Server, spoken: Callable[[str], bytes], number: str) -> None:
    events = say(server.client, begin(server.client), files={"audio": ("a.wav", spoken(number))})
    heard = next(e.data["text"] for e in events if e.name == "transcript")
    assert re.search(r"25|2\.?020|veint", heard.lower())


@pytest.mark.models
def test_a_song_without_words_is_given_none(server: Server, people: People) -> None:
    song = as_wav(people.sing("La la la la, la la la la, la la la.", "ef_dora"))
    events = say(server.client, begin(server.client), files={"audio": ("a.wav", song)})
    heard = "".join(e.data["text"] for e in events if e.name == "transcript")
    assert set(re.findall(r"\w", heard.lower())) <= set("lai")  # «lala», «lila», mostly nothing


@pytest.mark.models
@pytest.mark.parametrize(
    ("container", "codec", "rate"),
    [("webm", "libopus", 48_000), ("ogg", "libopus", 48_000), ("mp4", "aac", 44_100), ("wav", "pcm_s16le", 22_050)],
)
def test_what_browsers_record_is_heard(
    server: Server, spoken: Callable[[str], bytes], container: str, codec: str, rate: int
) -> None:
    source, out = io.BytesIO(spoken("El domingo fui al mercado con mis amigos.")), io.BytesIO()
    with wave.open(source) as w:
        samples, spoken_rate = np.frombuffer(w.readframes(w.getnframes()), np.int16), w.getframerate()
    with av.open(out, "w", format=container) as media:
        stream = media.add_stream(codec, rate=rate)
        resampler = av.AudioResampler(
            format=stream.codec_context.format, layout="mono", rate=rate, frame_size=1024 if codec == "aac" else 960
        )
        stream.codec_context.layout = "mono"
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = spoken_rate
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            for packet in stream.encode(piece):
                media.mux(packet)
        for packet in stream.encode(None):
            media.mux(packet)
    events = say(server.client, begin(server.client), files={"audio": ("a", out.getvalue())})
    heard = next(e.data["text"] for e in events if e.name == "transcript")
    assert "mercado" in heard
    assert "amigos" in heard


def test_other_pages_are_kept_out(server: Server) -> None:
    client = server.client
    refused(client.get("/api/conversations", headers={"Host": "evil.example"}), 421, "foreign_host")
    body = {"level": "A1"}
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        refused(client.post("/api/conversations", json=body, headers=headers), 403, "foreign_origin")
    assert client.post("/api/conversations", json=body, headers={"Origin": server.url}).status_code == 201
    page = client.get("/")
    assert "script-src 'self'" in page.headers["content-security-policy"]
