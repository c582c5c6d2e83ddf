"""What each named feature is, with its unit."""

from __future__ import annotations

from dataclasses import dataclass

FEATURES_VERSION = 1
"""Raised whenever a feature or the wide vector changes its numbers; weights of another version are refused."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A named number: its unit ("" for a bare number) and one sentence about it."""

    name: str
    unit: str
    meaning: str


def _rows(first: int, count: int, name: str, unit: str, meaning: str) -> tuple[Feature, ...]:
    numbers = range(first, first + count)
    return tuple(Feature(name.format(number), unit, meaning.format(number)) for number in numbers)


FEATURES: tuple[Feature, ...] = (
    Feature("tempo", "BPM", "Beats per minute of the beat a listener would tap."),
    Feature("tempo_other", "BPM", "The likelier of half and double that tempo, for those who tap differently."),
    Feature("tempo_confidence", "0..1", "How far the tempo leads over every other, and how periodic the onsets are."),
    Feature("beats", "", "How many beats were found."),
    Feature("pulse_clarity", "0..1", "Autocorrelation of the onsets one beat apart."),
    Feature("onset_rate", "1/s", "Attacks per second."),
    Feature("key", "0..11", "Pitch class of the tonic, counted in semitones from C."),
    Feature("mode", "0 or 1", "1 for a major key, 0 for a minor one."),
    Feature("key_confidence", "0..1", "How far the best key leads over the second."),
    Feature("mode_balance", "", "Fit of the best major key less that of the best minor one."),
    Feature("tuning", "cents", "How far the tuning lies above A = 440 Hz."),
    Feature("loudness", "LUFS", "Integrated loudness after BS.1770, the mono sum counted as played by two speakers."),
    Feature("loudness_range", "LU", "Loudness range after EBU Tech 3342."),
    Feature("crest", "dB", "Peaks over the root mean square."),
    Feature("centroid", "Hz", "Mean centre of gravity of the spectrum."),
    Feature("centroid_std", "Hz", "How much that centre moves."),
    Feature("spread", "Hz", "Mean width of the spectrum around its centre."),
    Feature("rolloff", "Hz", "Mean frequency below which 85 % of the power lies."),
    Feature("flatness", "0..1", "Geometric over arithmetic mean of the mel bands: 0 a tone, 1 noise."),
    Feature("flux", "dB", "Mean rise of the mel bands from frame to frame."),
    Feature("contrast", "dB", "Peaks over valleys of the spectrum, mean of seven octaves."),
    Feature("percussive", "0..1", "Share of energy that strikes rather than holds."),
    Feature("tonal", "0..1", "Share of magnitude that stands out in spectral peaks."),
    Feature("roughness", "0..1", "Median dissonance of the strongest partials."),
    Feature("pitch_height", "MIDI", "Mean note, 60 is the middle C."),
    Feature("chroma_evenness", "0..1", "Entropy of the pitch classes: 1 when all twelve are alike."),
    Feature("sections", "", "How many parts the music falls into."),
    Feature("repetition", "0..1", "How alike distant moments are."),
    Feature("energy", "0..1", "How intense it sounds: attack, brightness, noise, roughness, steadiness of level."),
    Feature("brightness", "0..1", "Where the spectral centre stands among songs."),
    Feature("danceability", "0..1", "How plainly it pulses: periodicity, percussion and low beats."),
    Feature("acousticness", "0..1", "How little it sounds amplified: soft treble, tones, a moving level."),
    *_rows(1, 20, "mfcc_{}_mean", "dB", "Mean of cepstral coefficient {}, the shape of the spectrum."),
    *_rows(1, 20, "mfcc_{}_std", "dB", "Deviation of cepstral coefficient {} over time."),
    *_rows(0, 12, "chroma_{}_mean", "0..1", "Mean strength of the pitch class {} semitones above C."),
    *_rows(0, 12, "chroma_{}_std", "0..1", "Deviation of the pitch class {} semitones above C."),
    *_rows(1, 7, "contrast_{}_mean", "dB", "Mean spectral contrast of octave {} from 100 Hz."),
    *_rows(1, 7, "contrast_{}_std", "dB", "Deviation of the spectral contrast of octave {} from 100 Hz."),
)
