/** Where the next line begins in YAML, which VS Code leaves to the writer: one step in after a key without a value, and
 * below the first key of an item in a list, not below its dash. */

import * as vscode from "vscode";

const { Indent } = vscode.IndentAction;
const KEY = /[^\s#{["'-][^:]*:/.source;
const NO_VALUE = /\s*(?:[|>][-+]?\s*)?$/.source;

export const ON_ENTER: vscode.OnEnterRule[] = [
  { beforeText: RegExp(`^\\s*-\\s+${KEY}${NO_VALUE}`), action: { indentAction: Indent, appendText: "  " } },
  { beforeText: RegExp(`^\\s*-\\s+${KEY}\\s+\\S`), action: { indentAction: Indent } },
  { beforeText: RegExp(`^\\s*${KEY}${NO_VALUE}`), action: { indentAction: Indent } },
];
