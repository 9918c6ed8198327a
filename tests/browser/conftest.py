"""A real server on a fresh demo municipality, and a real browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items):
    """Everything here needs a browser."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "vijfspoor", *arguments]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Site:
    """The running application: its address, its database file, and its commands on that database."""

    def __init__(self, address: str, environment: dict[str, str]) -> None:
        self.address, self._environment = address, environment
        self.database = environment["DATABASE_URL"].removeprefix("sqlite:///")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a `vijfspoor` command on the site's database."""
        return subprocess.run(_command(*arguments), env=self._environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Vijfspoor as `make run` starts it, on a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    environment = {
        **os.environ,
        "DEMO": "yes",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        "DJANGO_SETTINGS_MODULE": "vijfspoor.config.settings",
        "LOG_LEVEL": "ERROR",
    }
    subprocess.run(_command("demo"), env=environment, check=True, capture_output=True)
    server = subprocess.Popen(_command("serve", "--port", str(port)), env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/health/ready")
        yield Site(address, environment)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield found
        found.close()


class Colleague:
    """Somebody at the desk: a browser page, signed in, that checks what it sees."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self._site = page, site

    def go(self, path: str) -> "Colleague":
        """Open a page and check it."""
        self.page.goto(f"{self._site.address}{path}")
        return self.check()

    def click(self, name: str, role: str = "button") -> "Colleague":
        """Press a button or follow a link, and check what follows."""
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name, exact=False).first.click()
        return self.check()

    def choose(self, *labels: str) -> "Colleague":
        """Tick answers by the words beside them."""
        for label in labels:
            self.page.locator("label.vs-choice", has_text=label).first.locator("input").check()
        return self

    def sees(self, text: str) -> "Colleague":
        """The page shows this text."""
        expect(self.page.locator("body")).to_contain_text(text)
        return self

    def check(self) -> "Colleague":
        """No accessibility violation, and nothing sticks out sideways."""
        violations = Axe().run(self.page).response["violations"]
        assert not violations, [(v["id"], v["nodes"][0]["html"]) for v in violations]
        wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{self.page.url} scrolls sideways"
        return self


@pytest.fixture
def step_in(site: Site, browser: Browser) -> Iterator[object]:
    """Return a function that steps in as somebody, in a window of its own."""
    contexts = []

    def step(name: str, width: int = 1280, *, javascript: bool = True) -> Colleague:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="nl-NL"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(90_000)
        page.goto(f"{site.address}/stap-in")
        page.get_by_role("button", name=name).first.click()
        page.wait_for_url("**/bureau")
        return Colleague(page, site)

    yield step
    for context in contexts:
        context.close()
