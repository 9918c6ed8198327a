"""`python -m vijfspoor` is the command `vijfspoor`."""

from vijfspoor.cli import main

main(prog_name="vijfspoor")
