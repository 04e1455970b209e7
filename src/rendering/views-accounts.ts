import { type Frame, type Link } from './views-common.js';

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
  demo: { posts: SignInChoice[]; units: SignInChoice[] } | null;
  /** Live mode: how to sign in, or null in demonstration mode. */
  live: string | null;
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
}
