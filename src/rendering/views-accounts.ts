import { type Fact, type Frame, type Link, type Pager } from './views-common.js';
import { type FaultSummary, type FieldView, type FormView } from './views-forms.js';

/** A button that signs in at once; `as` is what POST /demo/sign-in understands. */
export interface SignInChoice {
  label: string;
  hint: string | null;
  as: string;
}

export interface SignInView {
  frame: Frame;
  planTitle: string | null;
  docNumber: string | null;
  /** One paragraph: what Luoshi is. */
  introduction: string;
  /** What is said to somebody whose form met no session; null for whoever just comes. */
  expired: string | null;
  /** The form that waits until somebody has signed in, as one text. */
  resume: string | null;
  /** The same form, to be sent from here once a mail's link was opened again; null where none waits. */
  again: { lead: string; action: string; fields: { name: string; value: string }[]; submit: string } | null;
  summary: FaultSummary | null;
  /** Name and password; null in a demonstration where nobody has a password. */
  form: { action: string; fields: FieldView[]; forgotten: string } | null;
  demo: { posts: SignInChoice[]; units: SignInChoice[] } | null;
}

/** Asks for a code; `setup` is what an authenticator has to be told before it has one. */
export interface CodeView {
  frame: Frame;
  title: string;
  lead: string;
  setup: { box: string; path: string; secret: string } | null;
  summary: FaultSummary | null;
  form: FormView;
  /** While signing in: what to do without the phone, beside the button that starts over. */
  startOver: string | null;
  back: Link | null;
}

/** A form that met no session, to be sent with one click; what was typed in words is shown. */
export interface ResumeView {
  frame: Frame;
  title: string;
  lead: string;
  action: string;
  fields: { name: string; value: string }[];
  /** What a person wrote, each under its field's name. */
  typed: { label: string; value: string }[];
  submit: string;
  home: Link;
}

/** Sets a password by a one-time link; the first administrator also a name. */
export interface SetPasswordView {
  frame: Frame;
  title: string;
  lead: string;
  summary: FaultSummary | null;
  form: FormView;
}

/** What is shown once and never again: a link to hand over, a token. */
export interface ShownOnceView {
  frame: Frame;
  title: string;
  lead: string;
  value: string;
  facts: Fact[];
  back: Link;
}

/** A small form that is a button; `hint` says what it does. */
export interface AccountAct {
  label: string;
  hint: string;
  action: string;
  hidden: { name: string; value: string }[];
}

/** One's own account. */
export interface OwnAccountView {
  frame: Frame;
  facts: Fact[];
  /** Null where there is no password to change; `rule` says what it must have. */
  password: { form: FormView; summary: FaultSummary | null; rule: string; due: string | null } | null;
  sessions: { device: string; since: string; current: boolean; end: AccountAct | null }[];
  endOthers: AccountAct | null;
  secondFactor: { words: string; setUp: Link | null; end: { form: FormView; summary: FaultSummary | null } | null };
  tokens: {
    /** What programs can ask for with a token. */
    manual: Link;
    rows: { name: string; made: string; until: string; state: string; end: AccountAct | null }[];
    none: string;
    form: FormView;
    summary: FaultSummary | null;
  };
}

/** Everybody's accounts. */
export interface AccountsView {
  frame: Frame;
  rows: { login: string; name: string; href: string; rights: string; state: string; secondFactor: string }[];
  total: string;
  add: Link;
  pager: Pager;
}

/** One account, or a new one. */
export interface AccountView {
  frame: Frame;
  trail: Link[];
  title: string;
  news: string;
  facts: Fact[];
  summary: FaultSummary | null;
  formTitle: string;
  formHint: string | null;
  form: FormView;
  acts: AccountAct[];
}

export interface ErrorView {
  frame: Frame;
  title: string;
  happened: string;
  kept: string;
  next: string;
  /** What to tell the office when asking, such as a code and time; null when there is nothing to tell. */
  reference: string | null;
  home: Link;
}

/** Pages of 账号, by template. */
export interface AccountsViews {
  'pages/accounts/sign-in': SignInView;
  'pages/accounts/code': CodeView;
  'pages/accounts/resume': ResumeView;
  'pages/accounts/set-password': SetPasswordView;
  'pages/accounts/shown-once': ShownOnceView;
  'pages/accounts/own': OwnAccountView;
  'pages/accounts/list': AccountsView;
  'pages/accounts/account': AccountView;
}
