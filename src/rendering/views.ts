import { type AssignmentView, type AssignmentsView } from './views-assignments.js';
import { type MailHtml, type MailSubject, type MailText } from './views-mails.js';
import {
  type HealthView,
  type OutboxMailView,
  type OutboxView,
  type PreviewsView,
  type PreviewView,
  type ScheduleView,
} from './views-outbox.js';
import { type OverviewView } from './views-overview.js';
import { type DigestsViews } from './views-digests.js';
import { type AccountsViews, type ErrorView } from './views-accounts.js';
import { type ClosureView, type NoPlanView, type PlanView, type PlansView, type UnstartedView } from './views-plan.js';
import { type UnitView, type UnitsView } from './views-units.js';
import { type PeopleViews } from './views-people.js';
import { type ReportsViews } from './views-reports.js';
import { type MeasuresViews } from './views-measures.js';
import { type DeskViews } from './views-desk.js';
import { type HistoryViews } from './views-history.js';
import { type EscalationsViews } from './views-escalations.js';
import { type ExtensionsViews } from './views-extensions.js';
import { type InstructionsViews } from './views-instructions.js';
import { type InspectionsViews } from './views-inspections.js';
import { type CorrectionsViews } from './views-corrections.js';
import { type HolidaysViews } from './views-holidays.js';
import { type ForecastViews } from './views-forecast.js';
import { type IntakesViews } from './views-intakes.js';
import { type LettersViews } from './views-letters.js';
import { type RulesViews } from './views-rules.js';

/** Every template that can be rendered, and the finished words it needs. */
export interface Views
  extends
    AccountsViews,
    DigestsViews,
    PeopleViews,
    ReportsViews,
    MeasuresViews,
    DeskViews,
    HistoryViews,
    EscalationsViews,
    ExtensionsViews,
    InstructionsViews,
    InspectionsViews,
    CorrectionsViews,
    IntakesViews,
    LettersViews,
    RulesViews,
    ForecastViews,
    HolidaysViews {
  'pages/plans/overview': OverviewView;
  'pages/plans/list': PlansView;
  'pages/plans/plan': PlanView;
  'pages/plans/empty': NoPlanView;
  'pages/plans/unstarted': UnstartedView;
  'pages/plans/closure': ClosureView;
  'pages/units/list': UnitsView;
  'pages/units/unit': UnitView;
  'pages/assignments/list': AssignmentsView;
  'pages/assignments/assignment': AssignmentView;
  'pages/outbox/list': OutboxView;
  'pages/outbox/mail': OutboxMailView;
  'pages/previews/list': PreviewsView;
  'pages/previews/one': PreviewView;
  'pages/schedule/schedule': ScheduleView;
  'pages/health/health': HealthView;
  'pages/errors/error': ErrorView;
  'mails/assigned/subject': MailSubject;
  'mails/assigned/text': MailText;
  'mails/assigned/html': MailHtml;
  'mails/reminder/subject': MailSubject;
  'mails/reminder/text': MailText;
  'mails/reminder/html': MailHtml;
  'mails/chase/subject': MailSubject;
  'mails/chase/text': MailText;
  'mails/chase/html': MailHtml;
  'mails/escalation/subject': MailSubject;
  'mails/escalation/text': MailText;
  'mails/escalation/html': MailHtml;
  'mails/report-request/subject': MailSubject;
  'mails/report-request/text': MailText;
  'mails/report-request/html': MailHtml;
  'mails/event/subject': MailSubject;
  'mails/event/text': MailText;
  'mails/event/html': MailHtml;
}
