/**
 * The panel's content security policy (CSP Level 3), the same over HTTP and in the desktop window: everything from the
 * panel's own origin, no script but its own. Inline styles are the layout that libraries set on elements.
 */
export const panelPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What every answer of the panel's carries. */
export const panelHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': panelPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}
