import type { z } from 'zod';
import { isDate, isDateTimeLike } from '../dates';
import { asWritten } from '../../shared/json';
import { InputError, type Parser } from '../operation';
import { given, HALF_CHARACTER } from './given';
import { hasSameMemberTwice, isExactNumber, numbersIn } from './jsonText';

/** JSON fields: what is in them arrives as it was given, or is refused. */

const DEEPEST = 200;

/** An object of names and values, and no Date, list, Map or the like. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (Object.prototype.toString.call(value) !== '[object Object]') return false;
	const prototype = Object.getPrototypeOf(value) as object | null;
	// Whose prototype has none is the Object of some realm: expressions run in one of their own.
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What is wrong with a value that is no list and no object; undefined if nothing. */
function flawOf(value: unknown): string | undefined {
	if (value === undefined) return 'is undefined: its expression found nothing';
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) return 'is no number: its expression could not be computed';
		const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
		return isExact ? undefined : 'is too large to be exact as a number: give it as a text';
	}
	if (typeof value === 'string')
		return HALF_CHARACTER.test(value) ? 'holds half of a character that was cut in two' : undefined;
	if (typeof value === 'boolean' || value === null) return undefined;
	if (isDate(value)) return Number.isNaN(value.getTime()) ? 'is no date' : undefined;
	if (isDateTimeLike(value)) return typeof value.toISO() === 'string' ? undefined : 'is no date';
	return 'is nothing that JSON can carry';
}

const pathOf = (names: readonly string[]) =>
	names.length === 0 ? 'it' : `"${names.join('.').slice(0, 80)}"`;

/**
 * @param isRead the value was read from a text, which is sent instead: its numbers stay exact
 * @throws InputError for what JSON would leave out or change, anywhere in the value
 */
function checkValue(value: unknown, isRead = false): void {
	const seen = new Set<unknown>();
	const path: string[] = [];
	const check = (part: unknown): void => {
		const isList = Array.isArray(part);
		if (!isList && !isPlainObject(part)) {
			const flaw = isRead && typeof part === 'number' ? undefined : flawOf(part);
			if (flaw !== undefined) throw new InputError(`must be whole, but ${pathOf(path)} ${flaw}`);
			return;
		}
		if (seen.has(part)) return;
		seen.add(part);
		if (path.length >= DEEPEST)
			throw new InputError(`must not be nested more than ${DEEPEST} deep`);
		// A list may have holes, which neither forEach nor map visits.
		const names = isList ? Array.from(part.keys(), String) : Object.keys(part);
		for (const name of names) {
			path.push(name);
			if (!isList && (name === '__proto__' || HALF_CHARACTER.test(name)))
				throw new InputError('must have plain names for its members');
			check((part as Record<string, unknown>)[name]);
			path.pop();
		}
	};
	check(value);
}

/** Whether it contains itself, which JSON has no text for. */
function isEndless(value: unknown): boolean {
	try {
		return JSON.stringify(value) === undefined;
	} catch {
		return true;
	}
}

function checkGiven(value: unknown): void {
	checkValue(value);
	if (typeof value === 'object' && isEndless(value)) throw new InputError('must not hold itself');
}

function parseText(source: string): unknown {
	try {
		return JSON.parse(source) as unknown;
	} catch {
		return undefined;
	}
}

/** @throws InputError unless each member is there once */
function readText(source: string): unknown {
	const value = parseText(source);
	if (value === undefined) throw new InputError('is not valid JSON');
	if (hasSameMemberTwice(source)) throw new InputError('must not hold the same member twice');
	return value;
}

const isJsonText = (value: unknown): value is string =>
	typeof value === 'string' && /^\s*[[{"]/.test(value);

/** A JSON field: text that is parsed, or what an expression gives, checked by a schema. */
export const json = (schema: z.ZodTypeAny, expected: string, required = false): Parser =>
	given(required, (value) => {
		const content = isJsonText(value) ? readText(value.trim()) : value;
		if (isJsonText(value) && !numbersIn(value).every(isExactNumber))
			throw new InputError('must hold exact numbers only: give longer ones as texts');
		checkGiven(content);
		const parsed = schema.safeParse(content);
		if (!parsed.success) throw new InputError(`must be ${expected}`);
		return parsed.data;
	});

/** JSON that is sent as it is: a text word for word. */
export const jsonBody = (expected: string, required = false): Parser =>
	given(required, (value) => {
		const content = isJsonText(value) ? readText(value.trim()) : value;
		if (!Array.isArray(content) && !isPlainObject(content))
			throw new InputError(`must be ${expected}`);
		if (!isJsonText(value)) {
			checkGiven(content);
			return content;
		}
		checkValue(content, true);
		return asWritten(content, value.trim());
	});
