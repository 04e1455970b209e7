/** What is read of a document. A plan has some dozens of pages; beyond these nobody issued one. */
export const MOST_PAGES = 1000;
export const MOST_CHARACTERS = 2_000_000;
/** What a docx may hold in words, unpacked: the look of letters included. */
export const MOST_XML_BYTES = 64 * 1024 * 1024;
/** What a file may take of the machine while it is read. */
export const HEAP_MB = 256;
export const PROCESS_MB = 800;
export const TIME_MS = 20_000;
