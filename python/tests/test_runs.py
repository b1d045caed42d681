"""Runs in Python are the runs of the native program and of the page."""

from __future__ import annotations

import inspect
import os
import random
import subprocess
import threading
import time
from pathlib import Path

import pytest

import dice_and_descent as dd

PROGRAM = os.environ.get("DICE_AND_DESCENT")

SETTINGS: list[tuple[str, dict[str, object]]] = [
    ("compare", {"n": 3, "hidden": [8], "target": "and-or", "runs": 3000, "kept": 3000}),
    ("compare", {"n": 4, "hidden": [6, 5], "activation": "tanh", "runs": 600, "kept": 500, "seed": 3}),
    ("compare", {"n": 3, "hidden": "none", "methods": ["dice", {"method": "descent", "lr": 0.5}, "descent"], "runs": 900, "kept": 900}),
    ("landscape", {"n": 3, "hidden": [8], "draws": 200_000}),
    ("landscape", {"n": 4, "hidden": [7], "encoding": "pm", "classes": "on", "draws": 200_000}),
    ("gates", {"n": 2, "draws": 100_000}),
]


def pairs(settings: dict[str, object]) -> list[str]:
    from dice_and_descent._run import _pairs

    return [f"{key}={text}" for key, text in _pairs(settings)]


@pytest.mark.parametrize(("experiment", "settings"), SETTINGS)
def test_the_program_writes_the_same_bytes(experiment: str, settings: dict[str, object]) -> None:
    assert PROGRAM, "DICE_AND_DESCENT names the native program"
    run = dd.start(experiment, settings, threads=random.Random(experiment).randint(1, 3), progress=False)
    written = subprocess.run([PROGRAM, experiment, *pairs(settings)], check=True, capture_output=True, encoding="utf-8")
    assert run.to_json() == written.stdout
    assert run.has_ended
    assert run.record["fingerprint"] == run.fingerprint


def test_a_run_goes_on_and_is_what_it_would_have_been(tmp_path: Path) -> None:
    def begun(runs: int) -> dd.Run:
        return dd.compare(n=3, hidden=[8], runs=runs, kept=runs, progress=False)

    begun(2000).save(tmp_path / "run.json")
    run = dd.open(tmp_path / "run.json")
    assert run.fingerprint == begun(2000).fingerprint
    assert run.extend(runs=8000, kept=8000, threads=2, progress=False).to_json() == begun(8000).to_json()
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]
    with pytest.raises(ValueError, match="another run"):
        run.extend(seed=5)
    assert run.beside(begun(2000))["fingerprints"] == [run.fingerprint, begun(2000).fingerprint]


def test_functions_are_a_frame_whose_functions_are_text() -> None:
    run = dd.compare(n=5, hidden=[8], target="majority", runs=2000, kept=2000, progress=False)
    frame = run.functions
    assert frame["function"].is_unique and frame["function"].str.fullmatch("0x[0-9a-f]{8}").all()
    saved = {f"0x{int(entry['function'], 2):08x}": entry for entry in run.record["functions"]}
    for row in frame.head(200).to_dict("records"):
        entry = saved[row["function"]]
        assert (entry["dice"], entry["descent"]) == (row["dice"], row["descent"])
    assert frame["dice"].sum() == run.record["dice"]["kept"]
    with pytest.raises(AttributeError, match="compares no methods"):
        _ = dd.landscape(n=2, draws=1000, progress=False).contrast


@pytest.mark.parametrize("make", [
    lambda: dd.compare(n=3, hidden=[8], runs=500, kept=500, progress=False),
    lambda: dd.landscape(n=3, hidden=[8], draws=1000, progress=False),
    lambda: dd.gates(n=2, draws=1000, progress=False),
])
def test_charts_are_drawn(make: object) -> None:
    import matplotlib

    matplotlib.use("agg")
    axes = make().plot()  # type: ignore[operator]
    assert axes.get_xlabel() and axes.get_ylabel() and axes.has_data()


@pytest.mark.parametrize(("call", "error", "said"), [
    (lambda: dd.compare(n=9), ValueError, "1 to 7"),
    (lambda: dd.compare(hidden=[0]), ValueError, "1 to 128"),
    (lambda: dd.compare(methods=["dice"]), ValueError, "two to six"),
    (lambda: dd.compare(methods=[{"lr": 1}]), ValueError, "has no name"),
    (lambda: dd.compare(methods=3), TypeError, "list of names"),
    (lambda: dd.compare(n=True), TypeError, "no value of a setting"),
    (lambda: dd.compare(threads=0, progress=False), ValueError, "1 or more"),
    (lambda: dd.start("map", {}), ValueError, "not counted"),
    (lambda: dd.start("nothing", {}), ValueError, "experiment"),
    (lambda: dd.start("compare", {"lrr": 3}), ValueError, "lrr"),
    (lambda: dd.open(__file__), ValueError, "."),
    (lambda: dd.open("nowhere"), FileNotFoundError, "nowhere"),
])
def test_what_is_wrong_is_a_sentence(call: object, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()  # type: ignore[operator]


def test_other_threads_go_on_while_it_counts_and_progress_is_told() -> None:
    seen: list[float] = []
    ticks = 0
    ended = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not ended.is_set():
            ticks += 1
            time.sleep(0.001)

    other = threading.Thread(target=tick)
    other.start()
    dd.landscape(n=7, draws=400_000, progress=lambda counts: seen.append(counts[0][1]))
    ended.set()
    other.join()
    assert ticks > 1 and seen == sorted(seen) and seen[-1] == 1.0


def test_an_interrupt_keeps_what_is_counted() -> None:
    class Stop(Exception):
        pass

    def stop(_: object) -> None:
        raise Stop

    core = dd.compare(n=3, hidden=[8], runs=500, kept=500, progress=False)
    whole = dd.compare(n=3, hidden=[8], runs=200_000, kept=200_000, progress=False)
    with pytest.raises(Stop):
        core.extend(runs=200_000, kept=200_000, progress=stop)
    assert core.count(progress=False).to_json() == whole.to_json()


def test_every_setting_is_an_argument_with_its_help() -> None:
    for function in (dd.compare, dd.landscape, dd.gates):
        parameters = inspect.signature(function).parameters
        assert all(name in (function.__doc__ or "") for name in parameters if name not in ("threads", "progress"))
