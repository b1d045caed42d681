"""Runs: begun from settings or from a file, counted, looked at, put away."""

from __future__ import annotations

import builtins
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from ._core import Core

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

#: A method of a comparison: its name, or its name as ``"method"`` with what it has for itself: ``{"method": "descent", "lr": 0.01}``.
Method = Union[str, Mapping[str, object]]

#: What is told of a run that counts: for each count its name, how much of its budget is used (0 to 1), and the same in words.
Progress = Callable[[Sequence[tuple[str, float, str]]], None]

#: Seconds between two looks at the clock, at signals and at progress.
_LOOK = 0.2


def _text(value: object) -> str:
    """A value as a link writes it."""
    if isinstance(value, bool):
        raise TypeError(f"{value!r} is no value of a setting: text or a number is.")
    if isinstance(value, (str, int, float)):
        return str(value)
    if isinstance(value, Iterable):
        return ",".join(_text(item) for item in value) or "none"
    raise TypeError(f"{value!r} is no value of a setting: text, a number, or a list of these is.")


def _pairs(settings: Mapping[str, object]) -> list[tuple[str, str]]:
    """The settings as keys and texts; methods with settings of their own become keys with their letters."""
    pairs: list[tuple[str, str]] = []
    for key, value in settings.items():
        if value is None:
            continue
        if key != "methods" or isinstance(value, str):
            pairs.append((key, _text(value)))
            continue
        if not isinstance(value, Iterable):
            raise TypeError("methods are a list of names, or of mappings with a name as 'method'.")
        names: list[str] = []
        for letter, method in zip("abcdefghijklmnopqrstuvwxyz", value):
            own = {"method": method} if isinstance(method, str) else dict(method)
            name = own.pop("method", None)
            if not isinstance(name, str):
                raise ValueError(f"the method {letter} has no name: {{'method': 'descent', 'lr': 0.01}} has one.")
            names.append(name)
            pairs.extend((f"{letter}.{own_key}", _text(text)) for own_key, text in own.items())
        pairs.append((key, ",".join(names)))
    return pairs


def _link(pairs: Iterable[tuple[str, str]]) -> str:
    quoted = ((key, text.replace("%", "%25").replace("&", "%26").replace("#", "%23")) for key, text in pairs)
    return "&".join(f"{key}={text}" for key, text in quoted)


class Run:
    """A run of an experiment. Two runs of the same settings are equal, whatever counted them: see :attr:`fingerprint`."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def __repr__(self) -> str:
        state = "ended" if self.has_ended else "not ended"
        return f"<Run of {self.experiment}, {state}, fingerprint {self.fingerprint}: {self.link}>"

    @property
    def experiment(self) -> str:
        """``compare``, ``landscape`` or ``gates``."""
        return self._core.experiment()

    @property
    def link(self) -> str:
        """What stands behind the ``#`` of the page that repeats this run."""
        return self._core.link()

    @property
    def fingerprint(self) -> str:
        """A short hash of the settings and of everything counted; the page shows the same."""
        return self._core.fingerprint()

    @property
    def has_ended(self) -> bool:
        """Whether everything is counted."""
        return self._core.has_ended()

    def count(self, *, threads: int | None = None, progress: Progress | bool = True) -> Run:
        """Counts until the run ends. An interrupt (Ctrl-C) keeps what is counted: calling it again goes on.

        ``threads``: computations side by side, by default one for each processor; the result does not depend on it.
        ``progress``: whether to show bars (by tqdm, where it is installed), or a function that is told.
        """
        workers = os.cpu_count() or 1 if threads is None else threads
        if workers < 1:
            raise ValueError(f"threads={workers} is not allowed: 1 or more are.")
        self.__dict__.pop("record", None)
        self.__dict__.pop("functions", None)
        start = time.monotonic()
        with _shown(progress) as tell:
            ended = self.has_ended
            while not ended:
                ended = self._core.count(workers, _LOOK)
                tell(self._core.progress(time.monotonic() - start))
        return self

    def extend(self, *, threads: int | None = None, progress: Progress | bool = True, **budget: object) -> Run:
        """Goes on with a larger budget, to what an uninterrupted run would have counted: ``run.extend(runs=10**6, kept=10**6)``."""
        self._core.extend(_pairs(budget))
        return self.count(threads=threads, progress=progress)

    @cached_property
    def record(self) -> dict[str, Any]:
        """Settings, totals and results, with their intervals: the saved run without the counts of all functions."""
        saved = json.loads(self._core.json())
        return {key: value for key, value in saved.items() if not key.startswith("census")}

    @property
    def contrast(self) -> dict[str, Any]:
        """Of a comparison: the first pair of methods, every number with its uncertainty."""
        if "contrast" not in self.record:
            raise AttributeError(f"a run of {self.experiment} compares no methods: a comparison does.")
        contrast: dict[str, Any] = self.record["contrast"]
        return contrast

    @cached_property
    def functions(self) -> pandas.DataFrame:
        """The functions found, one a row, the most frequent first, as a pandas frame read through Arrow.

        Functions are text (``0x003f``), which nothing takes for a number.
        """
        try:
            import pyarrow
            import pyarrow.csv
        except ImportError as error:
            raise ImportError("frames need pandas and pyarrow: pip install 'dice-and-descent[frames]'") from error
        table = pyarrow.csv.read_csv(pyarrow.BufferReader(self._core.functions().encode()))
        frame: pandas.DataFrame = table.to_pandas()
        for name, kind in zip(table.column_names, table.schema.types):
            if pyarrow.types.is_string(kind):
                # The sign that keeps spreadsheets from taking text for a number.
                frame[name] = frame[name].str.removeprefix("'")
        return frame

    def to_json(self) -> str:
        """The saved run, byte for byte as the page and the native program write it."""
        return self._core.json()

    def to_csv(self) -> str:
        """The functions found, as the page writes them."""
        return self._core.functions()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the saved run into a file, which the page, the native program and :func:`open` read. It is there whole or not at all."""
        target = Path(path)
        beside = target.with_name(target.name + ".part")
        beside.write_text(self.to_json(), encoding="utf-8", newline="")
        beside.replace(target)

    def beside(self, other: Run) -> dict[str, Any]:
        """How far this run is from another one of the same experiment."""
        found: dict[str, Any] = json.loads(self._core.beside(other._core))
        return found

    def plot(self, axes: Axes | None = None) -> Axes:
        """The main chart, by matplotlib: of a comparison how often the first two methods found each function, of a landscape P(f)
        against rank, of the gates their volumes."""
        from ._plot import plot

        return plot(self.record, self.functions, axes)


class _shown:
    """Shows progress while it is entered."""

    def __init__(self, progress: Progress | bool) -> None:
        self._progress = progress
        self._bars: dict[str, Any] = {}

    def __enter__(self) -> Progress:
        if callable(self._progress):
            return self._progress
        return self._tell if self._progress else lambda _: None

    def __exit__(self, *_: object) -> None:
        for bar in self._bars.values():
            bar.close()

    def _tell(self, counts: Sequence[tuple[str, float, str]]) -> None:
        try:
            from tqdm.auto import tqdm
        except ImportError:
            return
        for name, share, text in counts:
            if name not in self._bars:
                self._bars[name] = tqdm(total=1.0, desc=name, bar_format="{desc} {bar} {percentage:3.0f}% {postfix}")
            bar = self._bars[name]
            bar.set_postfix_str(text, refresh=False)
            bar.n = share
            bar.refresh()


def start(
    experiment: str,
    settings: Mapping[str, object],
    *,
    threads: int | None = None,
    progress: Progress | bool = True,
) -> Run:
    """A run of an experiment by settings of any names, counted to its end. A setting that there is not, or that is not allowed, is a ValueError
    that says what is."""
    pairs = [("experiment", experiment), *_pairs(settings)]
    core = Core.begin(_link(pairs))
    if core.experiment() != experiment:
        raise ValueError(f"there is no experiment {experiment!r} that counts: compare, landscape and gates are.")
    notices = core.notices()
    if notices:
        raise ValueError(" ".join(text for _, text in notices))
    return Run(core).count(threads=threads, progress=progress)


def open(path: str | os.PathLike[str]) -> Run:  # noqa: A001 (as in other packages that open files)
    """The run in a file that this package, the page or the native program has saved. :meth:`Run.extend` goes on with it."""
    with builtins.open(path, "rb") as file:
        return Run(Core.read(file.read()))
