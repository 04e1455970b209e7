import { type EntityManager } from 'typeorm';
import { AccountStore } from './accounts.js';
import { PeopleStore } from './people.js';
import { MailLinkStore } from './mail-links.js';
import { FormKeyStore } from './form-keys.js';
import { ReportStore } from './reports.js';
import { DraftStore } from './drafts.js';
import { AttachmentStore } from './attachments.js';
import { EscalationStore } from './escalations.js';
import { ExtensionStore } from './extensions.js';
import { InspectionStore } from './inspections.js';
import { RectificationStore } from './rectifications.js';
import { InstructionStore } from './instructions.js';
import { AddressStore } from './addresses.js';
import { AssignmentStore } from './assignments.js';
import { CalendarStore } from './calendar.js';
import { ClosureStore } from './closures.js';
import { CorrectionStore } from './corrections.js';
import { DeskStore } from './desk.js';
import { DeliveryStore } from './delivery.js';
import { DispatchStore } from './dispatch.js';
import { DemoClockStore } from './demo-clock.js';
import { DigestStore } from './digests.js';
import { FlowStore } from './flow.js';
import { HistoryStore } from './history.js';
import { IntakeStore } from './intakes.js';
import { JobStore } from './jobs.js';
import { LetterStore } from './letters.js';
import { MailActStore } from './mail-acts.js';
import { MergingStore } from './merging.js';
import { OutboxStore } from './outbox.js';
import { PlanStore } from './plans.js';
import { QueueStore } from './queues.js';
import { SayingStore } from './sayings.js';
import { SessionStore } from './sessions.js';
import { StampStore } from './stamp.js';
import { WaitingStore } from './waiting.js';
import { WorkerStore } from './workers.js';
import { WorkStore } from './work.js';

/** Everything that can be asked of the database or done to it; had only from a door of `Storage`. */
export interface Stores {
  plans: PlanStore;
  assignments: AssignmentStore;
  outbox: OutboxStore;
  history: HistoryStore;
  calendar: CalendarStore;
  closures: ClosureStore;
  corrections: CorrectionStore;
  sayings: SayingStore;
  sessions: SessionStore;
  jobs: JobStore;
  demoClock: DemoClockStore;
  accounts: AccountStore;
  people: PeopleStore;
  mailLinks: MailLinkStore;
  formKeys: FormKeyStore;
  reports: ReportStore;
  desk: DeskStore;
  queues: QueueStore;
  waiting: WaitingStore;
  drafts: DraftStore;
  attachments: AttachmentStore;
  escalations: EscalationStore;
  extensions: ExtensionStore;
  inspections: InspectionStore;
  rectifications: RectificationStore;
  instructions: InstructionStore;
  stamp: StampStore;
  work: WorkStore;
  workers: WorkerStore;
  addresses: AddressStore;
  delivery: DeliveryStore;
  flow: FlowStore;
  dispatch: DispatchStore;
  merging: MergingStore;
  digests: DigestStore;
  letters: LetterStore;
  intakes: IntakeStore;
  mailActs: MailActStore;
}

/** The stores over one connection or transaction. */
export function storesOver(manager: EntityManager): Stores {
  return {
    plans: new PlanStore(manager),
    assignments: new AssignmentStore(manager),
    outbox: new OutboxStore(manager),
    history: new HistoryStore(manager),
    calendar: new CalendarStore(manager),
    closures: new ClosureStore(manager),
    corrections: new CorrectionStore(manager),
    sayings: new SayingStore(manager),
    sessions: new SessionStore(manager),
    jobs: new JobStore(manager),
    demoClock: new DemoClockStore(manager),
    accounts: new AccountStore(manager),
    people: new PeopleStore(manager),
    mailLinks: new MailLinkStore(manager),
    formKeys: new FormKeyStore(manager),
    reports: new ReportStore(manager),
    desk: new DeskStore(manager),
    queues: new QueueStore(manager),
    waiting: new WaitingStore(manager),
    drafts: new DraftStore(manager),
    attachments: new AttachmentStore(manager),
    escalations: new EscalationStore(manager),
    extensions: new ExtensionStore(manager),
    inspections: new InspectionStore(manager),
    rectifications: new RectificationStore(manager),
    instructions: new InstructionStore(manager),
    stamp: new StampStore(manager),
    work: new WorkStore(manager),
    workers: new WorkerStore(manager),
    addresses: new AddressStore(manager),
    delivery: new DeliveryStore(manager),
    flow: new FlowStore(manager),
    dispatch: new DispatchStore(manager),
    merging: new MergingStore(manager),
    digests: new DigestStore(manager),
    letters: new LetterStore(manager),
    intakes: new IntakeStore(manager),
    mailActs: new MailActStore(manager),
  };
}
