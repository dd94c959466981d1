/** What the fields of a map for `prepare-data` mean, for one source. */
type Words = Readonly<Record<string, string>>;

export const MAP: Words = {
  is: 'what the file or sheet holds; null: it is left out',
  encoding: 'of a text file',
  separator: 'of a text file, between its columns',
  headerRow: 'the row that names the columns, from 1',
  columns:
    'columns of the import file, each with the name of the one in the source, or its place (`column 3`); null: there is none',
  always: 'columns of the import file that the source does not have, each with the value of all its rows',
  dates: 'columns of the import file, each with the order of its dates',
  instants:
    'columns of the import file, each with which day an instant of another time zone means: the one that is written, or the one of the `timeZone` of `program.json`',
  numbers: 'columns of the import file, each with how its decimals are written',
  values:
    'columns of the import file, each with an object of values: what stands in the source, and what it means; null: rows with it are left out',
};
