import { once } from '../acts/once.js';
import { momentAt, type Moment } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Instant } from '../domain/plan.js';
import { type Course } from '../schedule/runner.js';
import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';

/** One line of the script: when, and what somebody then does through the real acts. */
export interface Step {
  on: string;
  time: string;
  /** `files`: the folder of evidence. */
  does(stores: Stores, moment: Moment, files: string): Promise<void>;
}

/** The row that says up to when the script is played: what comes later is left to whoever tries the demonstration. */
const MARK = 'course';

/** Marks a new demonstration as one whose script is played up to an instant. */
export async function markCourse(stores: Stores, until: Instant): Promise<void> {
  if (await stores.formKeys.take(MARK, until)) await stores.formKeys.answer(MARK, until);
}

/** The script of a demonstration as the runner plays it: each line once, even if the program is killed on the way. */
export class DemoCourse implements Course {
  private readonly steps: readonly { at: Instant; key: string; step: Step }[];
  private readonly done = new Set<string>();
  private until: Instant | null | undefined;

  constructor(
    private readonly storage: Storage,
    steps: readonly Step[],
    private readonly files: string,
  ) {
    this.steps = steps
      .map((step, i) => ({ at: momentAt(step.on, step.time).at, key: `${MARK}:${i}`, step }))
      .sort((a, b) => a.at.localeCompare(b.at));
  }

  instants(after: Instant, upTo: Instant): Instant[] {
    const all = this.steps.map(({ at }) => at).filter((at) => at > after && at < upTo);
    return [...new Set(all)];
  }

  async play(moment: Moment): Promise<void> {
    this.until ??= await this.storage.read((stores) => stores.formKeys.answerOf(MARK));
    const until = this.until;
    if (until === null) return;
    for (const { at, key, step } of this.steps) {
      if (at > moment.at || at > until || this.done.has(key)) continue;
      if ((await this.storage.read((stores) => stores.formKeys.answerOf(key))) === null)
        await this.perform(step, key, at);
      this.done.add(key);
    }
  }

  private async perform(step: Step, key: string, at: Instant): Promise<void> {
    try {
      await this.storage.write((stores) =>
        once(stores, key, at, async () => {
          await step.does(stores, momentAt(step.on, step.time), this.files);
          return 'done';
        }),
      );
    } catch (error) {
      // Somebody has meanwhile done otherwise: the demonstration goes on without this line.
      if (!(error instanceof RuleBroken)) throw error;
      console.warn(`示例过程略过一步（${step.on} ${step.time}）：${error.message}`);
    }
  }
}
