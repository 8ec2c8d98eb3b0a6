/** Parsers for the values of parameters. Errors say what is expected and never repeat the value. */

export { amount, amountOrNone, decimal, integer, integers } from './amounts';
export { day, days, dayStart, instant, yearMonth } from './days';
export { cnpjs, taxNumber } from './documents';
export { isPlainObject, json, jsonBody } from './json';
export { pixCode } from './pixCode';
export { pixKey } from './pixKey';
export {
	apiPath,
	choice,
	choices,
	code,
	digits,
	flag,
	trueOrAbsent,
	isUuid,
	line,
	text,
	uuid,
	uuids,
	webUrl,
} from './texts';
