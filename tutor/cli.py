"""`tutor serve | models | doctor`."""

from __future__ import annotations

import argparse
import logging
import socket
import sys
from collections.abc import Sequence

import uvicorn

from tutor import __version__, catalogue, doctor
from tutor.api.guard import is_loopback
from tutor.app import create_app
from tutor.errors import PortTaken, TutorError, UnsafeSettings
from tutor.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    args = _parser().parse_args(argv)
    settings = Settings()
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    try:
        return int(args.run(args, settings))
    except TutorError as error:
        print(f"{error.message}\n{error.action}", file=sys.stderr)
        if error.detail:
            print(f"({error.detail})", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tutor", description="A private voice tutor for Spanish.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True)

    serve = commands.add_parser("serve", help="start the tutor and its page")
    serve.add_argument("--host", help="address to listen on")
    serve.add_argument("--port", type=int, help="port to listen on")
    serve.set_defaults(run=_serve)

    models = commands.add_parser("models", help="list, fetch or remove model files")
    actions = models.add_subparsers(required=True)
    actions.add_parser("list", help="what there is, and what is here").set_defaults(
        run=lambda args, settings: catalogue.models_list(settings)
    )
    get = actions.add_parser("get", help="fetch models; without a name, those the tutor needs")
    get.add_argument("names", nargs="*")
    get.add_argument("--for-tests", action="store_true", help="also those that only the tests need")
    get.set_defaults(run=lambda args, settings: catalogue.models_get(settings, args.names, for_tests=args.for_tests))
    remove = actions.add_parser("remove", help="delete models from the disk")
    remove.add_argument("names", nargs="+")
    remove.set_defaults(run=lambda args, settings: catalogue.models_remove(settings, args.names))

    commands.add_parser("doctor", help="what is there, what isn't, and how to mend it").set_defaults(run=_doctor)
    return parser


def _serve(args: argparse.Namespace, settings: Settings) -> int:
    host = args.host or settings.host
    port = settings.port if args.port is None else args.port
    if not is_loopback(host):
        raise UnsafeSettings(detail=f"host {host}")
    listening = _bind(host, port)
    port = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    print(f"Tutor is at http://{shown}:{port}  (Ctrl+C stops it)", flush=True)
    config = uvicorn.Config(
        create_app(settings),
        log_level=max(logging.WARNING, logging.getLogger().level),
        timeout_graceful_shutdown=5,
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _bind(host: str, port: int) -> socket.socket:
    """A listening socket, taken before anything is loaded. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise PortTaken(f"Another program is already using port {port}.", detail=str(error)) from error
    return listening


def _doctor(args: argparse.Namespace, settings: Settings) -> int:
    checks = doctor.checks(settings)
    print(doctor.render(checks))
    return 0 if all(check.ok is not False for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
