"""The command `vijfspoor`. Each subcommand is loaded only when it is used, so `classify` needs no database."""

from importlib import import_module

import click

COMMANDS = {
    "classify": "vijfspoor.cli.classify:classify",
    "demo": "vijfspoor.cli.demo:demo",
    "export": "vijfspoor.cli.export:export",
    "findings": "vijfspoor.cli.findings:findings",
    "import": "vijfspoor.cli.import_organisations:import_organisations",
    "import-register": "vijfspoor.cli.import_register:import_register",
    "jobs": "vijfspoor.cli.jobs:jobs",
    "law": "vijfspoor.cli.law:law",
    "serve": "vijfspoor.cli.serve:serve",
    "verify-audit": "vijfspoor.cli.verify_audit:verify_audit",
}


class _LazyGroup(click.Group):
    """A group of commands named in a table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=_LazyGroup)
@click.version_option(package_name="vijfspoor")
def main() -> None:
    """AI governance for Dutch municipalities."""
