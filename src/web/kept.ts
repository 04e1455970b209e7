import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { firstValueFrom, type Observable, of } from 'rxjs';
import { Clock } from '../clock.js';
import { Storage } from '../storage/doors.js';
import { type Visit } from './access.js';
import { newFormToken } from './form-token.js';
import { stayIn } from './plan-switch.js';
import { Unchanged } from './unchanged.service.js';

/**
 * Hands out a finished page again while nothing changed that it shows: the data, its address, the minute on its clock, and who
 * looks. The guard has looked at the visitor before; the token of its forms is another each time.
 */
@Injectable()
export class KeptPages implements NestInterceptor<string, string> {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly unchanged: Unchanged,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<string>): Promise<Observable<string>> {
    const visit = context.switchToHttp().getRequest<Visit>();
    const { today, time } = this.clock.now();
    const stamp = await this.storage.read((stores) => stores.stamp.current());
    const token = newFormToken();
    const make = async () => {
      visit.formToken = token;
      const parts = (await firstValueFrom(next.handle())).split(token);
      return { parts, planId: visit.turnedTo ?? null };
    };
    const key = JSON.stringify([visit.originalUrl, visit.person, visit.turnedTo]);
    const { parts, planId } = await this.unchanged.since(`${stamp} ${today} ${time}`, key, make);
    stayIn(visit, planId);
    return of(parts.join(token));
  }
}

/** Declares that a page shows nothing of one session or request, so that it may be kept until something changes. */
export const Kept = () => UseInterceptors(KeptPages);
