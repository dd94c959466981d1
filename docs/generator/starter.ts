/** The README.md of the starter folder: the template beside this file, with the tables put in. */
import { programConfig } from '../../shared/domain/config/program-config.ts';
import { KINDS } from '../../shared/import/files.ts';
import { inputTable } from './field-tables.ts';
import { fileSection } from './file-section.ts';
import { filledIn } from './template.ts';
import { valuesTable } from './values.ts';
import { PROGRAM } from './words/configuration.ts';

/** What it should be. @throws Error for words that do not fit */
export function starterReadme(): string {
  return filledIn('starter.template.md', {
    values: valuesTable(),
    files: KINDS.map(fileSection).join('\n\n'),
    program: inputTable('the program configuration', programConfig, PROGRAM),
  });
}
