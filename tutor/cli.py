"""`tutor`, which does all that a learner needs, and `tutor serve | models | account | doctor | export | …`.

Each imports what only it needs: the whole program takes a second or two, which no other command should wait for.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlmodel import select

from tutor import __version__
from tutor.core import downloads as catalogue
from tutor.core.bus import reach
from tutor.core.downloads.partner import Known
from tutor.core.errors import DownloadFailed, EngineUnavailable, PortTaken, TutorError
from tutor.core.logs import configure
from tutor.core.malloc import share_arenas
from tutor.core.settings import Settings
from tutor.core.startup_checks import refuse_unsafe
from tutor.core.threads import switch_often
from tutor.learners.accounts import forgotten
from tutor.learners.data_export import recordings_of, rows_of, write_archive
from tutor.store.backup import backup, latest, restore
from tutor.store.files import open_files
from tutor.store.session import Store, held
from tutor.store.tables import Learner

# The longest that the program takes to end after it was told to, in seconds, whatever it is doing.
SHUTDOWN_S = 4.5


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    args = _parser().parse_args(argv)
    os.umask(0o077)  # whatever is written from here on holds what somebody said
    settings = Settings()
    configure(settings)
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
    parser.set_defaults(run=_begin, host=None, port=None)
    commands = parser.add_subparsers(
        title="commands", description="Without one: fetch what is missing, serve, open the browser."
    )

    serve = commands.add_parser("serve", help="start the tutor and its page")
    serve.add_argument("--host", help="address to listen on")
    serve.add_argument("--port", type=int, help="port to listen on")
    serve.set_defaults(run=_serve)

    cluster = commands.add_parser("cluster", help="start the tutor on Ray Serve, for a school")
    cluster.add_argument("--host", help="address to listen on")
    cluster.add_argument("--port", type=int, help="port to listen on")
    cluster.add_argument("--address", default="", help="of a running Ray; without it one is started on this machine")
    for name, what in (("apps", "the application"), ("recognisers", "what hears"), ("voices", "what speaks")):
        cluster.add_argument(f"--{name}", type=int, default=2, help=f"replicas of {what}")
    cluster.set_defaults(run=_cluster)

    models = commands.add_parser("models", help="list, fetch or remove model files")
    actions = models.add_subparsers(required=True)
    actions.add_parser("list", help="what there is, and what is here").set_defaults(
        run=lambda args, settings: catalogue.models_list(settings)
    )
    get = actions.add_parser("get", help="fetch models; without a name, those the tutor needs")
    get.add_argument("names", nargs="*")
    get.add_argument("--for-tests", action="store_true", help="also those that only the tests need")
    size = get.add_mutually_exclusive_group()
    size.add_argument("--small", dest="size", action="store_const", const="small", help="the smallest chat model")
    size.add_argument("--best", dest="size", action="store_const", const="best", help="the best that memory holds")
    get.add_argument("--to-begin", action="store_true", help="the least one can talk with; the better one comes later")
    get.set_defaults(run=_get)
    pack = actions.add_parser("pack", help="copy models into a folder, for machines without internet")
    pack.add_argument("folder", type=Path)
    pack.add_argument("names", nargs="*", help="which; without a name, those the tutor needs")
    pack.set_defaults(run=lambda args, settings: catalogue.models_pack(settings, args.folder, args.names))
    remove = actions.add_parser("remove", help="delete models from the disk")
    remove.add_argument("names", nargs="+")
    remove.set_defaults(run=lambda args, settings: catalogue.models_remove(settings, args.names))

    account = commands.add_parser("account", help="let somebody back in").add_subparsers(required=True)
    reset = account.add_parser("reset", help="print a link that sets a new password, once; also while the tutor runs")
    reset.add_argument("name", nargs="?", default="", help="of the account; the owner's if left out")
    reset.set_defaults(run=_reset)

    export = commands.add_parser("export", help="write everything of each learner as JSON, CSV and recordings")
    export.add_argument("folder", type=Path, help="where the zip files go")
    export.set_defaults(run=_export)
    backup_ = commands.add_parser("backup", help="copy database and recordings to one file, also while the tutor runs")
    backup_.add_argument("file", type=Path)
    backup_.set_defaults(run=_backup)
    restore_ = commands.add_parser("restore", help="put a backup in place; what is there is moved aside")
    restore_.add_argument(
        "file", type=Path, nargs="?", help="a backup, or a daily copy; the latest of these if left out"
    )
    restore_.set_defaults(run=_restore)
    openapi = commands.add_parser(
        "openapi", help="write the description of the API, from which the page takes its types"
    )
    openapi.set_defaults(run=_openapi)
    commands.add_parser("doctor", help="what is there, what isn't, and how to mend it").set_defaults(run=_doctor)
    return parser


def _get(args: argparse.Namespace, settings: Settings) -> int:
    known = None if args.names or args.for_tests else _known(settings)
    return catalogue.models_get(
        settings, args.names, for_tests=args.for_tests, size=args.size, known=known, to_begin=args.to_begin
    )


def _known(settings: Settings) -> Known:
    """What answers on this machine already, and how fast the model is that is here."""
    from tutor.llm.language_models import known

    return asyncio.run(known(settings, catalogue.load_catalogue()))


def _begin(args: argparse.Namespace, settings: Settings) -> int:
    """Fetch the models that are missing, with progress; then serve, and open the page in the browser."""
    try:
        catalogue.models_get(settings, [], known=_known(settings), to_begin=True)
    except DownloadFailed as error:
        # What is here works, and the page says what is missing.
        print(f"{error.message}\n{error.action}", file=sys.stderr)
    return _serve(args, settings, opened=webbrowser.open)


def _cluster(args: argparse.Namespace, settings: Settings) -> int:
    """Run until somebody stops it."""
    settings = _listening_at(args, settings)
    refuse_unsafe(settings)
    try:
        from tutor import cluster
    except ImportError as error:
        raise EngineUnavailable(
            "Ray is not installed.", action="Install it with `pip install 'tutor-es[cluster]'`.", detail=str(error)
        ) from error
    if settings.bus:
        reach(settings.bus)
    open_files(settings).look()
    store = Store(settings.database)
    with held(settings.data_dir, shared=True), store.held(shared=True):
        store.migrate()
        try:
            cluster.start(settings, args)
            print(f"Tutor is at http://{settings.host}:{settings.port}  (Ctrl+C stops it)", flush=True)
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
        finally:
            cluster.stop()
    return 0


def _listening_at(args: argparse.Namespace, settings: Settings) -> Settings:
    changes = {"host": args.host, "port": args.port}
    return settings.model_copy(update={name: value for name, value in changes.items() if value is not None})


def _serve(args: argparse.Namespace, settings: Settings, opened: Callable[[str], object] | None = None) -> int:
    settings = _listening_at(args, settings)
    refuse_unsafe(settings)
    share_arenas()
    switch_often()
    shared = bool(settings.bus)
    if shared:
        reach(settings.bus)
    open_files(settings).look()
    with held(settings.data_dir, shared=shared):
        store = Store(settings.database)
        with store.held(shared=shared):
            store.migrate()
            # After the migration, which may have to refuse; before the address is told, where it answers at once.
            from tutor.api.server import Server
            from tutor.app import create_app
            from tutor.runtime import Engines

            listening = bind(settings.host, settings.port)
            url = _url(settings, listening.getsockname()[1])
            print(f"Tutor is at {url}  (Ctrl+C stops it)", flush=True)
            app = create_app(
                settings,
                store,
                Engines.of(settings, store),
                lambda path: print(f"Make the owner's account at {url}{path}", flush=True),
            )
            if opened:
                # It listens already: a browser that is quicker than the server waits for it.
                threading.Thread(target=opened, args=(url,), daemon=True).start()
            Server(app, settings, SHUTDOWN_S).run(sockets=[listening])
    return 0


def _url(settings: Settings, port: int) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{port}"


def bind(host: str, port: int) -> socket.socket:
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


def _reset(args: argparse.Namespace, settings: Settings) -> int:
    """A link for a new password, for an operator: the owner has nobody else to ask."""
    store = Store(settings.database)
    store.migrate()
    with store.session() as session:
        account = forgotten.account_of(session, args.name)
        _, secret = forgotten.offer(session, account.id)
    url = settings.public_url.rstrip("/") or _url(settings, settings.port)
    print(f"With this link {account.name} sets a new password, once and within a day:\n{url}/#/reset?token={secret}")
    return 0


def _export(args: argparse.Namespace, settings: Settings) -> int:
    files = open_files(settings)
    store = Store(settings.database)
    store.migrate()
    with store.session(looking=True) as session:
        for learner in session.exec(select(Learner)).all():
            target = args.folder / f"tutor-export-{learner.id}.zip"
            target.parent.mkdir(parents=True, exist_ok=True)
            recordings = recordings_of(session, learner.id)
            write_archive(rows_of(session, learner.id), recordings, files, target, csv_only=False)
            print(target)
    return 0


def _backup(args: argparse.Namespace, settings: Settings) -> int:
    backup(settings, args.file)
    print(f"Everything is in {args.file}.")
    return 0


def _restore(args: argparse.Namespace, settings: Settings) -> int:
    file = args.file or latest(settings)
    aside = restore(settings, file)
    print(f"Restored {file}." + (f" What was here before is in {aside}." if aside else ""))
    return 0


def _openapi(args: argparse.Namespace, settings: Settings) -> int:
    from tutor.app import create_app
    from tutor.runtime import Engines

    # It is not started, so an empty database in memory is enough.
    store = Store("sqlite://")
    app = create_app(settings, store, Engines.of(settings, store), lambda path: None)
    print(json.dumps(app.openapi(), indent=1, ensure_ascii=False))
    return 0


def _doctor(args: argparse.Namespace, settings: Settings) -> int:
    from tutor import doctor

    checks = doctor.checks(settings)
    print(doctor.render(checks))
    return 0 if all(check.ok is not False for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
