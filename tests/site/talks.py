"""Lessons with recordings: a sound made here, a film that the browser makes, and videos elsewhere."""

from __future__ import annotations

import base64
import wave
from pathlib import Path

from playwright.sync_api import Browser

SAID = "\n\n".join(
    f"[0:{n:02}] **Ada:** What is said at {n} seconds. {'Words. ' * 60}" for n in range(0, 60, 4)
)
SENTENCES = "They go on for two lines, and for two more, as long as anybody speaks."
UNRECORDED = f"""\
[0:05] **Bo:** Here are some well-known words, and more than eight. {SENTENCES}

## Then

Under a heading.

[0:25] **Ada:** &lt;Yes>.

## Terms in this lesson

[TERMS]
"""
SECTIONS = "\n\n".join(f"## Part {n}\n\n[0:0{n // 10}] Words." for n in range(30))
PANEL = (
    "[0:04] **Ada:** First.\n\n[2:09] Still she.\n\n[4:10] **Bo:** Now I.\n\n[6:20] **Ada:** Again.\n\n"
    "She ends.\n\n## Terms\n\n[TERMS]\n\nA tone."
)
VIDEO = "video: media/talk.webm\ncaptions: media/talk.vtt"
LESSONS = {
    "talk.md": ("A talk", "audio: media/talk.wav\ndescriptions: media/tone.vtt", f"## Start\n\n{SAID}"),
    "film.md": ("A film", VIDEO, f"## Start\n\n{SAID}\n\n## End\n\n[Home](index.md)"),
    "sections.md": ("Many sections", VIDEO, SECTIONS),
    "hosted.md": ("A video", "video: https://youtu.be/abcdefghijk", f"## Start\n\n{SAID}"),
    "said.md": ("Said", "lesson: true", f"First words.\n\n{UNRECORDED}"),
    "panel.md": ("A panel", "lesson: true", PANEL),
    "unlisted.md": ("Another", "video: https://vimeo.com/12345678/abcdef", f"## Start\n\n{SAID}"),
}
PAGES = {
    "index.md": "# Home\n\n[Talk](talk.md), after a tone.\n",
    "glossary.md": "# Glossary\n\n## Tone\n\nA sound.\n",
    "media/tone.vtt": "WEBVTT\n\n00:00.000 --> 01:00.000\nA tone is heard.\n",
    "media/talk.vtt": "WEBVTT\n\n00:00.000 --> 00:00.500\nFirst.\n\n00:00.500 --> 01:00.000\nThen.\n"
    "\n00:08.240 --> 00:09.700\nWhat is said\n\n00:09.700 --> 00:11.000\n"
    "at <00:10.200>8 <00:10.500>seconds.\n",
}
SETTINGS = f"nav: [{', '.join([*LESSONS, 'index.md', 'glossary.md'])}]\nplugins: [search, tracktwo]\n"
# Two seconds of a canvas that changes, as WebM; a browser's recorder works at the speed of the clock.
FILM = """() => new Promise((done) => {
  const canvas = document.createElement("canvas")
  const paint = canvas.getContext("2d")
  const painting = setInterval(() => {
    paint.fillStyle = `hsl(${Date.now() % 360} 50% 50%)`
    paint.fillRect(0, 0, 300, 150)
  }, 50)
  const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: "video/webm;codecs=vp8" })
  recorder.ondataavailable = async ({ data }) => {
    clearInterval(painting)
    done(btoa(String.fromCharCode(...new Uint8Array(await data.arrayBuffer()))))
  }
  recorder.start()
  setTimeout(() => recorder.stop(), 2000)
})"""


def write_talks(folder: Path, browser: Browser) -> None:
    """Write the documents of a site of recorded lessons."""
    (folder / "docs/media").mkdir(parents=True)
    with wave.open(str(folder / "docs/media/talk.wav"), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x80" * 8000 * 60)
    page = browser.new_page()
    (folder / "docs/media/talk.webm").write_bytes(base64.b64decode(page.evaluate(FILM)))
    page.close()
    lessons = {
        name: f"---\ntitle: {title}\n{recording}\n---\n{text}\n"
        for name, (title, recording, text) in LESSONS.items()
    }
    for name, text in (lessons | PAGES).items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
