/** What may be uploaded: the largest file, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024;
