/** Between the server and VS Code: what a secretary is to see of the server's answers, in the editor's own way. */

import * as vscode from "vscode";
import type { CreateFile, LanguageClient, Middleware } from "vscode-languageclient/node";
import { carryOut } from "./commands";
import { pageOf } from "./pages";
import type { Words } from "./words";

export interface Around {
  readonly server: () => LanguageClient | undefined;
  readonly words: () => Words;
  /** The address of the record that was looked at last. */
  readonly record: () => string | undefined;
  /** Tell what the server is busy with; undefined when it is no more. */
  readonly busy: (what: string | undefined) => void;
}

export function middleware({ server, words, record, busy }: Around): Middleware {
  return {
    executeCommand: (command, args) => {
      const running = server();
      return running && carryOut({ server: running, words: words(), record: record() }, command, args);
    },
    handleDiagnostics: (uri, diagnostics, next) => next(uri, diagnostics.map(withPage)),
    handleWorkDoneProgress: (token, params, next) => {
      busy(params.kind === "begin" ? params.title : params.kind === "report" ? params.message : undefined);
      if (params.kind === "end") {
        next(token, params);
      }
    },
    window: {
      // A paper is shown as it will be read.
      showDocument: async (params, token, next) => {
        if (!params.external && params.uri.endsWith(".md")) {
          await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.parse(params.uri));
          return { success: true };
        }
        return next(params, token);
      },
    },
    workspace: {
      // VS Code makes the file empty and keeps the text unsaved in the dark: it is saved, and shown.
      handleApplyEdit: async (params, next) => {
        const result = await next(params, new vscode.CancellationTokenSource().token);
        if ("applied" in result && result.applied) {
          const changes = params.edit.documentChanges ?? [];
          for (const { uri } of changes.filter((one): one is CreateFile => "kind" in one && one.kind === "create")) {
            const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
            await document.save();
            await vscode.window.showTextDocument(document, { preview: false });
          }
        }
        return result;
      },
    },
  };
}

/** A finding whose code leads to its rule's page. */
function withPage(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  if (typeof diagnostic.code === "string") {
    diagnostic.code = { value: diagnostic.code, target: pageOf(diagnostic.code) };
  }
  return diagnostic;
}
