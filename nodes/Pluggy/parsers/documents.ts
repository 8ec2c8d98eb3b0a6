import { InputError, type Parser } from '../operation';
import { digitsAsText, entriesOf, given, withoutMarks } from './given';

/** CPF and CNPJ. Pluggy checks their check digits: those of its sandbox are wrong ones. */

export const CPF = /^\d{11}$/;
/** Letters are part of new CNPJs since 2026; the two check digits stay digits. */
export const CNPJ = /^[\dA-Z]{12}\d{2}$/;

const DOCUMENT_EXPECTED = {
	cpf: 'must be a CPF: 11 digits, with or without points',
	cnpj: 'must be a CNPJ: 14 digits or letters, with or without points',
	any: 'must be a CPF (11 digits) or CNPJ (14 digits or letters), with or without points',
};

/** A CPF or CNPJ without its punctuation. */
export const withoutPunctuation = (text: string) =>
	withoutMarks(text)
		.replace(/[\s./-]/g, '')
		.toUpperCase();

/** A CPF or CNPJ without its punctuation, as Pluggy takes it. */
export const taxNumber = (required = false, kind?: 'cpf' | 'cnpj'): Parser =>
	given(required, (value) => {
		const expected = DOCUMENT_EXPECTED[kind ?? 'any'];
		const result = withoutPunctuation(digitsAsText(value, expected));
		if (kind !== 'cnpj' && CPF.test(result)) return result;
		if (kind !== 'cpf' && CNPJ.test(result)) return result;
		throw new InputError(expected);
	});

/**
 * CNPJs as a list or separated by commas, blanks or line breaks, without their punctuation. Wrong
 * ones pass: Pluggy names them in its answer, next to what it found for the others.
 */
export const cnpjs = (required = false): Parser =>
	given(required, (value) => {
		const entries = entriesOf(value, 'must be a list of CNPJs', digitsAsText).map(
			withoutPunctuation,
		);
		const wrong = entries.findIndex((entry) => !/^[\dA-Z]+$/.test(entry));
		if (wrong >= 0) {
			throw new InputError(
				`must be a list of CNPJs, but entry ${wrong + 1} of ${entries.length} is none`,
			);
		}
		const unique = [...new Set(entries)];
		if (unique.length === 0 && required) throw new InputError('is missing');
		return unique.length === 0 ? undefined : unique;
	});

function checkDigit(digits: readonly number[]): number {
	const sum = digits.reduce(
		(total, digit, place) => total + digit * (digits.length + 1 - place),
		0,
	);
	return ((sum * 10) % 11) % 10;
}

/** Whether 11 digits are a CPF by their check digits, and not one digit eleven times. */
export function isCpf(text: string): boolean {
	const digits = [...text].map(Number);
	return (
		new Set(digits).size > 1 &&
		checkDigit(digits.slice(0, 9)) === digits[9] &&
		checkDigit(digits.slice(0, 10)) === digits[10]
	);
}
