"""Where the JSON of each service has what was said, and by which keys: two tables.

A path is keys with dots between them; `[]` is each item of a list, a number one of them.
"""

from typing import NamedTuple

from tracktwo.reading.timed.clocks import CENTISECONDS, MILLISECONDS, SECONDS, TICKS

UNITS = {
    "Ms": MILLISECONDS, "_ms": MILLISECONDS, "Milliseconds": MILLISECONDS, "_milliseconds": MILLISECONDS,
    "Seconds": SECONDS, "_seconds": SECONDS, "InSeconds": SECONDS, "Sec": SECONDS, "_sec": SECONDS,
    "InTicks": TICKS, "_ticks": TICKS, "_secs": SECONDS, "Secs": SECONDS, "Millis": MILLISECONDS,
}  # fmt: skip


def _spelled(*names: str) -> dict[str, float]:
    """Return the keys of times that say their unit: `start_ms`, `offsetInTicks`."""
    return {f"{name}{ending}": unit for name in names for ending, unit in UNITS.items()}


KINDS = ("type", "Type")
# The first of these keys that an item has is its text; of times, with how many milliseconds one is; None
# where the key does not say it.
TEXTS = (
    "punctuated_word alternatives.0.content nBest.0.display NBest.0.Display alternatives.0.transcript "
    "alternatives.0.word display_text DisplayText text body transcript sentence raw_text content value word "
    "utf8 caption data.text segment Content Caption content.0.text children.0.text"
).split()
STARTS = {
    "offsets.from": MILLISECONDS, "timestamp.0": SECONDS, "tStartMs": MILLISECONDS, "tOffsetMs": MILLISECONDS,
    **_spelled("start", "startTime", "start_time", "begin", "offset", "BeginOffset"),
    "Offset": None, "offset": None,
    "instances.0.start": None, "start_timestamp.relative": SECONDS, "start_timestamp": None,
    "timeOffset": None, "data.start": None, "start": None, "startTime": None, "start_time": None,
    "startOffset": None, "ts": None, "t0": CENTISECONDS, "data_start": SECONDS, "begin": None, "time": None,
    "from": None, "timestamp": None, "start_ts": None, "audio_start": MILLISECONDS, "start_offset": None,
    "StartTime": None, "Time": None,
}  # fmt: skip
ENDS = {
    "offsets.to": MILLISECONDS, "timestamp.1": SECONDS, **_spelled("end", "endTime", "end_time", "EndOffset"),
    "instances.0.end": None, "end_timestamp.relative": SECONDS, "end_timestamp": None,
    "data.end": None, "end": None, "endTime": None, "end_time": None, "endOffset": None,
    "end_ts": None, "t1": CENTISECONDS, "data_end": SECONDS, "to": None, "stop": None,
    "audio_end": MILLISECONDS, "end_offset": None, "EndTime": None,
}  # fmt: skip
LENGTHS = {
    "dDurationMs": MILLISECONDS, **_spelled("duration"), "Duration": None, "duration": None, "dur": None,
}  # fmt: skip
SPEAKERS = (
    "speaker_name speakerName speakerDisplayName speaker.name speaker.display_name speaker.username "
    "users.0.username participant.name from.name speaker_model_label speaker speaker_label speakerLabel "
    "speaker_id speakerId speakerTag alternatives.0.speaker spk data.speaker ParticipantRole"
).split()
BESIDE = ("punctuation", "punct", "eos")  # what stands beside the one before it, without a space


class Dialect(NamedTuple):
    """Where a service has its captions, and each of them its words.

    `words` are paths, of which the first that leads to any counts. With `pieces`, its items are words and
    marks. `unit` is that of times whose key does not say it, unless nobody can have spoken so.
    """

    service: str
    items: str
    words: str = ""
    unit: float | None = None
    pieces: bool = False


DIALECTS = (
    Dialect("Whisper, WhisperX, Podcasting 2.0, Amberscript", "segments[]", "words[]", SECONDS),
    Dialect("whisper.cpp", "transcription[]"),
    Dialect("YouTube's json3", "events[]", "segs[]", MILLISECONDS),
    Dialect("insanely-fast-whisper", "speakers[]", "", SECONDS),
    Dialect("Hugging Face", "chunks[]"),
    Dialect("AWS Transcribe, calls", "Transcript[]", "Items[]"),
    Dialect("Otter", "speech.transcripts[]", "", 1 / 16),  # samples, of which a second has 16,000
    Dialect("TED", "paragraphs[].cues[]", "", MILLISECONDS),
    Dialect("Deepgram", "results.utterances[]", "words[]", SECONDS),
    Dialect("Deepgram", "results.channels[].alternatives.0.words[]", "", SECONDS, pieces=True),
    Dialect("Deepgram", "results.channels[].alternatives.0.paragraphs.paragraphs[]", "sentences[]", SECONDS),
    Dialect("AssemblyAI", "utterances[]", "words[]"),
    Dialect("Gladia", "result.transcription.utterances[]", "words[]", SECONDS),
    Dialect("Gladia", "transcription.utterances[]", "words[]", SECONDS),
    Dialect("AWS Transcribe", "results.audio_segments[]", "", SECONDS),
    Dialect("AWS Transcribe", "results.items[]", "", SECONDS, pieces=True),
    Dialect("Speechmatics", "results[]", "", SECONDS, pieces=True),
    Dialect("Google Speech-to-Text", "results[]", "alternatives.0.words[]", SECONDS),
    Dialect("Google Speech-to-Text", "response.results[]", "alternatives.0.words[]", SECONDS),
    Dialect("Azure Speech, batch", "recognizedPhrases[]", "nBest.0.words[]"),
    Dialect("Azure Speech, fast", "phrases[]", "words[]"),
    Dialect("Azure Video Indexer", "videos[].insights.transcript[]"),
    Dialect("Teams, Stream", "entries[]"),
    Dialect("Trint", "transcript.paragraphs[]", "words[]", MILLISECONDS),
    Dialect("Rev", "monologues[]", "elements[]", SECONDS),
    Dialect("Fireflies", "sentences[]", "", SECONDS),
    Dialect("Fireflies", "data.transcript.sentences[]", "", SECONDS),
    Dialect("Soniox", "tokens[]", "", MILLISECONDS, pieces=True),
    Dialect("Zoom", "timeline[]"),
    Dialect("Vosk", "result[]", "", SECONDS, pieces=True),
    Dialect("OpenAI, AssemblyAI, ElevenLabs", "words[]", "", pieces=True),
    Dialect("Kaldi", "retval.words[]", "", SECONDS, pieces=True),
    Dialect("Gong", "callTranscripts[].transcript[]", "sentences[]"),
    Dialect("Vosk, Happy Scribe, captions in a list", "[]", "result[] words[]"),
)
