/** What the parts of the kit say, and features as well. */
export const commonTexts = {
  dismiss: 'Dismiss',
  save: 'Save',
  cancel: 'Cancel',
  copied: 'Copied',
  none: '–',
  showAll: (length: number | undefined) =>
    length === undefined ? 'Show all' : `… ${length.toLocaleString('en')} characters: show all`,
  showLess: 'Show less',
  standIn: 'stand-in',
} as const

/** What an experiment is called before it is done, by its place in the course: its title would tell how it comes out. */
export const experimentName = (number: number | undefined): string =>
  number === undefined ? 'An experiment' : `Experiment ${number}`
