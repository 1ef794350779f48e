"""``python -m claimcheck`` and the command ``claimcheck``.

``--version`` is answered before anything else is imported.
"""

import sys


def main() -> None:
    """Run the command line; leaves the process with the status of the run."""
    if sys.argv[1:] == ["--version"]:
        from claimcheck.version import __version__

        print(f"claimcheck {__version__}")
        return
    from claimcheck.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
