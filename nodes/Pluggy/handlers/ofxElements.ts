import type { Encoding } from './ofxText';

/** The small parts of an OFX file. */

export const LINE = '\r\n';

function escape(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** One element with its end tag, which OFX 1.0.2 allows and every reader takes. */
export function element(name: string, content: string | readonly string[]): string {
	if (typeof content === 'string') return `<${name}>${escape(content)}</${name}>`;
	return [`<${name}>`, ...content, `</${name}>`].join(LINE);
}

/** An element of free text; nothing when the text is empty. */
export function label(
	name: string,
	value: unknown,
	longest: number,
	{ clean }: Encoding,
): string[] {
	const line = typeof value === 'string' ? clean(value) : '';
	const text = line.length > longest ? [...line].slice(0, longest).join('').trim() : line;
	return text === '' ? [] : [element(name, text)];
}

/** Noon of a day in São Paulo: the same day in every time zone of Brazil. */
export const noon = (day: string) => `${day.replace(/-/g, '')}120000[-3:BRT]`;

/** An amount with its cents, rounded as written: half a cent goes away from zero. */
export function money(value: number): string {
	const size = Math.abs(value);
	if (size < 0.005) return '0.00';
	const cents = Math.round(Number(`${size}e2`));
	const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
	return value < 0 ? `-${text}` : text;
}
