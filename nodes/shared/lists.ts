/** Lists that people write into a parameter of a trigger, or give by an expression. */

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
