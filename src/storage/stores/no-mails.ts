import { type MailKind } from '../../domain/plan.js';

/** Nought of every kind of mail. */
export const NO_MAILS: Readonly<Record<MailKind, number>> = {
  ...{ assigned: 0, reminder: 0, chase: 0, submitted: 0, returned: 0, accepted: 0 },
  ...{ extension: 0, rectification: 0, recheck: 0, notice: 0 },
};
