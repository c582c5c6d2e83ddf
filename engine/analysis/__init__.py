"""A spectrum in, named and versioned features out; knows no file, no chat and no mood."""

from engine.analysis._analysis import Analysis, analyse
from engine.analysis._parts import Parts, measure
from engine.analysis._registry import FEATURES, FEATURES_VERSION, Feature

__all__ = ["FEATURES", "FEATURES_VERSION", "Analysis", "Feature", "Parts", "analyse", "measure"]
