/** Texts of a cookie that a browser refused. */
export const refusalTexts = {
  because: (text: string, rule: string) => `${text} (${rule})`,
  refusedBy: (name: string) => `refused by ${name}:`,
} as const
