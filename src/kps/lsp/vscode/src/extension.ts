/** kps in VS Code: the server that stands in `kps lsp`, and a way in for those who have not used it before. */

import * as vscode from "vscode";
import { ON_ENTER } from "./indentation";
import { providePages } from "./pages";
import { Server, whichKps } from "./server";
import { Status } from "./status";
import { runInTerminal } from "./terminal";
import { type Words, wordsIn } from "./words";

const REGISTER = "**/kps.yaml";
const MEETINGS = "**/moter/*.{yaml,yml}";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  let register = await registerText();
  const words = (): Words => wordsIn(vscode.workspace.getConfiguration("kps").get<string>("language", ""), register);
  const status = new Status(words);
  let record: string | undefined;
  const started = new Server(status, words, () => record);
  server = started;
  const note = (editor: vscode.TextEditor | undefined): void => {
    if (editor?.document.languageId === "yaml") {
      record = editor.document.uri.toString();
    }
    noteMeeting(editor?.document);
  };
  const charters = vscode.workspace.createFileSystemWatcher(REGISTER);
  const renew = async (): Promise<void> => {
    register = await registerText();
    await setContext("register", register !== "");
    if (register && !started.isRunning) {
      await started.restart();
    }
  };
  context.subscriptions.push(
    status,
    started,
    charters,
    charters.onDidCreate(renew),
    vscode.commands.registerCommand("kps.restart", () => started.restart()),
    vscode.commands.registerCommand("kps.showLog", () => started.showLog()),
    vscode.commands.registerCommand("kps.newRegister", () => newRegister(started)),
    vscode.commands.registerCommand("kps.openMeeting", () => openMeeting(words())),
    providePages(() => started.running),
    vscode.languages.setLanguageConfiguration("yaml", { onEnterRules: ON_ENTER }),
    vscode.window.onDidChangeActiveTextEditor(note),
    vscode.workspace.onDidGrantWorkspaceTrust(() => started.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("kps.command")) {
        void started.restart();
      }
    }),
  );
  note(vscode.window.activeTextEditor);
  await renew();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

/** The text of the workspace's first kps.yaml; empty where it has none. */
async function registerText(): Promise<string> {
  const [file] = await vscode.workspace.findFiles(REGISTER, undefined, 1);
  return file ? new TextDecoder().decode(await vscode.workspace.fs.readFile(file)) : "";
}

function setContext(name: string, value: boolean): Thenable<void> {
  return vscode.commands.executeCommand("setContext", `kps.${name}`, value);
}

/** Whether a meeting is shown: the walkthrough's second step is done when one comes to be. */
function noteMeeting(document: vscode.TextDocument | undefined): void {
  void setContext("meetingShown", document !== undefined && vscode.languages.match({ pattern: MEETINGS }, document) > 0);
}

async function newRegister(started: Server): Promise<void> {
  const found = whichKps();
  if (found.kind === "found") {
    runInTerminal(found.file, "kps init --editor vscode");
  } else {
    await started.restart();
  }
}

async function openMeeting(words: Words): Promise<void> {
  const files = await vscode.workspace.findFiles(MEETINGS);
  const items = files
    .map((file) => ({ label: file.path.split("/").pop() ?? "", description: file.path.split("/").at(-3) ?? "", file }))
    .sort((one, other) => other.label.localeCompare(one.label));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(words.noMeeting);
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, { title: words.whichMeeting, matchOnDescription: true });
  if (chosen) {
    await vscode.window.showTextDocument(chosen.file, { preview: false });
  }
}
