/** The rules' pages, as documents of the editor's: the server tells them, in the reader's language. */

import * as vscode from "vscode";
import { ExecuteCommandRequest, type LanguageClient } from "vscode-languageclient/node";

const SCHEME = "kps";

/** The address of a rule's page. */
export function pageOf(code: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${code}.md` });
}

export function showPage(code: string): Thenable<unknown> {
  return vscode.commands.executeCommand("markdown.showPreview", pageOf(code));
}

export function providePages(server: () => LanguageClient | undefined): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: (uri) => {
      const code = uri.path.replace(/^\/|\.md$/g, "");
      return server()?.sendRequest(ExecuteCommandRequest.type, { command: "kps.explain", arguments: [code] });
    },
  });
}
