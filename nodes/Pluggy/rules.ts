import type { Values } from './operation';

/** What two parameters of an operation must not say together. Each function here makes one such rule. */

export interface Rule {
	/** The parameter that the error names. */
	about: string;
	other: string;
	/** @returns what is wrong, with `{other}` for the other parameter; undefined when nothing is */
	broken: (values: Values) => string | undefined;
}

/** A rule for values that are both there. */
function pair(
	about: string,
	other: string,
	judge: (one: unknown, two: unknown) => string | undefined,
): Rule {
	const broken = (values: Values) => {
		const [one, two] = [values[about], values[other]];
		return one === undefined || two === undefined ? undefined : judge(one, two);
	};
	return { about, other, broken };
}

/** Only one of them may be given. */
export const notBoth = (about: string, other: string) =>
	pair(about, other, () => 'cannot be combined with "{other}": use one of them');

/** They must not have the same value. */
export const notEqual = (about: string, other: string) =>
	pair(about, other, (one, two) => (one === two ? 'must not be the same as "{other}"' : undefined));

/** The first is an amount not above the second, or a day not after it. */
export const inOrder = (about: string, other: string) =>
	pair(about, other, (low, high) => {
		// Amounts are numbers; days and months are texts that sort as they follow each other.
		const isNumeric = typeof low === 'number' && typeof high === 'number';
		if (isNumeric ? low <= high : String(low) <= String(high)) return undefined;
		return `${isNumeric ? 'must not be more than' : 'must not be after'} "{other}"`;
	});

/** The first makes no sense without the second; or only not for some values. */
export const needs = (
	about: string,
	other: string,
	when: (values: Values) => boolean = () => true,
): Rule => ({
	about,
	other,
	broken: (values) =>
		values[about] !== undefined && values[other] === undefined && when(values)
			? 'needs "{other}" as well'
			: undefined,
});
