/** Commands in a terminal of the editor's. */

import * as path from "node:path";
import * as vscode from "vscode";

/** Open a terminal with the commands typed in; the last is left for the user to run. */
export function inTerminal(commands: readonly string[]): void {
  const terminal = vscode.window.createTerminal({ name: "kps" });
  terminal.show();
  commands.forEach((command, index) => terminal.sendText(command, index < commands.length - 1));
}

/** Run kps in a terminal, where it may ask the user something. */
export function runInTerminal(kps: string, command: string): void {
  const search = [path.dirname(kps), process.env["PATH"]].filter(Boolean).join(path.delimiter);
  const terminal = vscode.window.createTerminal({ name: "kps", env: { PATH: search } });
  terminal.show();
  terminal.sendText(command);
}
