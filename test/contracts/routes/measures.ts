import { LOGIN, SEES_OWN, type Table } from './foundation.js';

/** The routes of measures: unit 1 has a part in the fifth and leads the eighth, unit 2 has a part in the eighth alone. */
export const MEASURES: Table = {
  'GET /plans/:plan/measures/:measure': { address: '/plans/1/measures/5', answers: SEES_OWN },
  // Nobody is ticked, so that nobody is written to.
  'POST /plans/:plan/measures/:measure/chases': {
    address: '/plans/1/measures/8/chases',
    fields: { phase: '1', units: '', text: '请抓紧报送。' },
    answers: [LOGIN, '422', '403', '403', '403', '422', '403'],
  },
  // A phase that is none, so that no draft is made.
  'POST /plans/:plan/measures/:measure/consolidation': {
    address: '/plans/1/measures/8/consolidation',
    fields: { phase: '999' },
    answers: [LOGIN, '403', '403', '403', '403', '404', '403'],
  },
};
