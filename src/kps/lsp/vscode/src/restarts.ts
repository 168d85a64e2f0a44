/** How often a server that ends by itself is started anew. */

const MOST = 5;
const WITHIN_MS = 3 * 60 * 1000;

/** What kps ends with where the library that it serves editors with is not installed. */
export const NOT_INSTALLED = 2;

export class Restarts {
  private times: number[] = [];

  /** Whether to start it again, now that it has ended with this status: five times in three minutes at most. */
  mayStartAgain(now: number, status: number | null): boolean {
    if (status === NOT_INSTALLED) {
      return false;
    }
    this.times = [...this.times.filter((time) => now - time < WITHIN_MS), now];
    return this.times.length <= MOST;
  }

  /** The user starts it: what was before does not count. */
  forget(): void {
    this.times = [];
  }
}
