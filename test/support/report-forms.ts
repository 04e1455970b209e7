import { type Assignment } from '../../src/domain/plan.js';

/** What a browser sends for the form filled in like this, the items ticked. */
export function filled(items: readonly Assignment[], fields: Record<string, string> = {}): RequestInit {
  const body = new URLSearchParams({
    kind: 'progress',
    rating: 'on-track',
    progress: '已摸底12户',
    byName: '王芳',
    ...fields,
  });
  for (const { id, version } of items) {
    body.append('items', String(id));
    if (!(`i${id}-version` in fields)) body.append(`i${id}-version`, String(version));
  }
  return { method: 'POST', body };
}
