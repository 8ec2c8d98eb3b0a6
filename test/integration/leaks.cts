/** What must never be seen: planted in requests and in Pluggy's answers, looked for in all that comes out. */

export const PLANTED = {
	cpf: '761.092.776-73',
	bareCpf: '23824264030',
	cnpj: '08.050.608/0001-32',
	letteredCnpj: '12ABC34501DE35',
	key: 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3NjcyMjU2MDB9.cGxhbnRlZC1rZXk',
	password: 'planted-bank-password',
};

const JWT = /eyJ[\w-]{5,}\.[\w-]+/;

/** Everything an error shows, to people and to n8n's database. */
export function wordsOf(value: unknown): string {
	if (!(value instanceof Error)) return JSON.stringify(value) ?? '';
	const { message, stack } = value;
	const more = value as unknown as Record<string, unknown>;
	return JSON.stringify({
		message,
		stack,
		description: more.description,
		messages: more.messages,
		context: more.context,
		errorResponse: more.errorResponse,
		cause: value.cause instanceof Error ? wordsOf(value.cause) : value.cause,
		serialized: JSON.stringify(value),
	});
}

const bare = (text: string) => text.replace(/%[0-9a-f]{2}|[^\da-z]/gi, '').toLowerCase();
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const code = (digits: string, base: number) => String.fromCodePoint(parseInt(digits, base));

/** A text with what is encoded in it decoded, one way at a time. */
function decodings(text: string): string[] {
	return [
		text,
		text
			.replace(/\+/g, ' ')
			.replace(/(?:%[\da-f]{2})+/gi, (run) =>
				Buffer.from(run.replace(/%/g, ''), 'hex').toString('utf8'),
			),
		text
			.replace(/&#x([\da-f]{1,5});/gi, (_, digits: string) => code(digits, 16))
			.replace(/&#(\d{1,5});/g, (_, digits: string) => code(digits, 10))
			.replace(
				/&(?:amp|lt|gt|quot);/g,
				(name) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>' })[name] ?? '"',
			),
		text
			.replace(/\\u([\da-f]{4})/gi, (_, digits: string) => code(digits, 16))
			.replace(/\\(.)/g, '$1'),
		text.replace(/[\w+/-]{8,}/g, (run) =>
			[0, 1, 2, 3]
				.map((start) => Buffer.from(run.slice(start), 'base64').toString('utf8'))
				.join(' '),
		),
	];
}

/** How a value can be written: encoded, in capitals, with accents apart; a CPF or CNPJ with other marks. */
function isIn(text: string, value: string): boolean {
	if (decodings(text).some((one) => plain(one).includes(plain(value)))) return true;
	return /^[\d.\-/A-Z]+$/.test(value) && bare(text).includes(bare(value));
}

/** The planted values and keys that a text holds. */
export function leaksIn(text: string, secrets: readonly string[] = []): string[] {
	const values = [...Object.values(PLANTED), ...secrets];
	return [
		...values.filter((value) => isIn(text, value)),
		...(JWT.test(text) ? ['a JSON Web Token'] : []),
	];
}

/** @throws Error naming what an error, hint or row shows that nobody may see */
export function checkForLeaks(shown: unknown, secrets: readonly string[]): void {
	const leaks = leaksIn(wordsOf(shown), secrets);
	if (leaks.length > 0) throw new Error(`Leaked: ${leaks.join(', ')}`);
}

/** Log lines so far that show something; empty them when that was on purpose. */
export const leakedLines: string[] = [];

/** Watches what n8n's logger writes, to the end of each test of the file that asks for it. */
export function watchLog(secrets: readonly string[]): void {
	for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
		const write = console[method].bind(console);
		console[method] = (...words: unknown[]) => {
			const line = words.map((word) => (typeof word === 'string' ? word : wordsOf(word))).join(' ');
			if (leaksIn(line, secrets).length > 0) leakedLines.push(line);
			else write(...words);
		};
	}
	afterEach(() => expect(leakedLines).toEqual([]));
}
