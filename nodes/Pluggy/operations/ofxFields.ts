import { choice, flag, option, text } from '../fields';
import { InputError, type Field, type Parser } from '../operation';
import { isEncoding } from '../handlers/ofxText';

/** The options of a statement file. */

const CODE = /^\d{1,3}$/;

/** The three digits of a bank; a number has lost its zeros in front. */
function bankCode(parse: Parser): Parser {
	return (value, context) => {
		const code = parse(typeof value === 'number' ? String(value) : value, context);
		if (code === undefined) return undefined;
		if (CODE.test(String(code)) && Number(code) > 0) return String(code).padStart(3, '0');
		throw new InputError('must be the three digits of a bank, such as 341');
	};
}

/** Unlike other choices it is not passed on to Pluggy: one that is not listed means nothing. */
function known(parse: Parser): Parser {
	return (value, context) => {
		const encoding = parse(value, context);
		if (encoding === undefined || isEncoding(encoding)) return encoding;
		throw new InputError('must be windows-1252 or utf-8');
	};
}

const withParser = (field: Field, parse: (parser: Parser) => Parser): Field => ({
	...field,
	parse: parse(field.parse),
});

/** Of every operation that puts out a file. */
export const outputFile = text('binaryPropertyName', 'Put Output File in Field', {
	...option,
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
});

export const ofxOptions: readonly Field[] = [
	withParser(
		text('bankCode', 'Bank Code', {
			...option,
			placeholder: 'e.g. 341',
			description:
				'Code of the bank (COMPE, three digits) for the file, where Pluggy does not tell it. Programs tell accounts of different banks apart by it.',
		}),
		bankCode,
	),
	withParser(
		choice(
			'encoding',
			'Encoding',
			{ 'windows-1252': 'Windows-1252', 'utf-8': 'UTF-8' },
			{
				...option,
				description:
					'The characters of the file: windows-1252 as banks send it, or UTF-8 for programs that show wrong accents with it',
			},
		),
		known,
	),
	outputFile,
	flag('includePending', 'Include Pending', {
		...option,
		default: true,
		description:
			'Whether to include transactions that are not final yet and may change or vanish. Without this option: those of a card up to today, because they are pending until the bill closes; none of a bank account.',
	}),
];
