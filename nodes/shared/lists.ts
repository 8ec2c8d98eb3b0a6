/** Lists: what people write into one or give by an expression, the parts of one, and the order in which n8n shows one. */

interface Listed {
	entries: string[];
	/** What is wrong with it, after its name. */
	fault?: string;
}

export const WORDS = /[\s,;]+/;
/** Client user IDs may hold spaces. */
export const COMMA = /,/;

/** The entries of a list, which is a text or a list of texts. An expression may give anything. */
export function listOf(value: unknown, separator: RegExp): Listed {
	const given = Array.isArray(value) ? (value as unknown[]) : [value];
	const pieces = given.map((entry) =>
		typeof entry === 'string' || typeof entry === 'number'
			? String(entry)
					.split(separator)
					.map((piece) => piece.trim())
					.filter((piece) => piece !== '')
			: [],
	);
	const entries = pieces.flat();
	if (entries.length === 0) return { entries, fault: 'is empty' };
	// A list such as ["id", undefined]: an expression found a part of what it was to find.
	return pieces.some((some) => some.length === 0)
		? { entries, fault: 'has an entry that is empty' }
		: { entries };
}

export const foundNothing = (label: string) =>
	`"${label}" is given by an expression that found nothing`;

/** The parts of a list, each with at most so many entries, in their order. */
export function blocksOf<T>(list: readonly T[], size: number): T[][] {
	const blocks: T[][] = [];
	for (let start = 0; start < list.length; start += size) {
		blocks.push(list.slice(start, start + size));
	}
	return blocks;
}

/** Lines of a notice: of HTML n8n lets only links and lists through there. */
export const asNotice = (...lines: string[]): string =>
	`<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;

/** The order in which n8n's own nodes list things. One for all: asking for a locale each time is slow. */
const { compare } = new Intl.Collator('en');

export const byName = (a: { name: string }, b: { name: string }) => compare(a.name, b.name);

export const byDisplayName = (a: { displayName: string }, b: { displayName: string }) =>
	compare(a.displayName, b.displayName);
