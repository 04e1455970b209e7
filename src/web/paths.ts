/** Every address of the pages in one place; a template or a mail never builds one. */
export const paths = {
  home: () => '/',
  overview: (planId: number) => `/?plan=${planId}`,
  signIn: () => '/sign-in',
  signOut: () => '/sign-out',
  plans: () => '/plans',
  plan: (planId: number) => `/plans/${planId}`,
  planExport: (planId: number) => `/plans/${planId}/export`,
  activation: (planId: number) => `/plans/${planId}/activation`,
  closure: (planId: number) => `/plans/${planId}/closure`,
  reopening: (planId: number) => `/plans/${planId}/reopening`,
  findingAnswer: (planId: number, findingId: number) => `/plans/${planId}/findings/${findingId}/answer`,
  intakes: () => '/intakes',
  intakeTemplate: () => '/intakes/template',
  intake: (id: number) => `/intakes/${id}`,
  intakeActs: (id: number) => `/intakes/${id}/acts`,
  intakeComparison: (id: number, planId: number, more: Record<string, string> = {}) =>
    withQuery(`/intakes/${id}/comparison`, { plan: planId, ...more }),
  intakePreview: (id: number) => `/intakes/${id}/preview`,
  intakeStart: (id: number) => `/intakes/${id}/activation`,
  intakeDropping: (id: number) => `/intakes/${id}/dropping`,
  units: (planId: number) => `/plans/${planId}/units`,
  unit: (planId: number, unitId: number) => `/plans/${planId}/units/${unitId}`,
  assignments: (planId: number, filter: Record<string, string | number | null | undefined> = {}) =>
    withQuery(`/plans/${planId}/assignments`, filter),
  assignment: (id: number) => `/assignments/${id}`,
  outbox: (filter: Record<string, string | number | null | undefined> = {}) => withQuery('/outbox', filter),
  mail: (id: number) => `/outbox/${id}`,
  mailHtml: (id: number) => `/outbox/${id}/html`,
  mailActs: (id: number) => `/outbox/${id}/acts`,
  mailPreviews: () => '/mail-previews',
  mailPreview: (kind: string) => `/mail-previews/${kind}`,
  mailPreviewHtml: (kind: string) => `/mail-previews/${kind}/html`,
  schedule: () => '/schedule',
  health: () => '/health',
  testMails: () => '/health/test-mails',
  acts: (assignmentId: number) => `/assignments/${assignmentId}/acts`,

  // accounts
  secondFactor: () => '/sign-in/code',
  account: () => '/account',
  ownPassword: () => '/account/password',
  ownSessions: () => '/account/sessions',
  ownSecondFactor: () => '/account/second-factor',
  ownSecondFactorEnd: () => '/account/second-factor/end',
  ownTokens: () => '/account/tokens',
  ownTokenRevocation: (id: number) => `/account/tokens/${id}/revocation`,
  accounts: () => '/accounts',
  newAccount: () => '/accounts/new',
  apiManual: () => '/api/openapi.json',
  accountOf: (id: number) => `/accounts/${id}`,
  accountRights: (id: number) => `/accounts/${id}/rights`,
  accountActs: (id: number) => `/accounts/${id}/acts`,
  setPassword: (token: string) => `/set-password/${token}`,
  firstAdmin: (token: string) => `/first-admin/${token}`,

  // people
  people: (planId: number) => `/plans/${planId}/people`,
  unitPeople: (unitId: number) => `/units/${unitId}/people`,
  handover: (postId: number) => `/posts/${postId}/handover`,
  handoverSheet: (tenureId: number) => `/tenures/${tenureId}/sheet`,
  contactsImport: (planId?: number) => withQuery('/contacts/import', { plan: planId }),
  contactsTemplate: (planId: number) => `/contacts/import/template.xlsx?plan=${planId}`,
  contactsConfirmation: () => '/contacts/import/confirmation',
  planPosts: (planId: number) => `/plans/${planId}/posts`,
  postFilling: (planId: number) => `/plans/${planId}/posts/filling`,
  postContact: (postId: number) => `/posts/${postId}/contact`,
  postUnits: (postId: number) => `/posts/${postId}/units`,
  aliases: (unitId: number) => `/units/${unitId}/aliases`,
  aliasRemoval: (unitId: number, aliasId: number) => `/units/${unitId}/aliases/${aliasId}/removal`,
  contactErasure: (tenureId: number) => `/tenures/${tenureId}/erasure`,

  // reports
  link: (token: string, item?: number) => withQuery(`/l/${token}`, { item }),
  linkRevocation: (planId: number, unitId: number) => `/plans/${planId}/units/${unitId}/links/revocation`,
  report: (planId: number, unitId: number) => `/plans/${planId}/units/${unitId}/report`,
  reportDraft: (planId: number, unitId: number) => `/plans/${planId}/units/${unitId}/report/draft`,
  acknowledgements: (planId: number, unitId: number) => `/plans/${planId}/units/${unitId}/acknowledgements`,
  submission: (id: number) => `/submissions/${id}`,
  withdrawal: (reportId: number) => `/reports/${reportId}/withdrawal`,
  indicators: (planId: number) => `/plans/${planId}/indicators`,

  // attachments
  attachments: () => '/attachments',
  attachmentsOf: (filter: Record<string, string | number | null | undefined>) => withQuery('/attachments', filter),
  attachment: (id: number) => `/attachments/${id}`,
  attachmentRemoval: (id: number) => `/attachments/${id}/removal`,

  // measures, as their lead unit and the office see them
  measure: (planId: number, measureId: number) => `/plans/${planId}/measures/${measureId}`,
  measureChases: (planId: number, measureId: number) => `/plans/${planId}/measures/${measureId}/chases`,
  consolidation: (planId: number, measureId: number) => `/plans/${planId}/measures/${measureId}/consolidation`,

  // desk and reviews
  desk: (planId: number) => `/plans/${planId}/desk`,
  deskActs: (planId: number) => `/plans/${planId}/desk/acts`,
  deskFindings: (planId: number) => `/plans/${planId}/desk/findings`,
  reviews: (planId: number) => `/plans/${planId}/reviews`,
  review: (reportId: number) => `/reports/${reportId}/review`,
  chases: (planId: number) => `/plans/${planId}/chases`,
  escalation: (id: number) => `/escalations/${id}`,
  escalationDecision: (id: number) => `/escalations/${id}/decision`,
  mailRelease: (id: number) => `/outbox/${id}/release`,

  // letters
  letters: (filter: Record<string, string | number | null | undefined> = {}) => withQuery('/letters', filter),
  letter: (id: number) => `/letters/${id}`,
  letterUnit: (id: number) => `/letters/${id}/unit`,
  letterDismissal: (id: number) => `/letters/${id}/dismissal`,

  // history
  history: (filter: Record<string, string | number | null | undefined> = {}) => withQuery('/history', filter),
  historyCsv: () => '/history.csv',

  // extensions
  extensionsOf: (assignmentId: number) => `/assignments/${assignmentId}/extensions`,
  extensions: (planId: number, filter: Record<string, string | number | null | undefined> = {}) =>
    withQuery(`/plans/${planId}/extensions`, filter),
  extension: (id: number) => `/extensions/${id}`,
  extensionDecision: (id: number) => `/extensions/${id}/decision`,
  extensionWithdrawal: (id: number) => `/extensions/${id}/withdrawal`,

  // instructions
  briefing: (planId: number) => `/plans/${planId}/briefing`,
  instructions: (planId: number, filter: Record<string, string | number | null | undefined> = {}) =>
    withQuery(`/plans/${planId}/instructions`, filter),
  instruction: (id: number) => `/instructions/${id}`,
  instructionAnswer: (id: number) => `/instructions/${id}/answer`,
  instructionDecision: (id: number) => `/instructions/${id}/decision`,

  // digests
  digests: (planId: number, filter: Record<string, string | number | null | undefined> = {}) =>
    withQuery(`/plans/${planId}/digests`, filter),
  digest: (id: number) => `/digests/${id}`,

  // inspections
  inspections: (planId: number) => `/plans/${planId}/inspections`,
  inspection: (id: number) => `/inspections/${id}`,
  inspectionPage: (id: number, page: number) => withQuery(`/inspections/${id}`, { page }),
  inspectionClosing: (id: number) => `/inspections/${id}/closing`,
  inspectionItem: (id: number) => `/inspection-items/${id}`,
  conclusion: (itemId: number) => `/inspection-items/${itemId}/conclusion`,

  // rectifications
  rectifications: (planId: number, filter: Record<string, string | number | null | undefined> = {}) =>
    withQuery(`/plans/${planId}/rectifications`, filter),
  ledgerTable: (planId: number, filter: Record<string, string | number | null | undefined> = {}) =>
    withQuery(`/plans/${planId}/rectifications.csv`, filter),
  rectification: (id: number) => `/rectifications/${id}`,
  rectificationRounds: (id: number) => `/rectifications/${id}/rounds`,
  recheck: (id: number) => `/rectifications/${id}/recheck`,
  objections: (rectificationId: number) => `/rectifications/${rectificationId}/objections`,
  objectionAnswer: (id: number) => `/objections/${id}/answer`,
  rectificationNotice: (id: number) => `/rectifications/${id}/notice`,
  closings: (planId: number, page = 1) => withQuery(`/plans/${planId}/closings`, { page: page === 1 ? null : page }),

  // corrections
  corrections: (planId: number) => `/plans/${planId}/corrections`,

  // rules and forecast of the mails
  forecast: (planId: number, filter: Record<string, string | number | null | undefined> = {}) =>
    withQuery(`/plans/${planId}/forecast`, filter),
  rules: (planId: number) => `/plans/${planId}/rules`,
  holidays: (filter: Record<string, string | number | null | undefined> = {}) => withQuery('/holidays', filter),
  holidayDays: () => '/holidays/days',
  holidayImports: () => '/holidays/imports',
  defaultRules: (planId: number) => `/plans/${planId}/rules?fill=defaults`,
} as const;

/** An address with the query parts that are set. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  let set = '';
  for (const name in query) {
    const value = query[name];
    if (value === null || value === undefined || value === '') continue;
    set += `${set === '' ? '?' : '&'}${name}=${typeof value === 'number' ? value : encodeURIComponent(value)}`;
  }
  return path + set;
}
