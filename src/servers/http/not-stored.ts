/** The header of every answer of ours: none may be kept, since the next request can change it. */
export const notStored = { 'Cache-Control': 'no-store' } as const
