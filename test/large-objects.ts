import type { LargeObjects } from '../shared/lambda/large-objects.ts';
import type { ObjectStore } from '../shared/lambda/object-store.ts';

/** Large objects in a test's bucket, where nothing is large. */
export const largeObjects = ({ bucket, put }: ObjectStore): LargeObjects => ({
  bucket,
  putLarge: async (key, chunks) => {
    let text = '';
    for await (const chunk of chunks) text += chunk;
    await put(key, text);
  },
});
