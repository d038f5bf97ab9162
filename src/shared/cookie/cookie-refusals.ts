/** Why a browser did not keep a cookie, or did not send it along, and where that is laid down. */
export interface RefusalText {
  readonly text: string
  /** Of RFC 6265bis (draft-ietf-httpbis-rfc6265bis) unless it says otherwise. */
  readonly rule: string
}

const storage = 'RFC 6265bis §5.7'
const retrieval = 'RFC 6265bis §5.8.3'
const sameSite = (sent: string): string => `its SameSite attribute forbids it: ${sent}`

/**
 * Every reason by the name that Chromium gives it (DevTools Protocol, Network.SetCookieBlockedReason and
 * Network.CookieBlockedReason). The simulated browsers use the same names. Of two refusals the protocol says nothing
 * ({@link isUntold}); their names are ours.
 */
const texts: Readonly<Record<string, RefusalText>> = {
  SecureOnly: { text: 'it is Secure, and the connection is not: only HTTPS, or localhost, will do', rule: storage },
  SameSiteNoneInsecure: { text: 'SameSite=None is accepted only together with Secure', rule: storage },
  SameSiteStrict: { text: sameSite('Strict cookies stay within their own site'), rule: 'RFC 6265bis §5.6.7' },
  SameSiteLax: {
    text: sameSite('Lax cookies go along from other sites only when a link is followed'),
    rule: 'RFC 6265bis §5.6.7',
  },
  SameSiteUnspecifiedTreatedAsLax: {
    text: 'it names no SameSite, which counts as Lax: not from other sites, unless a link is followed',
    rule: 'RFC 6265bis §5.6.7',
  },
  // Chromium's names for requests from any other site, where http and https of one name are two.
  SchemefulSameSiteStrict: { text: sameSite('Strict cookies stay within their own site'), rule: 'RFC 6265bis §5.6.7' },
  SchemefulSameSiteLax: {
    text: sameSite('Lax cookies go along from other sites only when a link is followed'),
    rule: 'RFC 6265bis §5.6.7',
  },
  SchemefulSameSiteUnspecifiedTreatedAsLax: {
    text: 'it names no SameSite, which counts as Lax: not from other sites, unless a link is followed',
    rule: 'RFC 6265bis §5.6.7',
  },
  InvalidDomain: {
    text: 'its Domain is not the host that sent it, nor one above it; a server cannot set cookies for others',
    rule: storage,
  },
  InvalidPrefix: {
    text: 'its name promises more than its attributes keep: __Host- wants Secure, Path=/ and no Domain; __Secure- wants Secure; __Http- wants Secure and HttpOnly',
    rule: 'RFC 6265bis §5.4',
  },
  NameValuePairExceedsMaxSize: { text: 'name and value together are longer than 4096 bytes', rule: 'RFC 6265bis §5.6' },
  DisallowedCharacter: {
    text: 'it holds a control character or another one that no cookie may hold',
    rule: 'RFC 6265bis §5.6',
  },
  NoCookieContent: { text: 'it has neither name nor value', rule: 'RFC 6265bis §5.6' },
  InvalidPartitioned: {
    text: 'Partitioned is accepted only together with Secure',
    rule: 'CHIPS, draft-cutler-httpbis-partitioned-cookies §2.2',
  },
  NamelessWithEquals: {
    text: 'it has no name, and its value holds =, so that servers would take a part of it for the name',
    rule: 'draft-ietf-httpbis-layered-cookies',
  },
  SyntaxError: { text: 'the line could not be read as a cookie', rule: 'RFC 6265bis §5.6' },
  OverwriteSecure: {
    text: 'a Secure cookie of that name is there already, and an insecure connection may not overwrite it',
    rule: storage,
  },
  SchemeNotSupported: { text: 'pages of this kind of address have no cookies', rule: 'Chromium' },
  SchemeMismatch: { text: 'it was set over another scheme (http or https)', rule: 'Chromium' },
  PortMismatch: { text: 'it was set by another port', rule: 'Chromium' },
  NotOnPath: { text: 'its Path does not cover this address', rule: retrieval },
  DomainMismatch: { text: 'its Domain does not cover this host', rule: retrieval },
  UserPreferences: { text: 'the settings of this browser forbid it', rule: 'Chromium' },
  ThirdPartyPhaseout: { text: 'cookies of third parties are blocked', rule: 'Chromium' },
  ThirdPartyBlockedInFirstPartySet: { text: 'cookies of third parties are blocked', rule: 'Chromium' },
  AnonymousContext: { text: 'the request was made without credentials', rule: 'Fetch Standard' },
  UnknownError: { text: 'Chromium did not say why', rule: 'Chromium' },
}

/** Whether Chromium's protocol leaves such a refusal out: what its jar lacks is then all that there is to see. */
export const isUntold = (reason: string): boolean => reason === 'InvalidPartitioned' || reason === 'NamelessWithEquals'

/** What a reason means in plain words. A name that is not known here (newer Chromium) stands for itself. */
export const explainRefusal = (reason: string): RefusalText => texts[reason] ?? { text: reason, rule: 'Chromium' }
