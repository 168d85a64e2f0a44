/** The item in the status bar: that kps runs, what it reads, or that it has stopped. */

import * as vscode from "vscode";
import type { Words } from "./words";

export class Status implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;

  constructor(private readonly words: () => Words) {
    this.item = vscode.window.createStatusBarItem("kps", vscode.StatusBarAlignment.Left);
    this.item.name = "kps";
  }

  running(): void {
    this.show("kps", this.words().runs, "kps.showLog");
  }

  starting(): void {
    this.show("$(sync~spin) kps", this.words().runs, "kps.showLog");
  }

  /** What kps is busy with, as it says itself. */
  busy(what: string): void {
    this.show(`$(sync~spin) kps: ${what}`, this.words().runs, "kps.showLog");
  }

  stopped(): void {
    this.show(`$(warning) kps: ${this.words().stopped}`, this.words().startAgain, "kps.restart");
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, tooltip: string, command: string): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.command = command;
    this.item.show();
  }
}
