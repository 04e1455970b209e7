import { Injectable } from '@nestjs/common';
import { Storage } from '../storage/doors.js';
import { type SignedIn } from '../storage/stores/sessions.js';
import { type Visit } from '../web/access.js';
import { type Faults } from '../web/forms.js';
import { Pages } from '../web/pages.service.js';
import { type Resume } from '../web/resume.js';
import { codeView, resumeView } from './sign-in.views.js';
import { type Caller, type Entered, SignIns } from './sign-in.service.js';
import { SecondFactor } from './second-factor.service.js';

/** The pages between the password and the work: the code, or the second factor's first set-up; the form that waited. */
@Injectable()
export class CodePages {
  constructor(
    private readonly storage: Storage,
    private readonly pages: Pages,
    private readonly secondFactor: SecondFactor,
    private readonly signIns: SignIns,
  ) {}

  /** The page that asks a session for its code. */
  async render(visit: Visit, session: SignedIn, shown: { faults: Faults | null; resume: string | null }) {
    const account = await this.storage.read((stores) => stores.accounts.byId(session.accountId));
    const proposal =
      account && account.totpSecret === null ? this.secondFactor.proposalFor(account, session.idHash) : null;
    const view = codeView({ name: session.name, proposal, ...shown });
    return this.pages.render(
      'pages/accounts/code',
      visit,
      null,
      { title: view.title, place: 'none', form: true },
      view,
    );
  }

  /** Takes a session's code, of the second factor it has or of the one it sets up. */
  async enter(session: SignedIn, code: string, caller: Caller): Promise<Entered> {
    const account = await this.storage.read((stores) => stores.accounts.byId(session.accountId));
    return account?.totpSecret === null
      ? this.signIns.bySettingUp(session, code, caller)
      : this.signIns.byCode(session, code, caller);
  }

  /** The page that sends the waiting form at last. */
  resume(visit: Visit, waiting: Resume): string {
    const at = { title: '登录成功', place: 'none', form: true } as const;
    return this.pages.render('pages/accounts/resume', visit, null, at, resumeView(waiting));
  }
}
