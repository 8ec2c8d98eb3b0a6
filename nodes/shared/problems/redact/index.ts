import { documentsIn, keptIn, keysIn, type Span } from './documents';
import { folded, readingsOf, type Reading } from './readings';
import { prepare, type Searcher } from './secrets';

/** Texts without secrets: the only way for words of Pluggy into an error, hint or log. */

const MASK = '[hidden]';

/** The most characters that are shown of one text. */
const MOST_OF_TEXT = 16_000;
/** The most that are shown of details, all their texts and names together. */
const MOST_OF_DETAILS = 44_000;
/** Looked at beyond a cut: what is hidden must not show because its end is cut off. */
const BEYOND = 1_024;
/** What is nested deeper is not shown. */
const DEEPEST = 30;
/** What one member costs besides its text: quotes, colon and comma. */
const MEMBER = 6;

type Secrets = readonly string[];

const NONE: Secrets = [];

/** The secrets of one request are prepared once, for all texts of its errors. */
const prepared = new WeakMap<Secrets, Searcher>();

function searcherOf(secrets: Secrets): Searcher {
	const known = prepared.get(secrets) ?? prepare(secrets);
	prepared.set(secrets, known);
	return known;
}

/** What is found in a reading, as places of the original. */
const inOriginal = ({ from, to }: Reading, spans: Span[]): Span[] =>
	spans.map(([start, end]): Span => [from[start], to[end - 1]]);

/** Spans that touch become one. */
function merged(spans: readonly Span[]): Span[] {
	const result: Array<[number, number]> = [];
	for (const [from, to] of [...spans].sort(([one], [other]) => one - other)) {
		const last = result[result.length - 1];
		if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
		else result.push([from, to]);
	}
	return result;
}

/** The spans that are not inside one of `kept`; both in order. `whole`: nor the whole of one. */
function outside(spans: readonly Span[], kept: readonly Span[], whole: boolean): Span[] {
	let next = 0;
	return spans.filter(([from, to]) => {
		while (next < kept.length && kept[next][1] < to) next++;
		if (next === kept.length || from < kept[next][0]) return true;
		const [start, end] = kept[next];
		return !whole && from === start && to === end;
	});
}

/** What to hide of a text. */
function hiddenIn(text: string, searcher: Searcher, what: Hiding): Span[] {
	const readings = readingsOf(text);
	const spansOf = (find: (text: string) => Span[], change = (reading: Reading) => reading) =>
		merged(readings.map(change).flatMap((reading) => inOriginal(reading, find(reading.text))));
	const kept = spansOf(keptIn);
	const secrets = searcher.isEmpty ? [] : merged(searcher.find(readings));
	return merged([
		...outside(secrets, kept, false),
		...(what === 'secrets'
			? []
			: [
					...outside(spansOf(documentsIn, folded), kept, true),
					...(what === 'documents' ? [] : spansOf(keysIn)),
				]),
	]);
}

/** What is hidden: the given secrets in values, documents alone, or these and keys and names as well. */
type Hiding = 'secrets' | 'documents' | 'all';

/** The end of a text that is cut, where no character is cut in two. */
const endOf = (text: string, most: number) =>
	/[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;

/** Says what is missing; a thing has its plural behind a stroke. */
export function told(count: number, things: string): string {
	const [one, many] = things.split('|');
	return `… cut, ${count} ${count === 1 ? one : many} more`;
}
const TOO_DEEP = `… cut, nested deeper than ${DEEPEST} levels`;

function clean(text: string, searcher: Searcher, most: number, what: Hiding = 'all'): string {
	if (searcher.isOverfull && text.trim() !== '') return MASK;
	const end = text.length > most ? endOf(text, most) : text.length;
	const parts: string[] = [];
	let shown = 0;
	for (const [from, to] of hiddenIn(text.slice(0, end + BEYOND), searcher, what)) {
		if (from >= end) break;
		// Blanks around it are none of its.
		const hidden = text.slice(from, to);
		const before = hidden.length - hidden.trimStart().length;
		const after = hidden.length - hidden.trimEnd().length;
		parts.push(text.slice(shown, from + before), MASK);
		shown = to - after;
	}
	if (shown < end) parts.push(text.slice(shown, end));
	if (end < text.length) parts.push(told(text.length - end, 'character|characters'));
	return parts.join('');
}

/**
 * Masks keys, tokens, CPF/CNPJ and the given secrets in a text that a person or a log will see,
 * however they are written, and cuts it.
 * @param secrets values that must not appear: the client secret, submitted bank credentials
 */
export function redact(text: string, secrets: Secrets = NONE, most = MOST_OF_TEXT): string {
	return clean(text, searcherOf(secrets), most);
}

/** The whole of a text without CPF and CNPJ: for rows, whose keys and links are wanted. */
export function hideDocuments(text: string): string {
	return clean(text, searcherOf(NONE), text.length, 'documents');
}

interface Walk {
	searcher: Searcher;
	what: Hiding;
	/** How much may still be shown. */
	left: number;
}

function shownText(text: string, walk: Walk): string {
	const shown = clean(text, walk.searcher, Math.max(walk.left, 0), walk.what);
	walk.left -= shown.length;
	return shown;
}

function shownMembers<Member>(
	members: readonly Member[],
	walk: Walk,
	show: (member: Member) => void,
): number {
	for (const [place, member] of members.entries()) {
		if (walk.left <= 0) return members.length - place;
		walk.left -= MEMBER;
		show(member);
	}
	return 0;
}

function walked(value: unknown, walk: Walk, depth: number): unknown {
	if (typeof value === 'string') return shownText(value, walk);
	// A CPF may come as a number.
	if (typeof value === 'number') {
		const written = String(value);
		walk.left -= written.length;
		return clean(written, walk.searcher, written.length, walk.what) === written ? value : MASK;
	}
	if (typeof value !== 'object' || value === null) return value;
	if (depth === DEEPEST) return TOO_DEEP;
	if (Array.isArray(value)) {
		const entries: unknown[] = [];
		const more = shownMembers<unknown>(value, walk, (entry) =>
			entries.push(walked(entry, walk, depth + 1)),
		);
		return more > 0 ? [...entries, told(more, 'entry|entries')] : entries;
	}
	const members: Array<[string, unknown]> = [];
	const more = shownMembers(Object.entries(value), walk, ([name, member]) =>
		members.push([
			walk.what === 'secrets' ? name : shownText(name, walk),
			walked(member, walk, depth + 1),
		]),
	);
	return Object.fromEntries(more > 0 ? [...members, ['…', told(more, 'member|members')]] : members);
}

/** `redact` for every text, name and number inside a JSON value, cut in depth and size. */
export function redactDeep<T>(
	value: T,
	secrets: Secrets = NONE,
	{ what = 'all', most = MOST_OF_DETAILS }: { what?: Hiding; most?: number } = {},
): T {
	return walked(value, { searcher: searcherOf(secrets), what, left: most }, 0) as T;
}
