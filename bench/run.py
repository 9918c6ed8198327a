"""Measures speed on reference data, always beside a bare baseline in the same run. Prints the table of the docs.

Usage: python bench/run.py [number of dossiers]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = "8199"


def main() -> None:
    """Make a database with N dossiers, measure, print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="vijfspoor-bench-") as folder:
        os.environ.update(
            DEMO="yes",
            DATA_DIR=folder,
            DATABASE_URL=os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"),
            DJANGO_SETTINGS_MODULE="vijfspoor.config.settings",
            LOG_LEVEL="ERROR",
        )
        subprocess.run([sys.executable, "-m", "vijfspoor", "demo"], check=True)
        import django

        django.setup()
        from bench import data, findings, imports, insight, measures

        data.fill(number)
        rows = [
            *measures.rules(),
            *measures.another_rule_book(),
            *measures.audit(),
            *findings.findings(),
            *insight.insight(),
            *measures.pages(PORT),
            *imports.imports(),
        ]
    print(f"\n{number} dossiers, {os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    print("| what | measured | bare baseline | ratio |\n|---|--:|--:|--:|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
