import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { answerInstruction, decideInstruction } from '../acts/instruct.js';
import { once } from '../acts/once.js';
import { Clock } from '../clock.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formToken, oneOf, version, words, wordsNeeded } from '../web/text-input.js';
import { instructionView } from './instruction.views.js';
import { type Refused } from './instructions.forms.js';
import { readInstruction } from './instructions.service.js';

const ANSWER = z.object({ version, token: formToken, answer: wordsNeeded(1000, '请写明办理情况') });
const DECISION = z.object({
  ...{ version, token: formToken, reason: words(500) },
  act: oneOf(['finish', 'continue'], '请选择办结或继续办理'),
});

/** One 批示: its unit says what was done, the office finds it carried out or asks to go on. */
@Controller('/instructions/:id')
export class InstructionController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Who('see-own')
  @Kept()
  async one(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('批示')) id: number) {
    return this.page(visit, me, id, null);
  }

  @Post('answer')
  @Who('act-for-unit')
  async answer(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('批示')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      ANSWER,
      typed,
      ({ token, ...form }) =>
        this.act(token, id, 'answered', (stores, occasion) =>
          answerInstruction(stores, { instructionId: id, person: me, ...form }, { ...occasion, actor: me.name }),
        ),
      (faults) => this.page(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  @Post('decision')
  @Who('work')
  async decide(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('批示')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      DECISION,
      typed,
      ({ token, ...form }) =>
        this.act(token, id, form.act, (stores, occasion) =>
          decideInstruction(stores, { instructionId: id, ...form }, { ...occasion, actor: me.name }),
        ),
      (faults) => this.page(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  private act(
    token: string | null,
    id: number,
    act: string,
    work: (stores: Stores, now: { at: string; today: string }) => Promise<unknown>,
  ): Promise<string> {
    const now = this.clock.now();
    return this.storage.write((stores) =>
      once(stores, token, now.at, async () => {
        await work(stores, now);
        return withQuery(paths.instruction(id), { said: `instruction-${act}` });
      }),
    );
  }

  private page(visit: Visit, me: Person, id: number, refused: Refused | null): Promise<string> {
    return this.storage.read(async (stores) => {
      const facts = await readInstruction(stores, this.clock.now(), id, me);
      const at = { title: '批示', place: 'instructions', form: true } as const;
      return this.pages.render(
        'pages/instructions/instruction',
        visit,
        facts.world,
        at,
        instructionView(facts, me, refused),
      );
    });
  }
}
