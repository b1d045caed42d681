"""Dice & Descent: what the page counts, in Python. The same settings give the same counts, on any machine.

>>> import dice_and_descent as dd
>>> run = dd.compare(n=3, hidden=[8], target="and-or", train_size=4, runs=2000, kept=2000)
>>> run.has_ended
True
>>> run.record["experiment"]
'compare'
"""

from ._core import STREAM_VERSION, __version__
from ._run import Method, Progress, Run, open, start
from ._settings import compare, gates, landscape

__all__ = [
    "STREAM_VERSION",
    "Method",
    "Progress",
    "Run",
    "__version__",
    "compare",
    "gates",
    "landscape",
    "open",
    "start",
]
