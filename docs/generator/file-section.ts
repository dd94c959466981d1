/** The section about an import file: what it is for, and its columns. */
import { columnOf, fileNameOf, type Kind, OPTIONAL_KINDS, rowSchemaOf } from '../../shared/import/files.ts';
import { columnTable } from './field-tables.ts';
import { FILES } from './words/import-files.ts';

export function fileSection(kind: Kind): string {
  const file = fileNameOf(kind);
  const { says, columns } = FILES[kind];
  const may = OPTIONAL_KINDS.has(kind) ? ' It may be missing.' : '';
  return `### ${file}\n\n${says}${may}\n\n${columnTable(file, rowSchemaOf(kind), columnOf, columns)}`;
}
