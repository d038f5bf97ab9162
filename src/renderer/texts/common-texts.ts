/** What the parts of the kit say, and features as well. */
export const commonTexts = {
  dismiss: 'Dismiss',
  save: 'Save',
  cancel: 'Cancel',
  copied: 'Copied',
  none: '–',
  showAll: 'Show all',
  showLess: 'Show less',
} as const
