"""Reads every table of every run in a directory as pandas and pyarrow do by default, and joins it to the run's JSON.

Usage: check.py DIRECTORY, in which `RUN.json` has `RUN-functions.csv`, `RUN-numbers.csv` and, of gates, `RUN-volumes.csv`
beside it: tests/fuzz/honest.rs writes them.
"""

import csv
import json
import math
import sys
from collections import Counter
from itertools import accumulate
from operator import ge
from pathlib import Path

import pandas
import pyarrow.csv

READERS = {
    "pandas": lambda path: pandas.read_csv(path).to_dict("list"),
    "pandas with the engine of pyarrow": lambda path: pandas.read_csv(path, engine="pyarrow").to_dict("list"),
    "pyarrow": lambda path: pyarrow.csv.read_csv(path).to_pydict(),
}


def text(cell):
    """What a cell says, without the apostrophe that keeps readers from guessing."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    assert isinstance(cell, str), f"a text became {cell!r}"
    return cell.removeprefix("'")


def compact(labels):
    """The short form of a function from its labels, as the page and the lists of counts have it."""
    if labels.startswith("0x") or len(labels) < 8:
        return labels
    return f"0x{int(labels, 2):0{len(labels) // 4}x}"


def functions(table):
    found = [text(cell) for cell in table["function"]]
    assert len(set(found)) == len(found), "a function stands there twice"
    return found


def column(table, name):
    return dict(zip(functions(table), table[name], strict=True))


def same_counts(table, name, census, all_of_them=True):
    counts = {function: count for function, count in column(table, name).items() if count > 0}
    wanted = dict(census)
    if not all_of_them:
        wanted = {function: wanted[function] for function in counts}
    assert counts == wanted, f"{name}: {len(counts)} functions in the table, {len(wanted)} in the run"


def same_shares(table, name, found):
    """The first functions stand in the run with their shares as well."""
    cells = column(table, name)
    for entry in found:
        share = entry[name] or {}
        assert same(cells[compact(entry["function"])], share.get("value")), f"{name} of {entry['function']}"


def compare(run, table):
    for method in run["methods"]:
        tag = method["tag"]
        # A line has the function, how many draws or clusters gave it, and with weights more.
        same_counts(table, tag, [line[:2] for line in run[f"census_{tag}"]])
        same_shares(table, f"p_{tag}", run["functions"])
    target = compact(run["target"])
    assert all(bool(is_target) == (function == target) for function, is_target in column(table, "is_target").items())


def landscape(run, table):
    # A class has a rank for each of its members, of which the first stands in the table. Small classes that were seen once
    # have ranks between, but no line.
    ranks = table["rank"]
    sizes = table.get("class_size")
    before = list(accumulate(sizes or [1] * len(ranks), initial=1))[:-1]
    assert all(map(ge, ranks, before)) if sizes else ranks == before
    assert all(following - rank >= size for rank, following, size in zip(ranks, ranks[1:], sizes or [1] * len(ranks)))
    same_counts(table, "count", run["census"], all_of_them=False)
    assert len(ranks) == min(len(run["census"]), 20_000)


def gates(run, table):
    same_counts(table, "perceptron_count", run["census_perceptron"])
    same_counts(table, "network_count", run["census_network"])
    cube = column(table, "cube_fraction")
    for found in run["functions"]:
        said = found.get("cube_fraction") or ""
        assert said in ("", text(cube[compact(found["function"])]))
    assert set(map(text, table["class"])) <= set(functions(table))


def picture(run, table):
    wanted = {compact(found["function"]): found for found in run["functions"]}
    assert set(functions(table)) == set(wanted)
    fits = column(table, "fits")
    assert all(bool(fits[function]) == found["fits"] for function, found in wanted.items())


CHECKS = {"compare": compare, "landscape": landscape, "gates": gates, "map": picture}


def leaves(value, name=""):
    """What stands in a run beside its lists, as the table of numbers names it."""
    inner = f"{name}." if name else ""
    if isinstance(value, dict):
        if "value" in value and "low" in value:
            yield name, value["value"], value.get("low"), value.get("high")
            value = {key: item for key, item in value.items() if key not in ("value", "low", "high", "standard_error")}
        for key, item in value.items():
            yield from leaves(item, inner + key)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from leaves(item, inner + str(place))
    else:
        yield name, value, None, None


def same(cell, value):
    if value is None:
        return text(cell) == ""
    if isinstance(value, bool):
        return str(cell).lower() == str(value).lower()
    if isinstance(value, (int, float)):
        return float(cell) == float(value)
    return text(cell) == value


def numbers(run, table):
    said = dict(zip(map(text, table["quantity"]), zip(table["value"], table["low"], table["high"], strict=True), strict=True))
    for name, *values in leaves({key: value for key, value in run.items() if key in HEAD or any(quantity.split(".")[0] == key for quantity in said)}):
        assert name in said, f"{name} is not in the table"
        for cell, value in zip(said[name], values, strict=True):
            assert same(cell, value), f"{name}: {cell!r} for {value!r}"


HEAD = {"link", "settings", "fingerprint"}


def columns_by_name(path):
    """Readers rename what stands there twice, each in its own way."""
    with open(path, newline="") as file:
        names = next(csv.reader(file))
    assert len(set(names)) == len(names), f"columns of {path.name} have one name: {names}"


def no_formulas(path):
    """A spreadsheet computes what begins like a formula, unless it is a number."""
    with open(path, newline="") as file:
        for line in csv.reader(file):
            for cell in line:
                if cell[:1] in tuple("=+-@\t\r") and cell:
                    float(cell)


def main(directory):
    done = Counter()
    for path in sorted(Path(directory).glob("*.json")):
        run = json.loads(path.read_text())
        experiment = run["experiment"]
        tables = {
            "functions": CHECKS[experiment],
            "numbers": numbers,
            "volumes": lambda run, table: [text(cell) for cell in table["function"] + table["names"]],
        }
        for name, check in tables.items():
            file = path.with_name(f"{path.stem}-{name}.csv")
            if not file.exists():
                continue
            no_formulas(file)
            columns_by_name(file)
            for reader, read in READERS.items():
                try:
                    check(run, read(file))
                except Exception as error:
                    raise SystemExit(f"{file} by {reader}: {error}\n{run['link']}") from error
                done[experiment, name] += 1
    missing = [pair for pair in EXPECTED if done[pair] == 0]
    assert not missing, f"no tables of {missing}"
    print(f"{sum(done.values())} readings of {len(list(Path(directory).glob('*.csv')))} tables, each joined to its run")


EXPECTED = [(experiment, name) for experiment in ("compare", "landscape", "gates") for name in ("functions", "numbers")] + [
    ("gates", "volumes"),
    ("map", "functions"),
]

if __name__ == "__main__":
    main(sys.argv[1])
