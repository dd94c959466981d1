/** The products that take a product key and an activation (R-LIC-7). */
import type { ProgramConfig } from '../config/program-config.ts';

/**
 * The configuration that names them: a product is of a family if its name begins with it, whole words, with or without
 * `Microsoft`.
 */
export type ActivatedProducts = Pick<ProgramConfig, 'activatedProducts'>;

/** Whether a product takes a key and an activation. */
export function needsKey(product: string, { activatedProducts }: ActivatedProducts): boolean {
  const name = plainName(product);
  return activatedProducts.map(plainName).some((family) => name === family || name.startsWith(`${family} `));
}

const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^microsoft /, '');
