// A few seconds from the microphone, as a file.

import { byId, complain } from "./dom.js";
import { say } from "./words.js";

const LONGEST = 60; // seconds
const MOST_BARS = 300; // of 4 pixels: more than any screen shows
const KINDS = [
  ["audio/webm;codecs=opus", "webm"],
  ["audio/mp4", "m4a"],
  ["audio/ogg;codecs=opus", "ogg"],
];
const REFUSALS = {
  NotAllowedError: "microphone-denied",
  NotFoundError: "microphone-missing",
  NotReadableError: "microphone-busy",
};

let recording = null;

/** Record until stopped; `onFile(file)` gets the recording, if there is one. */
export async function record(onFile) {
  if (recording) return;
  if (!navigator.mediaDevices || !window.MediaRecorder) {
    complain(say("microphone-elsewhere"));
    return;
  }
  try {
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }; // made for speech
    const stream = await navigator.mediaDevices.getUserMedia({ audio: plain });
    begin(stream, onFile);
  } catch (error) {
    complain(say(REFUSALS[error.name] ?? "microphone-failed"));
  }
}

function begin(stream, onFile) {
  const [type, extension] = KINDS.find(([kind]) => MediaRecorder.isTypeSupported(kind)) ?? ["", "webm"];
  const recorder = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 160000 } : {});
  const parts = [];
  recording = { recorder, stream, started: performance.now(), wanted: true, meter: new Meter(stream) };
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.addEventListener("stop", () => {
    const { wanted } = recording;
    end();
    if (wanted) onFile(new File(parts, `recording.${extension}`, { type: type.split(";")[0] }));
  });
  recorder.start(1000);
  show(true);
  tick();
}

function tick() {
  if (!recording) return;
  const seconds = Math.floor((performance.now() - recording.started) / 1000);
  byId("seconds").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  recording.meter.draw();
  if (seconds >= LONGEST) finish(true);
  else requestAnimationFrame(tick);
}

function finish(wanted) {
  if (recording?.recorder.state !== "recording") return;
  recording.wanted = wanted;
  recording.recorder.stop();
}

function end() {
  recording.stream.getTracks().forEach((track) => track.stop());
  recording.meter.close();
  recording = null;
  show(false);
}

function show(visible) {
  byId("recorder").hidden = !visible;
  byId("say").hidden = visible;
  (visible ? byId("stop") : byId("line")).focus();
}

/** The sound of the last seconds, as bars. */
class Meter {
  constructor(stream) {
    this.context = new AudioContext();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 1024;
    this.context.createMediaStreamSource(stream).connect(this.analyser);
    this.samples = new Float32Array(this.analyser.fftSize);
    this.bars = [];
    this.drawn = 0;
  }

  draw() {
    if (performance.now() - this.drawn < 50) return;
    this.drawn = performance.now();
    this.analyser.getFloatTimeDomainData(this.samples);
    const loudness = Math.sqrt(this.samples.reduce((sum, value) => sum + value * value, 0) / this.samples.length);
    this.bars = [...this.bars, Math.min(1, loudness * 5)].slice(-MOST_BARS);
    const canvas = byId("level");
    const dots = window.devicePixelRatio;
    [canvas.width, canvas.height] = [canvas.clientWidth * dots, canvas.clientHeight * dots]; // this also clears it
    const pen = canvas.getContext("2d");
    pen.scale(dots, dots);
    pen.fillStyle = getComputedStyle(canvas).color;
    this.bars.forEach((bar, place) => {
      const height = Math.max(2, bar * canvas.clientHeight);
      const left = canvas.clientWidth - (this.bars.length - place) * 4;
      pen.fillRect(left, (canvas.clientHeight - height) / 2, 2, height);
    });
  }

  close() {
    this.context.close();
  }
}

byId("stop").addEventListener("click", () => finish(true));
byId("discard").addEventListener("click", () => finish(false));
