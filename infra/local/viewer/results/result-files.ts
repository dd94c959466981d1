/** The folder of the directory's batches, a file per month, among a simulation's results. */
export const DIRECTORY_FOLDER = 'directory';
const MONTH_FILE = /^\d{4}-\d{2}\.csv$/;

export const isMonthFile = (name: string): boolean => MONTH_FILE.test(name);

/** The folder of the reports on KPI discrepancies, two files for each command `explain-kpi-discrepancy`. */
export const DISCREPANCY_FOLDER = 'discrepancies';
const REPORT_FILE = /^partner-command-\d{4}-\d{2}-\d{2}-\d+\.(html|txt)$/;

export const isReportFile = (name: string): boolean => REPORT_FILE.test(name);

/** The folder of the mails as the embedded SES took them, among a simulation's results. */
export const KEPT_MAILS_FOLDER = 'mails';
const KEPT_MAIL_FILE = /^(\d+\.eml|index\.jsonl)$/;

export const isKeptMailFile = (name: string): boolean => KEPT_MAIL_FILE.test(name);
