"""A YAML language server as an editor talks to it: JSON-RPC over standard input and output."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

PATIENCE = 60
NAME = "yaml-language-server"
MISSING = f"needs `{NAME}` (npm install --global {NAME})"
CONFIGURATION: dict[str, Any] = {
    "yaml": {
        "validate": True,
        "completion": True,
        "hover": True,
        "schemaStore": {"enable": False},
    }
}


class YamlServer:
    """One server with one folder; every answer is waited for, no longer than `PATIENCE`."""

    def __init__(self, folder: Path) -> None:
        """Start the server and shake hands with it."""
        program = shutil.which(NAME)
        assert program is not None, MISSING
        self.folder = folder
        self.process = subprocess.Popen(
            [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.number = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "completion": {"completionItem": {"documentationFormat": ["plaintext"]}}
                    },
                },
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": CONFIGURATION})

    def open(self, name: str, text: str) -> str:
        """Open a file in the editor, and return its address."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return path.as_uri()

    def problems(self, uri: str) -> list[dict[str, Any]]:
        """Return what the server says of a file, once it has said it."""
        while uri not in self.diagnostics:
            self._take(self.heard.get(timeout=PATIENCE))
        return self.diagnostics[uri]

    def offered(self, uri: str, line: int, column: int) -> dict[str, str]:
        """Return what is offered at a place that counts from 0, each with its description."""
        position = {"line": line, "character": column}
        asked = {"textDocument": {"uri": uri}, "position": position}
        found = self.ask("textDocument/completion", asked)
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: _text(item.get("documentation")) for item in items}

    def shown(self, uri: str, line: int, column: int) -> str:
        """Return what the editor shows when the pointer rests at a place."""
        position = {"line": line, "character": column}
        found = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
        return "" if found is None else _text(found["contents"])

    def ask(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 - any answer
        """Return the answer to a request; what is said in between is taken note of."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        wanted = self.number
        while True:
            message = self.heard.get(timeout=PATIENCE)
            if message.get("id") == wanted and "method" not in message:
                assert "error" not in message, message
                return message.get("result")
            self._take(message)

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Say what needs no answer."""
        self._send({"method": method, "params": params})

    def close(self) -> None:
        """End the server."""
        self.ask("shutdown", {})
        self.tell("exit", {})
        self.process.wait(PATIENCE)

    def _take(self, message: dict[str, Any]) -> None:
        match message:
            case {"method": "textDocument/publishDiagnostics", "params": params}:
                self.diagnostics[params["uri"]] = params["diagnostics"]
            case {"method": "workspace/configuration", "id": number, "params": params}:
                told = [CONFIGURATION.get(item.get("section", ""), {}) for item in params["items"]]
                self._send({"id": number, "result": told})
            case {"method": _, "id": number}:
                self._send({"id": number, "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        size = 0
        while line := stream.readline():
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
            elif not line.strip() and size:
                self.heard.put(json.loads(stream.read(size)))
                size = 0


def _text(told: Any) -> str:  # noqa: ANN401 - text, or text with its kind
    return told if isinstance(told, str) else (told or {}).get("value", "")
