/** The server's commands as VS Code's: asked for what was not given, and their answers shown. */

import * as vscode from "vscode";
import { ErrorCodes, ExecuteCommandRequest, type LanguageClient, ResponseError } from "vscode-languageclient/node";
import { showPage } from "./pages";
import type { Words } from "./words";

interface Action {
  readonly id: string;
  /** Where it stands: ends with its path in the register. */
  readonly file: string;
  readonly what: string;
  readonly deadline: string | null;
  readonly responsible: readonly string[];
}

export interface Asking {
  readonly server: LanguageClient;
  readonly words: Words;
  /** The address of the record that was looked at last; a command without one is about that. */
  readonly record: string | undefined;
}

/** Carry one of the server's commands out; what goes wrong is told in the server's own words. */
export async function carryOut(asking: Asking, command: string, args: readonly unknown[]): Promise<unknown> {
  try {
    return await act(asking, command, args);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

async function act({ server, words, record }: Asking, command: string, args: readonly unknown[]): Promise<unknown> {
  if (command === "kps.explain") {
    const code = typeof args[0] === "string" ? args[0] : await askedCode(words);
    return code && showPage(code);
  }
  const about = typeof args[0] === "string" ? args : record ? [record] : [];
  if (about.length === 0) {
    throw new Error(words.noRegister);
  }
  if (command === "kps.newMeeting") {
    return newMeeting(server, about, words);
  }
  const result: unknown = await asked(server, command, about);
  if (command === "kps.actions") {
    await showActions(String(about[0]), (result as { actions: Action[] }).actions, words);
  }
  return result;
}

function asked(server: LanguageClient, command: string, args: readonly unknown[]): Promise<unknown> {
  return server.sendRequest(ExecuteCommandRequest.type, { command, arguments: [...args] });
}

/** The council's next meeting: on the day that the last minutes name, else on the one that the user says. */
async function newMeeting(server: LanguageClient, about: readonly unknown[], words: Words): Promise<unknown> {
  try {
    return await asked(server, "kps.newMeeting", about);
  } catch (error) {
    const lacksDay = error instanceof ResponseError && error.code === ErrorCodes.InvalidParams && about.length === 1;
    if (!lacksDay) {
      throw error;
    }
  }
  const day = await vscode.window.showInputBox({
    prompt: words.dayOfMeeting,
    validateInput: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? undefined : words.asDay),
  });
  return day && asked(server, "kps.newMeeting", [about[0], day]);
}

/** The rule's code that the cursor stands on, or the one that the user says. */
async function askedCode(words: Words): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const here = editor
    ? vscode.languages
        .getDiagnostics(editor.document.uri)
        .find((one) => one.source === "kps" && one.range.contains(editor.selection.active))
    : undefined;
  const code = typeof here?.code === "object" ? String(here.code.value) : "";
  const said = await vscode.window.showInputBox({ prompt: words.whichRule, value: code });
  return said?.trim().toUpperCase();
}

async function showActions(about: string, actions: readonly Action[], words: Words): Promise<void> {
  if (actions.length === 0) {
    void vscode.window.showInformationMessage(words.noActions);
    return;
  }
  const items = actions.map((action) => ({
    label: action.what,
    description: action.deadline ? words.due(action.deadline) : words.noDeadline,
    detail: [action.id, ...action.responsible].join(" · "),
    action,
  }));
  const title = words.actionsOf(items.length);
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true });
  if (chosen) {
    await goTo(chosen.action, about);
  }
}

/** Show where the action stands, in a file of the same register as the one that was asked about. */
async function goTo(action: Action, about: string): Promise<void> {
  const uri = vscode.Uri.parse(about);
  const record = /politirad\/.*$/.exec(action.file)?.[0];
  const root = uri.path.slice(0, uri.path.lastIndexOf("/politirad/") + 1);
  if (!record || !root) {
    return;
  }
  const editor = await vscode.window.showTextDocument(uri.with({ path: root + record }));
  const at = editor.document.getText().indexOf(action.what);
  if (at >= 0) {
    const place = editor.document.positionAt(at);
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenter);
  }
}
