/** The folder of the directory's batches, a file per month, among a simulation's results. */
export const DIRECTORY_FOLDER = 'directory';
const MONTH_FILE = /^\d{4}-\d{2}\.csv$/;

export const isMonthFile = (name: string): boolean => MONTH_FILE.test(name);
