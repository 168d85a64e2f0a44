/** Which kps is started: the one that was set, else the workspace's own, else the one on PATH. */

import * as path from "node:path";

export interface Surroundings {
  /** What `kps.command` holds; empty where nothing is set. */
  readonly setting: string;
  /** The folders of the workspace, in their order. */
  readonly folders: readonly string[];
  /** Whether the user trusts the workspace: a program that lies in one that is not trusted is never started. */
  readonly trusted: boolean;
  readonly searchPath: string;
  readonly home: string;
  readonly windows: boolean;
  /** Whether a file is there that can be started. */
  readonly isProgram: (file: string) => boolean;
}

export type Found =
  | { readonly kind: "found"; readonly file: string }
  /** What was set is not there: no other is started in its place. */
  | { readonly kind: "not there"; readonly file: string }
  /** There is one in the workspace, which the user does not trust. */
  | { readonly kind: "not trusted" }
  | { readonly kind: "none" };

/** The program to start, by its whole path. */
export function findCommand(around: Surroundings): Found {
  const { posix, win32 } = path;
  const paths = around.windows ? win32 : posix;
  const name = around.windows ? "kps.exe" : "kps";
  if (around.setting.trim()) {
    return asSet(around, paths, around.setting.trim());
  }
  const own = around.windows ? [".venv", "Scripts", name] : [".venv", "bin", name];
  const inside = around.folders.map((folder) => paths.join(folder, ...own));
  const candidates = [...(around.trusted ? inside : []), ...onPath(around, paths, name)];
  const file = candidates.find(around.isProgram);
  if (file) {
    return { kind: "found", file };
  }
  return { kind: inside.some(around.isProgram) ? "not trusted" : "none" };
}

/** A path, from the home folder or the first of the workspace; or a name, which is looked for on PATH. */
function asSet(around: Surroundings, paths: path.PlatformPath, setting: string): Found {
  const named = setting.startsWith("~/") ? paths.join(around.home, setting.slice(2)) : setting;
  const folder = around.folders[0];
  const isName = !/[\\/]/.test(named);
  const candidates = isName
    ? onPath(around, paths, around.windows && !/\.\w+$/.test(named) ? `${named}.exe` : named)
    : [paths.isAbsolute(named) || folder === undefined ? named : paths.join(folder, named)];
  const file = candidates.find(around.isProgram);
  return file ? { kind: "found", file } : { kind: "not there", file: setting };
}

/** Where PATH may have it. Its relative entries would lead into whatever folder is open, and are passed over. */
function onPath(around: Surroundings, paths: path.PlatformPath, name: string): string[] {
  const entries = around.searchPath.split(paths.delimiter).map((entry) => entry.replace(/^"(.*)"$/, "$1"));
  return entries.filter((entry) => paths.isAbsolute(entry)).map((entry) => paths.join(entry, name));
}

/** The commands that make a kps that is found hereafter: a virtual environment in the workspace, and kps in it. */
export function installCommands(windows: boolean): readonly [string, string] {
  return windows
    ? ["py -m venv .venv", '.venv\\Scripts\\python -m pip install "politisamarbeid[lsp]"']
    : ["python3 -m venv .venv", '.venv/bin/python -m pip install "politisamarbeid[lsp]"'];
}
