const MASK = '[hidden]';

/** JSON Web Tokens: API keys and connect tokens. */
const JWT = /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;
/**
 * CPF and CNPJ, with or without punctuation; a CNPJ may hold letters since 2026. UUIDs are matched
 * first, so that their groups of digits stay.
 */
const UUID = '[\\da-f]{8}-(?:[\\da-f]{4}-){3}[\\da-f]{12}';
const CPF = '\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}';
const CNPJ = '[\\da-z]{2}\\.?[\\da-z]{3}\\.?[\\da-z]{3}/?[\\da-z]{4}-?\\d{2}';
const DOCUMENTS = new RegExp(`(${UUID})|(?<![\\da-z]|\\d\\.)(?:${CNPJ}|${CPF})(?![\\da-z])`, 'gi');

/** Secrets shorter than this are not searched for: masking "1" or "ok" everywhere helps nobody. */
const SHORTEST_SECRET = 4;

/**
 * Masks keys, tokens, CPF/CNPJ and the given secrets in a text that a person or a log will see.
 * @param secrets values that must not appear: the client secret, submitted bank credentials
 */
export function redact(text: string, secrets: readonly string[] = []): string {
	let clean = text;
	for (const secret of secrets) {
		if (secret.length >= SHORTEST_SECRET) clean = clean.split(secret).join(MASK);
	}
	return clean.replace(JWT, MASK).replace(DOCUMENTS, (_, uuid?: string) => uuid ?? MASK);
}

/** `redact` for every string inside a JSON value. */
export function redactDeep<T>(value: T, secrets: readonly string[] = []): T {
	if (typeof value === 'string') return redact(value, secrets) as T;
	if (Array.isArray(value)) return value.map((entry) => redactDeep(entry, secrets)) as T;
	// A CPF may come as a number.
	if (typeof value === 'number' && redact(String(value), secrets) !== String(value))
		return MASK as T;
	if (value !== null && typeof value === 'object') {
		return Object.fromEntries(
			Object.entries(value).map(([key, entry]) => [
				redact(key, secrets),
				redactDeep(entry, secrets),
			]),
		) as T;
	}
	return value;
}
