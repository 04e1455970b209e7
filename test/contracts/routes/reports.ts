import { LOGIN, SEES_ALL, SEES_OWN, type Answers, type Table } from './foundation.js';

export const GONE = '404';
const REPORT = '/plans/1/units/1/report';
/** Only for the unit's own liaison; whoever sees the whole plan may look and not send, another unit finds nothing. */
const ownAlone = (answer: string): Answers => [LOGIN, '403', '403', '403', '403', answer, '404'];

/** The routes of reports. */
export const REPORTS: Table = {
  'GET /l/:token': {
    address: '/l/no-such-link-was-ever-sent-000000',
    answers: [GONE, GONE, GONE, GONE, GONE, GONE, GONE],
  },
  'POST /plans/:plan/units/:unit/links/revocation': {
    address: '/plans/1/units/1/links/revocation',
    fields: {},
    answers: [
      LOGIN,
      `303 ${REPORT}?said=links-revoked`,
      '403',
      '403',
      '403',
      `303 ${REPORT}?said=links-revoked`,
      '404',
    ],
  },
  'GET /plans/:plan/units/:unit/report': { address: REPORT, answers: SEES_OWN },
  // Of a version that never was: both texts are shown and nothing is filed.
  'POST /plans/:plan/units/:unit/report': {
    address: REPORT,
    fields: {
      ...{ items: '1', kind: 'progress', rating: 'on-track', progress: '已摸底12户', problems: '无', needs: '无' },
      ...{ needsFrom: '县财政局', nextSteps: '继续摸底', nextOn: '2020-12-31', byName: '王芳', phone: '27700001' },
      ...{ draftVersion: '', 'i1-version': '99', 'i1-kind': '', 'i1-rating': '', 'i1-progress': '', 'i1-nextOn': '' },
    },
    answers: ownAlone('409'),
  },
  'POST /plans/:plan/units/:unit/report/draft': {
    address: `${REPORT}/draft`,
    fields: { progress: '已摸底', items: '1', draftVersion: '', 'i1-progress': '' },
    answers: ownAlone('409'),
  },
  'POST /plans/:plan/units/:unit/acknowledgements': {
    address: '/plans/1/units/1/acknowledgements',
    fields: {},
    answers: ownAlone(`303 ${REPORT}?said=all-acknowledged`),
  },
  // Nothing is filed in this world: what those who filed it and others see of it has a test of its own.
  'GET /submissions/:id': { address: '/submissions/1', answers: [LOGIN, GONE, GONE, GONE, GONE, GONE, GONE] },
  'POST /reports/:id/withdrawal': {
    address: '/reports/1/withdrawal',
    fields: { version: '1' },
    answers: ownAlone('404'),
  },
  'GET /plans/:plan/indicators': { address: '/plans/1/indicators', answers: SEES_ALL },
  'POST /plans/:plan/indicators': {
    address: '/plans/1/indicators',
    fields: { measureId: '1', name: '建档户数', unitWord: '户', target: '' },
    answers: [LOGIN, '303 /plans/1/indicators?said=indicator-added', '403', '403', '403', '403', '403'],
  },
};
