import { decoded, parseUrl } from '../shared/client/hosts';
import type { Operation, Values } from './operation';

/** What of a request must not appear in an error. */

/** Names such as "recipientId" are of the API: an error about one has to name it. */
const isWord = (name: string) => /^[A-Za-z_]+$/.test(name);

/** Values in a query, and names that are no words. */
function valuesInQuery(query: string): string[] {
	return query.split('&').flatMap((pair) => {
		const [name, ...value] = pair.split('=').map(decoded);
		return [isWord(name) ? '' : name, value.join('=')];
	});
}

/** The same of the query in a path. */
export function valuesInPath(path: string): string[] {
	const start = path.indexOf('?');
	return start < 0 ? [] : valuesInQuery(path.slice(start + 1));
}

/** The parts of an address, of a header or of a PIX code that are secret by themselves. */
function partsOf(value: string): string[] {
	const url = /^\w+:\/\//.test(value) ? parseUrl(value) : undefined;
	if (url !== undefined) {
		const { username, password, hash, search } = url;
		return [...[username, password, hash.slice(1)].map(decoded), ...valuesInQuery(search.slice(1))];
	}
	const token = /^(?:Bearer|Basic|Token|ApiKey) +(\S+)$/i.exec(value);
	if (token) return [token[1]];
	// The key stands behind its tag, 01, and its length.
	const code = /br\.gov\.bcb\.pix01(\d\d)/i.exec(value);
	return code ? [value.slice(code.index + code[0].length).slice(0, Number(code[1]))] : [];
}

/** What a text says that is JSON; its numbers as they are written there, too. */
function contentOf(text: string): unknown[] {
	if (!/^\s*[[{]/.test(text)) return [];
	try {
		return [JSON.parse(text), text.match(/\d[\d.]*/g) ?? []];
	} catch {
		return [];
	}
}

/**
 * Every text and number in a value, however deep: any of them may be a credential.
 * @param withNames also the names of members, except single words
 */
export function valuesIn(value: unknown, withNames = false): string[] {
	const found: string[] = [];
	// Without recursion: a body may be nested deeper than the stack is.
	const left: unknown[] = [value];
	while (left.length > 0) {
		const next = left.pop();
		if (typeof next === 'string') {
			const content = contentOf(next);
			if (content.length > 0) left.push(content);
			else for (const part of [next, ...partsOf(next)]) found.push(part);
		} else if (typeof next === 'number' || typeof next === 'bigint') {
			found.push(String(next));
		} else if (Array.isArray(next)) {
			for (const entry of next as unknown[]) left.push(entry);
		} else if (typeof next === 'object' && next !== null) {
			for (const [name, member] of Object.entries(next)) {
				if (withNames && !isWord(name)) found.push(name);
				left.push(member);
			}
		}
	}
	return found.filter((text) => text !== '');
}

/** Values of a plan that must not appear in errors. */
export function secretsOf({ fields }: Operation, values: Values): string[] {
	return fields
		.filter(({ secret }) => secret)
		.flatMap(({ property }) => valuesIn(values[property.name]));
}
