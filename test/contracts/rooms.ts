/** What a room may import: other rooms, and the libraries (a bare import's package, 'node:*' for Node's own) it may use. */
export interface Room {
  rooms: readonly string[];
  libraries: readonly string[];
}

const FEATURES = [
  'escalations',
  ...['plans', 'units', 'assignments', 'outbox', 'reminders', 'accounts', 'health', 'people', 'reports', 'attachments'],
  ...[
    'measures',
    'desk',
    'digests',
    'reviews',
    'history',
    'extensions',
    'instructions',
    'inspections',
    'rectifications',
  ],
  ...['corrections', 'api', 'rules', 'forecast', 'letters', 'holidays'],
];
const READERS = ['domain', 'storage', 'rendering', 'settings', 'clock', 'working-days', 'secret'];
const NEST = ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express', 'express', 'reflect-metadata', 'rxjs'];
const feature: Room = {
  rooms: [...READERS, 'acts', 'mail', 'web', 'upload', 'carriers'],
  libraries: [...NEST, 'zod', 'node:*'],
};
/** A feature that shows what mails its change would make, move or save. */
const withForesight: Room = { ...feature, rooms: [...feature.rooms, 'foresight'] };
/** A feature with libraries of its own. */
const featureWith = (...libraries: string[]): Room => ({
  ...feature,
  libraries: [...feature.libraries, ...libraries],
});
const anything: Room = { rooms: ['*'], libraries: [...NEST, 'node:*'] };

/** Every top-level folder and file of src/, and what it may import. A room that is not here fails the test. */
export const ROOMS: Readonly<Record<string, Room>> = {
  domain: { rooms: [], libraries: [] },
  settings: { rooms: ['domain', 'clock', 'working-days'], libraries: ['zod', 'node:*'] },
  clock: { rooms: ['domain'], libraries: [] },
  secret: { rooms: ['domain', 'settings'], libraries: ['node:*'] },
  places: { rooms: [], libraries: ['node:*'] },
  'working-days': { rooms: ['domain', 'clock', 'settings'], libraries: ['chinese-days', 'node:*'] },
  storage: {
    rooms: ['domain'],
    libraries: ['typeorm', 'async-mutex', 'pg', 'better-sqlite3', 'node:*'],
  },
  rendering: { rooms: ['domain'], libraries: ['handlebars', 'node:*'] },
  mail: {
    rooms: [...READERS, 'places'],
    libraries: ['nodemailer', '@resvg/resvg-js', 'node:*'],
  },
  mailbox: { rooms: ['domain'], libraries: ['imapflow', 'mailparser', 'node:*'] },
  web: { rooms: [...READERS, 'places'], libraries: [...NEST, 'compression', 'zod', 'node:*'] },
  acts: { rooms: ['domain', 'storage', 'secret'], libraries: ['node:*'] },
  ...Object.fromEntries(FEATURES.map((name) => [name, feature])),
  /** What mails will leave: the one place that reads all that makes mails by the calendar. */
  foresight: { rooms: [...READERS, 'acts', 'mail', 'reminders', 'digests'], libraries: [] },
  corrections: withForesight,
  intakes: { ...withForesight, rooms: [...withForesight.rooms, 'carriers'] },
  rules: withForesight,
  holidays: withForesight,
  forecast: withForesight,
  accounts: featureWith('@node-rs/argon2', 'otpauth', 'uqr'),
  letters: { ...feature, rooms: [...feature.rooms, 'attachments', 'mailbox'] },
  people: { ...feature, rooms: [...feature.rooms, 'sheets'] },
  /** Rows and cells of spreadsheets, read and written. */
  sheets: { rooms: [], libraries: ['read-excel-file', 'write-excel-file', 'node:*'] },
  upload: { rooms: ['domain', 'settings'], libraries: [...NEST, 'file-type', 'yauzl', 'multer', 'node:*'] },
  /** A document's file as the text that the reader of plans takes. */
  carriers: { rooms: ['domain', 'places', 'sheets', 'upload'], libraries: ['mammoth', 'pdfjs-dist', 'zod', 'node:*'] },
  schedule: {
    rooms: [...READERS, ...FEATURES, 'mail', 'web'],
    libraries: [...NEST, '@nestjs/schedule', 'async-mutex', 'node:*'],
  },
  health: { ...feature, rooms: [...feature.rooms, 'schedule'] },
  // Plays the demonstration's plan through the real timetable, in a database of its own.
  previews: { ...feature, rooms: [...feature.rooms, 'demonstration', 'schedule'] },
  demonstration: {
    rooms: ['acts', 'domain', 'storage', 'clock', 'places', 'schedule', 'settings', 'web', 'working-days'],
    libraries: [...NEST, 'zod', 'node:*'],
  },
  cli: anything,
  main: anything,
  program: anything,
  serve: anything,
  'app.module': anything,
};

/** Libraries that only these rooms know; to replace one, open one folder. */
export const ONE_ROOM: Readonly<Record<string, readonly string[]>> = {
  typeorm: ['storage'],
  pg: ['storage'],
  'better-sqlite3': ['storage'],
  handlebars: ['rendering'],
  nodemailer: ['mail'],
  '@resvg/resvg-js': ['mail'],
  imapflow: ['mailbox'],
  mailparser: ['mailbox'],
  '@nestjs/schedule': ['schedule'],
  compression: ['web'],
  'chinese-days': ['working-days'],
  '@node-rs/argon2': ['accounts'],
  otpauth: ['accounts'],
  'read-excel-file': ['sheets'],
  'write-excel-file': ['sheets'],
  'file-type': ['upload'],
  yauzl: ['upload'],
  mammoth: ['carriers'],
  'pdfjs-dist': ['carriers'],
};
