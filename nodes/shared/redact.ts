const MASK = '[hidden]';

/** JSON Web Tokens, also cut off after the claims: API keys and connect tokens. */
const JWT = /eyJ[\w-]{5,}(?:(?:\.|%2E)[\w-]+)+\.?/gi;

/** One mark between the groups of a CPF or CNPJ: as people write it, in JSON or in a URL. */
const GAP = '(?:\\\\?[ .\\-/\\u00a0]|%(?:20|2[DEF]))';
const SLASH = '(?:\\\\?/|%2F)';

const CPF = `\\d{3}${GAP}\\d{3}${GAP}\\d{3}${GAP}?\\d{2}|\\d{9}-?\\d{2}`;
const CNPJ = `\\d{2}${GAP}\\d{3}${GAP}\\d{3}${GAP}\\d{4}${GAP}?\\d{2}|\\d{8}${SLASH}?\\d{4}-?\\d{2}`;
/** Since 2026 a CNPJ may hold letters. */
const LETTERED = `[\\da-z]{2}\\.?[\\da-z]{3}\\.?[\\da-z]{3}${SLASH}?[\\da-z]{4}-?\\d{2}`;

/** Digits that stay: the groups of a UUID, the fields of a boleto's digitable line. */
const UUID = '[\\da-f]{8}-(?:[\\da-f]{4}-){3}[\\da-f]{12}';
const BOLETO = '\\d{5}\\.\\d{5} \\d{5}\\.\\d{6} \\d{5}\\.\\d{6} \\d \\d{14}';

const DOCUMENTS = new RegExp(
	`(${UUID}|${BOLETO})` +
		// Letters may touch the digits ("CPF76109277673"); the decimals of a number stay.
		`|(?<!\\d|\\d\\.)(?:${CNPJ}|${CPF})(?!\\d)` +
		`|(?<![\\da-z]|\\d\\.)${LETTERED}(?![\\da-z])` +
		'|(?<!\\d|\\d[.,])(\\d{9,10})(?!\\d|[.,]\\d)',
	'gi',
);

/** Whether a number is a CPF that lost the zeros in front, by its two check digits. */
function isShortenedCpf(digits: string): boolean {
	const all = [...digits.padStart(11, '0')].map(Number);
	return [9, 10].every((length) => {
		const sum = all
			.slice(0, length)
			.reduce((total, digit, place) => total + digit * (length + 1 - place), 0);
		return ((sum * 10) % 11) % 10 === all[length];
	});
}

/** Secrets shorter than this are not searched for: masking "1" or "ok" everywhere helps nobody. */
const SHORTEST_SECRET = 4;
/** A line of a certificate or private key that is long enough to give something away. */
const SHORTEST_LINE = 16;

/** A secret as it may come back: in JSON, in a URL, as base64, or a line of it. */
function spellings(secret: string): string[] {
	if (secret.length < SHORTEST_SECRET) return [];
	const base64 = Buffer.from(secret, 'utf8').toString('base64').replace(/=+$/, '');
	const lines = secret.split(/\r?\n/).filter((line) => line.length >= SHORTEST_LINE);
	return [
		secret,
		JSON.stringify(secret).slice(1, -1),
		// A lone surrogate has no URL form.
		encodeURIComponent(secret.replace(/[\ud800-\udfff]/g, '')),
		base64,
		base64.replace(/\+/g, '-').replace(/\//g, '_'),
		...(lines.length > 1 ? lines : []),
	];
}

/** The longest first: a secret may hold another one. */
const searched = (secrets: readonly string[]) =>
	[...new Set(secrets.flatMap(spellings))].sort((a, b) => b.length - a.length);

/**
 * Masks keys, tokens, CPF/CNPJ and the given secrets in a text that a person or a log will see.
 * @param secrets values that must not appear: the client secret, submitted bank credentials
 */
export function redact(text: string, secrets: readonly string[] = []): string {
	let clean = text;
	for (const secret of searched(secrets)) clean = clean.split(secret).join(MASK);
	return clean
		.replace(JWT, MASK)
		.replace(DOCUMENTS, (match, kept?: string, short?: string) =>
			kept !== undefined || (short !== undefined && !isShortenedCpf(short)) ? match : MASK,
		);
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
