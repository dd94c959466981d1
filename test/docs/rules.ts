/** The rules as `docs/rules.md` has them: a heading each, `### R-KPI-3 The value is what the line says`. */

/** `isBuilt`: false where the heading says that it is not built yet. `anchor`: of the heading, as GitHub makes it. */
export type Rule = { id: string; chapter: string; name: string; isBuilt: boolean; anchor: string };

export const NOT_BUILT = '(not built yet)';

/** In the order of the document. */
export function rulesOf(text: string): Rule[] {
  return text.split(/^## /m).flatMap((chapter) => {
    const [title = ''] = chapter.split('\n', 1);
    return [...chapter.matchAll(/^### (R-[A-Z]+-\d+) (.+)$/gm)].map(([heading, id = '', said = '']) => ({
      id,
      chapter: title,
      name: said.replace(NOT_BUILT, '').trim(),
      isBuilt: !said.includes(NOT_BUILT),
      anchor: anchorOf(heading.replace(/^### /, '')),
    }));
  });
}

export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
}
