/**
 * Whether Requests, and HTTPie with it, sends a target as it is (requests 2.28 `requote_uri`, urllib3 1.26
 * `_encode_target` and later ones): it writes escapes in capitals, resolves those that need not be, escapes what may
 * not stand there, and drops a question mark with nothing behind it and a second slash at the beginning.
 */
export const isKeptByRequests = (target: string): boolean =>
  /^\/(?!\/)([\w\-.~!$&'()*+,;=:@/]|%[\dA-F]{2})*(\?([\w\-.~!$&'()*+,;=:@/?]|%[\dA-F]{2})+)?$/.test(target) &&
  !/%(2D|2E|5F|7E|3\d|[46][1-9A-F]|[57][\dA])/.test(target)
