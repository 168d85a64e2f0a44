"""The conversation with the editor: what came and waits, what is answered, and the life from beginning to end.

``receive`` is called by the one who reads, all else by the one who works.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Condition, Lock
from typing import Any

from kps.language import Language, Message, msg
from kps.lsp import refusals

Id = int | str | None
Write = Callable[[Mapping[str, Any]], None]
Then = Callable[[Any], None]

CHANGE = "textDocument/didChange"
_CANCEL = "$/cancelRequest"
_ANSWER = "answer"
"""What a client's answer to a request of ours stands in the queue as."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message that waits: a request where it has an id, else a notification, or an answer to a request of ours."""

    method: str
    params: Any
    id: Id = None
    is_request: bool = False
    then: Then | None = None

    @property
    def uri(self) -> object:
        """The address of the text it is about; None where it is about none."""
        document = self.params.get("textDocument") if isinstance(self.params, Mapping) else None
        return document.get("uri") if isinstance(document, Mapping) else None


class Conversation:
    """One conversation; ``write`` sends a message, ``language`` tells which to speak where no register is meant."""

    def __init__(self, write: Write, language: Callable[[], Language]) -> None:
        self._write = write
        self.language = language
        self._sending = Lock()
        self._waiting: deque[Incoming] = deque()
        self._come = Condition()
        self._cancelled: set[Id] = set()
        self._asked: dict[Id, Then] = {}
        self._begun = self._shut = self._ended = False

    # --- what comes --------------------------------------------------------------------------------------------

    @property
    def status(self) -> int:
        """What the process ends with: 0 where it was told to shut down first."""
        return 0 if self._shut else 1

    def receive(self, message: object) -> bool:
        """Take a message in; whether more are waited for."""
        if not isinstance(message, Mapping):
            self.refuse(None, refusals.INVALID_REQUEST, msg("a message must be an object with a method"))
            return True
        method, id = message.get("method"), message.get("id")
        if not isinstance(method, str):
            self._answered(message)
        elif method == "exit":
            return False
        elif "id" in message:
            self._take_request(method, id, message.get("params"))
        elif method == _CANCEL:
            self._cancel(message.get("params"))
        elif self._begun and not self._shut:
            self._enqueue(Incoming(method, message.get("params")))
        return True

    def unreadable(self) -> None:
        """Answer what was no JSON."""
        self.refuse(None, refusals.PARSE_ERROR, msg("the message is no JSON"))

    def end(self) -> None:
        """Nothing more comes."""
        with self._come:
            self._ended = True
            self._come.notify_all()

    def _take_request(self, method: str, id: Id, params: Any) -> None:
        if not isinstance(id, int | str):
            self.refuse(None, refusals.INVALID_REQUEST, msg("a request's id must be a number or a text"))
        elif self._shut or (self._begun and method == "initialize"):
            self.refuse(id, refusals.INVALID_REQUEST, msg("kps has been told to shut down, or has begun already"))
        elif not self._begun and method != "initialize":
            self.refuse(id, refusals.NOT_INITIALIZED, msg("the first request must be initialize"))
        else:
            self._begun = True
            self._shut = method == "shutdown"
            self._enqueue(Incoming(method, params, id, is_request=True))

    def _answered(self, message: Mapping[str, Any]) -> None:
        then = self._asked.pop(message.get("id"), None)
        if then and "error" not in message:
            self._enqueue(Incoming(_ANSWER, message.get("result"), then=then))

    def _cancel(self, params: Any) -> None:
        id = params.get("id") if isinstance(params, Mapping) else None
        with self._come:
            if any(one.is_request and one.id == id for one in self._waiting):
                self._cancelled.add(id)

    def _enqueue(self, incoming: Incoming) -> None:
        with self._come:
            self._waiting.append(incoming)
            self._come.notify_all()

    # --- what waits --------------------------------------------------------------------------------------------

    def next(self, timeout: float | None) -> Incoming | None:
        """What came first and waits; None where nothing does within so many seconds, or ever will.

        A request that was cancelled, or overtaken by a change of its text, is answered so and never begun.
        """
        with self._come:
            self._come.wait_for(lambda: self._waiting or self._ended, timeout)
            while self._waiting:
                incoming = self._waiting.popleft()
                if not self._is_dropped(incoming):
                    return incoming
        return None

    def is_quiet(self) -> bool:
        """Whether nothing waits, and more may come."""
        with self._come:
            return not self._waiting and not self._ended

    def has_ended(self) -> bool:
        """Whether nothing waits, nor will."""
        with self._come:
            return self._ended and not self._waiting

    def next_is_request(self) -> bool:
        """Whether what waits first is a request."""
        with self._come:
            return bool(self._waiting) and self._waiting[0].is_request

    def _is_dropped(self, incoming: Incoming) -> bool:
        if not incoming.is_request:
            return False
        if incoming.id in self._cancelled:
            self._cancelled.discard(incoming.id)
            self.refuse(incoming.id, refusals.REQUEST_CANCELLED, msg("the request was taken back"))
            return True
        overtaken = incoming.uri is not None and any(
            one.method == CHANGE and one.uri == incoming.uri for one in self._waiting
        )
        if overtaken:
            self.refuse(incoming.id, refusals.CONTENT_MODIFIED, msg("the text was changed meanwhile"))
        return overtaken

    # --- what is sent ------------------------------------------------------------------------------------------

    def answer(self, id: Id, result: Any) -> None:
        """Answer a request."""
        self._send({"id": id, "result": result})

    def refuse(self, id: Id, code: int, message: Message) -> None:
        """Answer a request with an error."""
        self._send({"id": id, "error": {"code": code, "message": message.sentence(self.language())}})

    def notify(self, method: str, params: Any) -> None:
        """Tell the editor something."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any, then: Then) -> None:
        """Ask the editor something; its answer comes in its turn, and none where it refuses."""
        id = f"kps-{len(self._asked)}-{method}"
        while id in self._asked:
            id += "'"
        self._asked[id] = then
        self._send({"id": id, "method": method, "params": params})

    def _send(self, message: Mapping[str, Any]) -> None:
        with self._sending:
            self._write({"jsonrpc": "2.0", **message})
