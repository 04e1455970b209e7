import writeExcelFile from 'write-excel-file/node';

/** A sheet to be filled in or read: its name, the widths of its columns in letters, its heading, its rows. */
export interface Sheet {
  name: string;
  widths: readonly number[];
  heading: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A workbook of sheets; every cell is text, so that none is ever a formula. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const text = (value: string) => ({ value, type: String, format: '@', wrap: true });
  const heading = (value: string) => ({ value, type: String, fontWeight: 'bold' as const });
  const written = sheets.map((sheet) => ({
    data: [sheet.heading.map(heading), ...sheet.rows.map((row) => row.map(text))],
    columns: sheet.widths.map((width) => ({ width })),
    stickyRowsCount: 1,
    sheet: sheet.name,
  }));
  return writeExcelFile(written).toBuffer();
}
