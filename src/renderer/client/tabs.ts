/** The tabs by name. To each there is a feature: `features/features.ts` does not compile while one is missing. */
export const tabIds = ['timeline', 'sequence', 'cookies', 'store', 'console', 'code'] as const

/** One of the tabs. */
export type TabId = (typeof tabIds)[number]
