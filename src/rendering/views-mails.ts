import { type StandingCode } from './views-common.js';

/** The subject carries the news: `brief` 解困脱困, `news` 2项逾期；1项6月30日到期，还剩3个工作日. */
export interface MailSubject {
  brief: string;
  unitName: string;
  news: string;
  /** '催办〔2020〕第12号'; null for what is no chase. */
  number: string | null;
}

/** The colours of a light in a mail, as attributes: no class and no stylesheet survives Outlook. */
export interface MailLight {
  standing: StandingCode;
  label: string;
  /** A letterform every font has, beside the word: '！', '△', '√'. */
  shape: string;
  ink: string;
  paper: string;
}

export interface MailItem {
  measure: string;
  /** Null where the heading of the group says it. */
  phase: string | null;
  role: string;
  due: string;
  light: MailLight;
  sentence: string;
  /** What a superior is told besides: the unit's own last word, how often it was chased. */
  notes: string[];
  url: string;
}

export interface MailGroup {
  heading: string;
  items: MailItem[];
}

/** What a mail says of one of several plans. */
export interface MailSection {
  title: string;
  /** The plan's short name, beside the address to copy. */
  brief: string;
  groups: MailGroup[];
  /** '另有3项，见填报页面（免登录）。', or null. */
  more: string | null;
  /** The page of this plan. */
  pageUrl: string;
}

interface MailBody {
  subject: string;
  unitName: string;
  /** The plan's full name with its number, for the letterhead. */
  planShort: string;
  /** Null for what the program says of itself. */
  planTitle: string | null;
  /** The first line: what is asked, until when. */
  ask: string;
  /** What was written for this occasion: the reason of a return, the words of a chase. */
  paragraphs: string[];
  /** '催办通知', for the letterhead. */
  kindWord: string;
  /** '催办〔2020〕第12号'; null for what is no chase. */
  number: string | null;
  groups: MailGroup[];
  /** '另有3项，请在页面查看', or null when everything is shown. */
  more: string | null;
  /** Its plans one by one, each with its items and its page, where it tells of several; then `groups` is empty. */
  sections: MailSection[];
  pageUrl: string;
  /** What the link opens and for whom: '填报页面（免登录）', or where a mail is about no item, '办理页面（需登录）'. */
  linkWord: string;
  linkNote: string;
  /** Why this mail came. */
  why: string;
  /** How to hand over. */
  handOver: string;
  officeName: string;
  dayLong: string;
}

export type MailHtml = MailBody;
export type MailText = MailBody;
