/** Separators between the columns of text files. */

/** By the names that the map and people use. */
export const SEPARATOR_NAMES = [',', ';', 'tab', '|'] as const;

export const separatorCalled = (name: (typeof SEPARATOR_NAMES)[number]): string => (name === 'tab' ? '\t' : name);

/** The name of a separator; one that only the file itself names is its own. */
export const separatorName = (separator: string): string => (separator === '\t' ? 'tab' : separator);

export const SEPARATORS: readonly string[] = SEPARATOR_NAMES.map(separatorCalled);
