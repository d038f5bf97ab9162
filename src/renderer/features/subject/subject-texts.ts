/** Texts about what is watched. */
export const subjectTexts = {
  group: 'Subject',
  untouched: 'Watched as it is: nothing in your app is changed.',
  away: 'Start your application: both browsers show it as soon as it answers.',
  join: (client: string) => `Copy the command: watch ${client} too`,
} as const
