import { readdirSync, readFileSync } from 'node:fs';
import { type Labels } from './reader-score.js';

/** A plan as it was issued, and what a careful reader takes from it. */
export interface IssuedPlan {
  name: string;
  text: string;
  labels: Labels;
}

/** Whole plans, each built in another way; what was found of real ones, a page or less of each; whole plans by another hand. */
type Shelf = 'issued-plans' | 'issued-excerpts' | 'unseen-plans';
const folderOf = (shelf: Shelf) => new URL(`../${shelf}/`, import.meta.url);

/** The plan that the product demonstrates itself with, longer than the others. */
export function baisha(): IssuedPlan {
  const text = readFileSync(new URL('../../plans/baisha-2020-10.txt', import.meta.url), 'utf8');
  return { name: '00-baisha', text, labels: labelsOf('issued-plans', '00-baisha') };
}

/** What stands on a shelf with its labels, or without any: what gives nobody work. */
export function issuedPlans(shelf: Shelf = 'issued-plans'): IssuedPlan[] {
  const files = readdirSync(folderOf(shelf));
  const names = files
    .filter((file) => file.endsWith('.txt'))
    .map((file) => file.replace(/\.txt$/, ''))
    .sort();
  return names.map((name) => ({
    name,
    text: readFileSync(new URL(`${name}.txt`, folderOf(shelf)), 'utf8'),
    labels: files.includes(`${name}.expected.json`) ? labelsOf(shelf, name) : NONE,
  }));
}

const NONE: Labels = { title: null, docNumber: null, measures: [], phases: [], leadingGroup: [] };

function labelsOf(shelf: Shelf, name: string): Labels {
  return JSON.parse(readFileSync(new URL(`${name}.expected.json`, folderOf(shelf)), 'utf8')) as Labels;
}
