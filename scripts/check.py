"""Every check that needs no tests: style, types, imports, templates, translations, migrations, licences."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CODE = ["src", "tests", "scripts", "bench"]

CHECKS = {
    "style": [BIN / "ruff", "check", *CODE],
    "format": [BIN / "ruff", "format", "--check", "-q", *CODE],
    "types": [BIN / "mypy", "--strict", *(f"src/vijfspoor/{ring}" for ring in ("domain", "content", "actions"))],
    "imports": [BIN / "lint-imports"],
    "licences": [BIN / "reuse", "lint", "-q"],
    "migrations": [BIN / "django-admin", "makemigrations", "--check", "--dry-run", "-v0"],
    "set-up": [BIN / "django-admin", "check"],
}


def main() -> int:
    """Run all checks, print one line each and the output of those that fail."""
    environment = {
        **os.environ,
        "DEMO": "yes",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    failed = []
    for name, command in CHECKS.items():
        started = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name} ({time.monotonic() - started:.1f} s)", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout[-6000:], done.stderr[-6000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
