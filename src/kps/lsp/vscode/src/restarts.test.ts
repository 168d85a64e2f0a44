import assert from "node:assert/strict";
import { test } from "node:test";
import { NOT_INSTALLED, Restarts } from "./restarts";

const MINUTE = 60_000;

test("five times in three minutes, and not a sixth", () => {
  const restarts = new Restarts();
  const answers = [0, 1, 2, 3, 4, 5].map((count) => restarts.mayStartAgain(count * 1000, 1));
  assert.deepEqual(answers, [true, true, true, true, true, false]);
});

test("what was longer ago does not count", () => {
  const restarts = new Restarts();
  for (let count = 0; count < 20; count++) {
    assert.ok(restarts.mayStartAgain(count * MINUTE, 1));
  }
});

test("where its library is not installed it is not tried again", () => {
  assert.ok(!new Restarts().mayStartAgain(0, NOT_INSTALLED));
});

test("what was before the user started it does not count", () => {
  const restarts = new Restarts();
  [0, 1, 2, 3, 4].forEach((time) => restarts.mayStartAgain(time, null));
  restarts.forget();
  assert.ok(restarts.mayStartAgain(5, null));
});
