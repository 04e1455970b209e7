import { SetMetadata } from '@nestjs/common';
import { type ZodType } from 'zod';

export const DESCRIBED = 'luoshi:described';

/** What a program's manual says of a route beyond what the route itself declares. */
export interface Description {
  summary: string;
  /** The shape of a good answer; a test holds the route to it. */
  answer?: ZodType;
}

/** Says in a line what an address of the JSON interface gives; a contract test finds those without it. */
export const Described = (summary: string, answer?: ZodType) =>
  SetMetadata(DESCRIBED, { summary, answer } satisfies { summary: string; answer: ZodType | undefined });
