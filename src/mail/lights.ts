import { type Standing, STANDING_WORDS } from '../domain/standing.js';
import { type MailLight } from '../rendering/views-mails.js';

/** Letterforms every mail client's font has; the word always stands beside them. */
const LOOKS: Readonly<Record<Standing, [shape: string, ink: string, paper: string]>> = {
  overdue: ['×', '#8e1b1b', '#fdecea'],
  'rectifying-late': ['×', '#8e1b1b', '#fdecea'],
  rectifying: ['△', '#6b4300', '#fff4d6'],
  'due-soon': ['△', '#6b4300', '#fff4d6'],
  'in-review': ['◇', '#4b3a8c', '#efecfa'],
  'on-track': ['●', '#0b4a8f', '#e8f1fb'],
  'not-open': ['○', '#4a4a4a', '#f2f2f2'],
  suspended: ['○', '#4a4a4a', '#f2f2f2'],
  'done-late': ['√', '#145a32', '#e6f4ea'],
  done: ['√', '#145a32', '#e6f4ea'],
  closed: ['√', '#145a32', '#e6f4ea'],
  waived: ['○', '#4a4a4a', '#f2f2f2'],
};

/** The light of a standing as a mail shows it: shape, word, and colours as attributes. */
export function mailLight(standing: Standing): MailLight {
  const [shape, ink, paper] = LOOKS[standing];
  return { standing, label: STANDING_WORDS[standing], shape, ink, paper };
}
