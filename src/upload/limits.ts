/** What may be uploaded: the largest file, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024;
/** Files of one form. */
export const MOST_FILES = 5;

/** What a zip (which docx, xlsx, ofd and new wps files are) may unpack to. */
export const ZIP_LIMITS = { entries: 10_000, bytes: 200 * 1024 * 1024, ratio: 100 } as const;
