"""Every main page as every role, desktop and phone, into screenshots/ (which git ignores): look at them."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "screenshots"
PORT = 8198
PAGES = {
    "desk": "/bureau", "register": "/toepassingen", "tracks": "/sporen", "dossier": "/toepassingen/16",
}  # fmt: skip
OWN = {"team_manager": {"team": "/teams"}, "department_head": {"processes": "/mijn-processen"}}
ONCE = {
    "compass": "/sporen/kompas", "track": "/sporen/organisation",
    "matrix": "/sporen/matrix", "set-up": "/inrichting/1",
    "role": "/sporen/rollen/ciso", "law": "/toepassingen/42/wet", "report": "/melden",
    "facts": "/toepassingen/16/kenmerken", "decisions": "/toepassingen/16/besluiten", "account": "/account",
    "may-i-use-this": "/mag-dit?q=chat", "learning": "/leren", "dilemma": "/geletterdheid/dilemmas/quick-letter",
    "first-learn": "/toepassingen/17/eerst-leren", "badges": "/openbaar/lindewaard/certificaten",
    "lesson": "/leren/personal-data", "findings": "/inzicht/bevindingen", "timeline": "/toepassingen/16/tijdlijn",
    "insight": "/inzicht",
    "in-use": "/toepassingen/26/in-gebruik", "guidelines": "/toepassingen/16/architectuur",
    "policies": "/kaders", "compliance": "/kaders/naleving", "needs": "/behoeften",
    "developments": "/ontwikkelingen",
    "data": "/toepassingen/14/gegevensstromen",
    "outcomes": "/toepassingen/43/uitkomsten", "landscape": "/landschap",
    "imports": "/toepassingen/inlezen", "found-ai": "/inzicht/gevonden-ai",
    "reports": "/inzicht/rapporten", "woo": "/toepassingen/16/woo", "ai-meeting": "/overleg",
    "public": "/openbaar/lindewaard", "public-page": "/openbaar/lindewaard/12",
}  # fmt: skip
PEOPLE = {
    "user": "Samira", "hr_adviser": "Lotte", "team_manager": "Henk", "council": "Ilse", "executive_board": "Annemarie",
    "policy_adviser": "Tessa", "information_manager": "Marco", "information_adviser": "Fatma",
    "department_head": "Caroline", "data_analyst": "Thomas", "architect": "Jelle", "application_manager": "Monique",
    "procurement_officer": "Dennis", "data_protection_officer": "Yvonne", "ciso": "Rashid",
    "privacy_officer": "Evelien", "legal_adviser": "Pieter",
}  # fmt: skip


def main() -> None:
    """Start the demo on a database of its own and photograph it."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vijfspoor-shots-") as folder:
        environment = {
            **os.environ,
            "DEMO": "yes",
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "LOG_LEVEL": "ERROR",
        }
        subprocess.run([sys.executable, "-m", "vijfspoor", "demo"], env=environment, check=True)
        server = subprocess.Popen([sys.executable, "-m", "vijfspoor", "serve", "--port", str(PORT)], env=environment)
        try:
            _wait()
            _photograph()
        finally:
            server.terminate()
            server.wait(30)
    print(f"look at {FOLDER}")


def _wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health/ready", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)


def _photograph() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for width, kind in ((1280, "wide"), (390, "phone")):
            for role, name in PEOPLE.items():
                context = browser.new_context(viewport={"width": width, "height": 900})
                page = context.new_page()
                page.goto(f"http://127.0.0.1:{PORT}/stap-in")
                page.get_by_role("button", name=name).first.click()
                once = ONCE if role == "information_manager" else {}
                for title, path in {**PAGES, **once, **OWN.get(role, {})}.items():
                    page.goto(f"http://127.0.0.1:{PORT}{path}")
                    page.screenshot(path=FOLDER / f"{title}-{role}-{kind}.png", full_page=True)
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
