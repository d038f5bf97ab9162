/** Options of axios for one request whose answer is wanted as it came: text, whatever its status, and no other request in its course. */
export const rawAxios = {
  responseType: 'text',
  transformResponse: (text: string) => text,
  validateStatus: () => true,
  maxRedirects: 0,
  proxy: false,
} as const
