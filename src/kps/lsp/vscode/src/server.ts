/** The one server of the window: found, started, started again, and told apart from one that cannot be. */

import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient/node";
import { type Found, findCommand, installCommands } from "./command";
import { middleware } from "./middleware";
import { NOT_INSTALLED, Restarts } from "./restarts";
import type { Status } from "./status";
import { inTerminal } from "./terminal";
import type { Words } from "./words";

const WINDOWS = process.platform === "win32";
const LAST_WORDS_MS = 1000;

/** The texts that are the server's: YAML, and the papers and plans of councils. */
const SELECTOR = [
  { scheme: "file", language: "yaml" },
  { scheme: "file", pattern: "**/politirad/**/*.md" },
];

/** The client, whose own complaints go to the log alone: what users are to know is told here, in their language. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export class Server implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel("kps", { log: true });
  private readonly restarts = new Restarts();
  private client: Client | undefined;
  /** What the server's process ended with; null where it was ended from outside. */
  private ended: Promise<number | null> = Promise.resolve(null);

  constructor(
    private readonly status: Status,
    private readonly words: () => Words,
    private readonly record: () => string | undefined,
  ) {}

  get isRunning(): boolean {
    return this.client?.state === State.Running;
  }

  /** The running server; undefined where there is none. */
  get running(): LanguageClient | undefined {
    return this.isRunning ? this.client : undefined;
  }

  showLog(): void {
    this.log.show();
  }

  /** Start the server, anew where it runs, or say why it cannot be started. */
  async restart(): Promise<void> {
    this.restarts.forget();
    await this.stop();
    const found = whichKps();
    if (found.kind !== "found") {
      this.status.stopped();
      void this.tellNotFound(found);
      return;
    }
    this.client = this.connectedTo(found.file);
    // Why it could not be started has been said where the connection was closed.
    await this.client.start().catch((error: unknown) => this.log.error(String(error)));
  }

  async stop(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (client?.needsStop()) {
      await client.stop().catch(() => undefined);
    }
    await client?.dispose().catch(() => undefined);
  }

  dispose(): void {
    void this.stop();
    this.log.dispose();
  }

  private connectedTo(file: string): Client {
    const options: LanguageClientOptions = {
      documentSelector: SELECTOR,
      synchronize: { configurationSection: "kps" },
      initializationOptions: vscode.workspace.getConfiguration("kps"),
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: async () => ({ action: await this.afterTheEnd(file), handled: true }),
      },
      middleware: middleware({
        server: () => this.running,
        words: this.words,
        record: this.record,
        busy: (what) => (what === undefined ? this.status.running() : this.status.busy(what)),
      }),
    };
    const client = new Client("kps", "kps", () => this.spawned(file), options);
    client.onDidChangeState(({ newState }) => this.show(newState));
    return client;
  }

  private show(state: State): void {
    if (state === State.Running) {
      this.status.running();
    } else if (state === State.Starting) {
      this.status.starting();
    } else {
      this.status.stopped();
    }
    void vscode.commands.executeCommand("setContext", "kps.running", state === State.Running);
  }

  private spawned(file: string): Promise<ChildProcess> {
    this.log.info(`${file} lsp`);
    const child = spawn(file, ["lsp"], { stdio: "pipe", windowsHide: true });
    this.ended = new Promise((resolve) => child.once("exit", resolve).once("error", () => resolve(null)));
    return new Promise((resolve, reject) => child.once("spawn", () => resolve(child)).once("error", reject));
  }

  private async afterTheEnd(file: string): Promise<CloseAction> {
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), LAST_WORDS_MS));
    const status = await Promise.race([this.ended, late]);
    this.log.warn(`kps lsp has ended with ${status ?? "no status"}`);
    if (this.restarts.mayStartAgain(Date.now(), status)) {
      return CloseAction.Restart;
    }
    void (status === NOT_INSTALLED ? this.tellNotForEditors(file) : this.tellEndedTooOften());
    return CloseAction.DoNotRestart;
  }

  private async tellNotFound(found: Found): Promise<void> {
    const words = this.words();
    if (found.kind === "not trusted") {
      if (await vscode.window.showErrorMessage(words.notTrusted, words.trust)) {
        await vscode.commands.executeCommand("workbench.trust.manage");
      }
      return;
    }
    const commands = installCommands(WINDOWS);
    const isSet = found.kind === "not there";
    const said = isSet ? words.notThere(found.file) : words.notFound(...commands);
    const offered = isSet ? [words.openSettings] : [words.openTerminal, words.openSettings];
    const chosen = await vscode.window.showErrorMessage(said, ...offered);
    if (chosen === words.openTerminal) {
      inTerminal(commands);
    } else if (chosen === words.openSettings) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "kps.command");
    }
  }

  private async tellNotForEditors(file: string): Promise<void> {
    const words = this.words();
    const python = file.replace(/kps(\.exe)?$/, WINDOWS ? "python.exe" : "python");
    const command = isProgram(python)
      ? `${WINDOWS ? "& " : ""}"${python}" -m pip install "politisamarbeid[lsp]"`
      : 'pip install "politisamarbeid[lsp]"';
    const chosen = await vscode.window.showErrorMessage(words.notForEditors(command), words.openTerminal);
    if (chosen) {
      inTerminal([command]);
    }
  }

  private async tellEndedTooOften(): Promise<void> {
    const words = this.words();
    const chosen = await vscode.window.showErrorMessage(words.endedTooOften, words.showLog);
    if (chosen) {
      this.showLog();
    }
  }
}

/** The kps that this window is to start. */
export function whichKps(): Found {
  return findCommand({
    setting: vscode.workspace.getConfiguration("kps").get<string>("command", ""),
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    trusted: vscode.workspace.isTrusted,
    searchPath: process.env["PATH"] ?? "",
    home: homedir(),
    windows: WINDOWS,
    isProgram,
  });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
