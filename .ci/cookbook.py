"""Runs the recipes of a page, each in the folder that holds `tables`; each must end well and print something.

usage: cookbook.py PAGE.md FOLDER
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

DUCKDB = "import duckdb, sys; print(duckdb.sql(sys.stdin.read()))"
# How a block is run, by the language of its fence: the program, and its arguments; the block goes to its standard input.
RUN = {
    "python": (sys.executable, ["-"]),
    "sql": (sys.executable, ["-c", DUCKDB]),
    "r": ("Rscript", ["-"]),
    "sh": ("sqlite3", None),
}


def blocks(page):
    return re.findall(r"^```(python|sql|r|sh)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def run(language, code, folder):
    program, arguments = RUN[language]
    if not shutil.which(program):
        print(f"SKIPPED: a recipe in {language}; there is no {program}")
        return
    command = ["sh", "-s"] if arguments is None else [program, *arguments]
    done = subprocess.run(command, input=code, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, (language, code, done.stderr)
    assert done.stdout.strip(), (language, code, "it prints nothing")
    print(f"{language}:\n{done.stdout}")


def main(page, folder):
    found = blocks(Path(page).read_text(encoding="utf-8"))
    assert {language for language, _ in found} == set(RUN), "a recipe in each language"
    for language, code in found:
        run(language, code, folder)
    print(f"{len(found)} recipes")


main(*sys.argv[1:])
