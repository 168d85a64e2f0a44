"""The one who works: answers requests in their order, and in between tells the editor what is found.

At once, when a text has come or changed, what is found in that file; and a while after the last change, what is found
in the whole register, in steps between which requests are answered and at which a new change puts an end to it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from kps.language import msg
from kps.lsp import diagnostics, refusals
from kps.lsp.addresses import paths_of
from kps.lsp.changes import QUIET, Changes
from kps.lsp.client import CONFIGURATION, PROGRESS, WATCHING
from kps.lsp.conversation import Conversation, Incoming
from kps.lsp.live_register import LiveRegister
from kps.lsp.log import Log
from kps.lsp.parameters import mapping, minded
from kps.lsp.refusals import CRASHED, Refused
from kps.lsp.session import Place, Session
from kps.register.tree import register_above

_WATCHED = ("**/*.{yaml,yml,md}", "**/dokumenter/*")


class _Overtaken(Exception):  # noqa: N818  # it says what became of the work
    """A change has come while the whole register was judged."""


class Worker:
    """Works for one conversation until that ends."""

    def __init__(self, session: Session, conversation: Conversation, log: Log) -> None:
        self._session = session
        session.ask = lambda method, params: conversation.ask(method, params, lambda _: None)
        self._conversation = conversation
        self._log = log
        self._told = diagnostics.Told()
        self._changes = Changes(session)
        self._unread: list[Path] | None = []
        """The registers that are to be read yet; None where they are to be looked for first."""
        self._complained: set[str] = set()

    # --- what to do next ---------------------------------------------------------------------------------------

    def work(self) -> None:
        """Work until the conversation ends."""
        while not self._conversation.has_ended():
            incoming = self._conversation.next(self._patience())
            if incoming:
                self._handle(incoming)
            elif self._conversation.is_quiet():
                self._guarded(self._in_between)

    def _patience(self) -> float | None:
        """How long to wait for a message before there is something else to do; None where there is nothing."""
        if self._unread != [] or self._changes.are_waiting:
            return 0
        due = self._changes.due
        return max(0, min(due.values()) - monotonic()) if due else None

    def _in_between(self) -> None:
        changes = self._changes
        if changes.are_waiting:
            self._next_change()
            return
        due = [root for root, when in changes.due.items() if when <= monotonic()]
        if due:
            self._second_pass(due[0])
        elif self._unread is None:
            self._unread = []
            self._unread += self._session.unread()
        elif self._unread:
            self._read(self._unread.pop(0))

    def _next_change(self) -> None:
        """Take in what has changed, and tell what is found in the first file that was typed in."""
        changes = self._changes
        changes.take_in()
        while changes.gone:
            self._clear(changes.gone.pop())
        if changes.dirty:
            self._first_pass(next(iter(changes.dirty)))

    # --- messages ----------------------------------------------------------------------------------------------

    def _handle(self, incoming: Incoming) -> None:
        if incoming.then:
            then, result = incoming.then, incoming.params
            self._guarded(lambda: then(result))
        elif incoming.is_request:
            self._answer(incoming)
        elif known := self._notifications.get(incoming.method):
            self._guarded(lambda: known(incoming.params))

    def _answer(self, incoming: Incoming) -> None:
        try:
            result = self._result(incoming.method, incoming.params)
        except Refused as refused:
            self._conversation.refuse(incoming.id, refused.code, refused.message)
        except Exception as error:  # one request that crashes must not take the others with it
            self._log.crash(incoming.method, error)
            self._conversation.refuse(incoming.id, refusals.INTERNAL_ERROR, CRASHED)
            self._complain(error)
        else:
            self._conversation.answer(incoming.id, result)

    def _result(self, method: str, params: Any) -> Any:
        if method == "shutdown":
            return None
        # Imported here: what begins the server need not wait for all that may be asked of it.
        from kps.lsp.features import REQUESTS

        known = REQUESTS.get(method)
        if known is None:
            raise Refused(refusals.METHOD_NOT_FOUND, msg("{method} is nothing that kps answers", method=method))
        self._changes.take_in()
        return known(self._session, minded(method, params))

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Refused as refused:
            self._log.note(str(refused))
        except Exception as error:  # the server lives on
            self._log.crash("", error)
            self._complain(error)

    def _complain(self, error: Exception) -> None:
        """Tell the user of a fault of kps's own, once for each."""
        fault = self._log.fault(error)
        if fault not in self._complained:
            self._complained.add(fault)
            text = CRASHED.sentence(self._session.language())
            self._conversation.notify("window/showMessage", {"type": 1, "message": text})

    @property
    def _notifications(self) -> dict[str, Callable[[Any], None]]:
        return {
            "initialized": self._initialized,
            "textDocument/didOpen": self._changes.opened,
            "textDocument/didChange": self._changes.changed,
            "textDocument/didClose": self._changes.closed,
            "textDocument/didSave": self._changes.saved,
            "workspace/didChangeWatchedFiles": self._changes.on_disk,
            "workspace/didChangeConfiguration": self._configured,
            "workspace/didChangeWorkspaceFolders": self._other_folders,
        }

    # --- the beginning -----------------------------------------------------------------------------------------

    def _initialized(self, params: Any) -> None:
        if WATCHING in self._session.client.can:
            watchers = [{"globPattern": pattern} for pattern in _WATCHED]
            registration = {
                "id": "kps-files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": {"watchers": watchers},
            }
            self._conversation.ask("client/registerCapability", {"registrations": [registration]}, lambda _: None)
        self._ask_for_settings()
        self._unread = None

    def _ask_for_settings(self) -> None:
        if CONFIGURATION in self._session.client.can:
            asked = {"items": [{"section": "kps"}]}
            self._conversation.ask(
                "workspace/configuration", asked, lambda given: self._set(given[0] if given else None)
            )

    def _configured(self, params: Any) -> None:
        if CONFIGURATION in self._session.client.can:
            self._ask_for_settings()
        else:
            self._set(mapping(mapping(params).get("settings")).get("kps"))

    def _set(self, given: object) -> None:
        settings = self._session.settings.with_(given)
        if settings != self._session.settings:
            self._session.settings = settings
            self._told.forget()
            self._session.found.clear()
            self._changes.due.update(dict.fromkeys(self._session.registers, monotonic()))

    def _other_folders(self, params: Any) -> None:
        event = mapping(mapping(params).get("event"))
        gone = set(paths_of(mapping(one).get("uri") for one in event.get("removed", ())))
        come = paths_of(mapping(one).get("uri") for one in event.get("added", ()))
        self._session.folders = tuple(
            dict.fromkeys((*(one for one in self._session.folders if one not in gone), *come))
        )
        self._unread = None

    # --- what is told ------------------------------------------------------------------------------------------

    def _first_pass(self, place: Place) -> None:
        del self._changes.dirty[place]
        found = diagnostics.in_file(self._session, place)
        if found is not None:
            self._session.found[place] = found
            self._tell(place, found, always=place.path in self._session.texts)

    def _second_pass(self, root: Path) -> None:
        live = self._session.registers.get(root)
        if live is None:
            del self._changes.due[root]
            return
        if self._changes.look(root):
            return
        try:
            self._tell_all(live)
        except _Overtaken:
            self._changes.due[root] = monotonic() + QUIET
        else:
            del self._changes.due[root]

    def _clear(self, root: Path) -> None:
        """Nothing is told any more of a register that is none."""
        for path in self._told.files(root):
            self._publish(path, [], None)

    def _tell_all(self, live: LiveRegister) -> None:
        found = diagnostics.in_register(self._session, live, self._give_way)
        before = (path for path in self._told.files(live.root) if register_above(path.parent) == live.root)
        files = {*found, *(path.relative_to(live.root).as_posix() for path in before)}
        files |= {file for file in live.texts if file in live.pieces.by_file}
        for file in sorted(files):
            self._give_way()
            self._tell(Place(live.root, file), found.get(file, ()))

    def _give_way(self) -> None:
        """Answer what is asked meanwhile; stop where a change has come, or the end."""
        while not self._conversation.is_quiet():
            if not self._conversation.next_is_request():
                raise _Overtaken
            if incoming := self._conversation.next(0):
                self._handle(incoming)

    def _tell(self, place: Place, found: tuple[Any, ...], *, always: bool = False) -> None:
        """Tell what is found in a file, unless that is what was told last."""
        piece = self._session.register_of(place).pieces.by_file.get(place.file)
        text = self._session.texts.get(place.path)
        basis = (found, piece.digest if piece else b"", text is not None)
        if always or not self._told.knows(place.path, basis):
            self._publish(place.path, diagnostics.shown(self._session, place, found), basis, always=always)

    def _publish(self, path: Path, shown: list[diagnostics.Diagnostic], basis: object, *, always: bool = False) -> None:
        is_other = self._told.note(path, shown, basis)
        if is_other or always:
            text = self._session.texts.get(path)
            version = {"version": text.version} if text and text.version is not None else {}
            uri = text.uri if text else self._session.address(Place(path.parent, path.name))
            self._conversation.notify("textDocument/publishDiagnostics", {"uri": uri, **version, "diagnostics": shown})

    # --- reading registers in the background -------------------------------------------------------------------

    def _read(self, root: Path) -> None:
        if root in self._session.registers:
            return
        token = f"kps-reading-{root.name}"
        if PROGRESS in self._session.client.can:
            self._conversation.ask("window/workDoneProgress/create", {"token": token}, lambda _: None)
        title = msg("reading {folder}", folder=root.name).sentence(self._session.language())
        self._progress(token, {"kind": "begin", "title": title})
        self._changes.missed.pop(root, None)
        live = LiveRegister.opened(root, self._session.texts_in(root), self._meanwhile)
        self._progress(token, {"kind": "end"})
        if root not in self._session.registers:  # it may have been asked for meanwhile
            changed = self._changes.missed.pop(root, ())
            self._session.registers[root] = live.from_disk(changed) if changed else live
            self._changes.read(root)

    def _meanwhile(self) -> None:
        """Answer what is asked, and tell of what is typed, while a register is read that nobody has opened."""
        while incoming := self._conversation.next(0):
            self._handle(incoming)
        while self._changes.are_waiting:
            self._next_change()

    def _progress(self, token: str, value: dict[str, str]) -> None:
        if PROGRESS in self._session.client.can:
            self._conversation.notify("$/progress", {"token": token, "value": value})
