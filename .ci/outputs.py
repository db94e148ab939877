"""Loads the folder of `summarize --out` as an analyst would, in one line a file, and checks what the codebook promises.

usage: outputs.py FOLDER ARTICLES.ndjson
"""

import json
import math
import sys
from pathlib import Path

import pandas as pd
import polars as pl

TABLES = ["pair_day.csv", "pair_week.csv", "pair_month.csv"]
KEY = ["pair", "period"]
SUMS = ["events", "aside", "stories", "weight", "squares", "scale", "hostile", "scale_squares",
        "conflict", "cooperation", "verbal_cooperation", "material_cooperation",
        "verbal_conflict", "material_conflict", "threats", "acts"]
PANDAS = {
    "date": pd.api.types.is_datetime64_any_dtype,
    "integer": pd.api.types.is_integer_dtype,
    "decimal": pd.api.types.is_numeric_dtype,
    "boolean": pd.api.types.is_bool_dtype,
    "text": lambda dtype: pd.api.types.is_string_dtype(dtype) or pd.api.types.is_object_dtype(dtype),
}
POLARS = {
    "date": lambda dtype: dtype == pl.Date,
    "integer": lambda dtype: dtype.is_integer(),
    "decimal": lambda dtype: dtype.is_numeric(),
    "boolean": lambda dtype: dtype == pl.Boolean,
    "text": lambda dtype: dtype == pl.String,
}


def same(left, right):
    return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)


def check_table(folder, name, codebook):
    """Columns, types and key, as both libraries see them."""
    panda = pd.read_csv(folder / name, parse_dates=["from", "to"])
    polar = pl.read_csv(folder / name, try_parse_dates=True, infer_schema_length=None)
    fields = codebook[codebook["file"] == name]
    assert list(panda.columns) == list(polar.columns) == list(fields["name"]), name
    assert panda.shape == polar.shape and len(panda) > 0, name
    for field, kind in zip(fields["name"], fields["kind"]):
        # A column of days named `period` is text in the other two tables.
        day = name == "pair_day.csv" and field == "period"
        assert PANDAS[kind](panda[field].dtype), (name, field, panda[field].dtype)
        assert day or POLARS[kind](polar[field].dtype), (name, field, polar[field].dtype)
        if kind == "integer":
            assert panda[field].between(0, 2**53 - 1).all(), (name, field)
    assert not panda.duplicated(KEY).any() and not polar.select(KEY).is_duplicated().any(), name
    assert panda[KEY].notna().all().all(), name
    for column in SUMS:
        ours, theirs = panda[column].sum(), polar[column].sum()
        assert same(ours, theirs), (name, column, ours, theirs)
    return panda


def check_sums(day, other, name):
    """Every sum of a longer period is that of its days."""
    days, longer = (table.groupby("pair")[SUMS].sum() for table in (day, other))
    worst = (days - longer).abs().max().max()
    assert worst < 1e-6, (name, worst)
    seen = other[other["events"] > 0]
    assert (seen["scale"] / seen["weight"] - seen["mean"]).abs().max() <= 0.0005 + 1e-9, name
    empty = other[other["events"] == 0]
    assert empty["weight"].isna().all() and empty["mean"].isna().all(), name


def check_readouts(day):
    """The intensity of every row, computed again from the raw sums alone."""
    checked = 0
    for pair, rows in day.groupby("pair"):
        rows = rows.sort_values("to").fillna({"weight": 0, "scale": 0})
        for half_life in (7, 28, 90):
            s = w = s_all = w_all = 0.0
            before = rows["to"].iloc[0]
            for row in rows.itertuples():
                # A day without a row has no event.
                fade = 2 ** (-(row.to - before).days / half_life)
                before = row.to
                s, w = s * fade + row.scale, w * fade + row.weight
                s_all, w_all = s_all + row.scale, w_all + row.weight
                intensity = (s + 5 * s_all / (w_all + 30)) / (w + 5)
                shown = getattr(row, f"intensity_{half_life}")
                assert abs(shown - intensity) < 0.00051, (pair, row.period, shown, intensity)
                checked += 1
    return checked


def check_events(folder, articles, codebook):
    """Every event stands where its three kinds of offsets say."""
    panda = pd.read_json(folder / "events.ndjson", lines=True, dtype={"code": str})
    polar = pl.read_ndjson(folder / "events.ndjson", infer_schema_length=None)
    fields = list(codebook.loc[codebook["file"] == "events.ndjson", "name"])
    assert list(panda.columns) == fields and set(polar.columns) == set(fields)
    assert len(panda) == len(polar) and not panda.duplicated(["article", "event"]).any()
    lines = Path(articles).read_text(encoding="utf-8").splitlines()
    texts = {item["id"]: item for item in map(json.loads, lines)}
    for row in panda.itertuples():
        text = texts[row.article][row.part]
        wide = text.encode("utf-16-le")
        clauses = {
            text.encode()[row.start:row.end].decode(),
            text[row.start_char:row.end_char],
            wide[2 * row.start_utf16:2 * row.end_utf16].decode("utf-16-le"),
        }
        assert len(clauses) == 1, (row.article, clauses)
        assert text[row.cue_start_char:row.cue_end_char] == row.evidence, row.article
    return panda


def main(folder, articles):
    folder = Path(folder)
    codebook = pd.read_csv(folder / "codebook.csv", keep_default_na=False)
    assert not codebook.duplicated(["file", "name"]).any()
    assert (codebook["meaning"] != "").all()
    day, week, month = (check_table(folder, name, codebook) for name in TABLES)
    for other, name in ((day, TABLES[0]), (week, TABLES[1]), (month, TABLES[2])):
        check_sums(day, other, name)
    checked = check_readouts(day)
    events = check_events(folder, articles, codebook)
    summary = json.loads((folder / "summary.json").read_text())
    assert summary["format"] == 1 and summary["counts"]["events"] == len(events)
    fields = codebook.loc[codebook["file"] == "summary.json", "name"]
    assert set(fields) == set(summary), set(fields) ^ set(summary)
    print(f"pandas {pd.__version__} and polars {pl.__version__} load {len(day)} days, {len(week)} weeks and "
          f"{len(month)} months of {day['pair'].nunique()} pairs and {len(events)} events; "
          f"types, keys and sums hold, and {checked} intensities come out again from the raw sums")


main(*sys.argv[1:])
