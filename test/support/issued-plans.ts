import { readdirSync, readFileSync } from 'node:fs';
import { type Labels } from './reader-score.js';

/** A plan as it was issued, and what a careful reader takes from it. */
export interface IssuedPlan {
  name: string;
  text: string;
  labels: Labels;
}

const FOLDER = new URL('../issued-plans/', import.meta.url);

/** The plan that the product demonstrates itself with, longer than the others. */
export function baisha(): IssuedPlan {
  const text = readFileSync(new URL('../../plans/baisha-2020-10.txt', import.meta.url), 'utf8');
  return { name: '00-baisha', text, labels: labelsOf('00-baisha') };
}

/** The plans of test/issued-plans, each built in another way, with their labels. */
export function issuedPlans(): IssuedPlan[] {
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => file.replace(/\.txt$/, ''))
    .sort();
  return names.map((name) => ({
    name,
    text: readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8'),
    labels: labelsOf(name),
  }));
}

function labelsOf(name: string): Labels {
  return JSON.parse(readFileSync(new URL(`${name}.expected.json`, FOLDER), 'utf8')) as Labels;
}
