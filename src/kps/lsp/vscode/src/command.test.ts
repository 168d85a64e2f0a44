import assert from "node:assert/strict";
import { test } from "node:test";
import { findCommand, installCommands, type Surroundings } from "./command";

const OWN = "/home/kari/register/.venv/bin/kps";
const INSTALLED = "/usr/local/bin/kps";

function around(changed: Partial<Surroundings>, ...programs: string[]): Surroundings {
  return {
    setting: "",
    folders: ["/home/kari/register"],
    trusted: true,
    searchPath: "/usr/bin:/usr/local/bin",
    home: "/home/kari",
    windows: false,
    isProgram: (file) => programs.includes(file),
    ...changed,
  };
}

function found(changed: Partial<Surroundings>, ...programs: string[]): string | undefined {
  const one = findCommand(around(changed, ...programs));
  return one.kind === "found" ? one.file : undefined;
}

test("what is set comes before all else", () => {
  assert.equal(found({ setting: "/opt/kps" }, "/opt/kps", OWN, INSTALLED), "/opt/kps");
  assert.equal(found({ setting: "~/kps" }, "/home/kari/kps", OWN), "/home/kari/kps");
  assert.equal(found({ setting: "miljø/bin/kps" }, "/home/kari/register/miljø/bin/kps"), "/home/kari/register/miljø/bin/kps");
  assert.equal(found({ setting: "kps-ny" }, "/usr/local/bin/kps-ny", OWN), "/usr/local/bin/kps-ny");
});

test("where what is set is not there, no other is started in its place", () => {
  assert.deepEqual(findCommand(around({ setting: "/opt/kps" }, OWN)), { kind: "not there", file: "/opt/kps" });
});

test("the workspace's own comes before the one on PATH", () => {
  assert.equal(found({}, OWN, INSTALLED), OWN);
  assert.equal(found({ folders: ["/home/kari/annet", "/home/kari/register"] }, OWN), OWN);
  assert.equal(found({}, INSTALLED), INSTALLED);
});

test("a program that lies in a workspace that is not trusted is not started", () => {
  assert.equal(found({ trusted: false }, OWN, INSTALLED), INSTALLED);
  assert.deepEqual(findCommand(around({ trusted: false }, OWN)), { kind: "not trusted" });
  assert.deepEqual(findCommand(around({ trusted: false })), { kind: "none" });
});

test("what PATH says of the folder that is open is passed over", () => {
  assert.deepEqual(findCommand(around({ searchPath: ".:bin:", folders: [] }, "kps", "bin/kps", "./kps")), { kind: "none" });
});

test("on Windows it is an .exe, in Scripts", () => {
  const windows = { windows: true, folders: ["C:\\register"], searchPath: '"C:\\Program Files\\kps";C:\\Windows' };
  assert.equal(found(windows, "C:\\register\\.venv\\Scripts\\kps.exe"), "C:\\register\\.venv\\Scripts\\kps.exe");
  assert.equal(found(windows, "C:\\Program Files\\kps\\kps.exe"), "C:\\Program Files\\kps\\kps.exe");
  assert.equal(found({ ...windows, setting: "kps" }, "C:\\Windows\\kps.exe"), "C:\\Windows\\kps.exe");
});

test("the commands that install make what is found hereafter, and are nobody else's program", () => {
  for (const windows of [true, false]) {
    const commands = installCommands(windows);
    assert.match(commands[0], / -m venv \.venv$/);
    assert.match(commands[1], /^\.venv[\\/]\w+[\\/]python -m pip install "politisamarbeid\[lsp\]"$/);
  }
});
