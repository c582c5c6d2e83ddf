"""Repainting slates with a diffusion model: which one, where it lies, and (in a process of its own) its work.

Importing this loads no numbers library: the bot's side asks here what lies ready and fetches it. Only
``engine.art.diffusion.painter`` computes.
"""

from engine.art.diffusion._backends import BACKENDS, Backend, Source, named, recipe, suggested
from engine.art.diffusion._choice import Choice, DiffusionOptions, adapter_folder, choose, lies_ready
from engine.art.diffusion._shelf import Download, Unreachable, adapters, fetch, missing, plan

__all__ = [
    "BACKENDS",
    "Backend",
    "Choice",
    "DiffusionOptions",
    "Download",
    "Source",
    "Unreachable",
    "adapter_folder",
    "adapters",
    "choose",
    "fetch",
    "lies_ready",
    "missing",
    "named",
    "plan",
    "recipe",
    "suggested",
]
