/** What `JSON.parse` does not tell of a text that is valid JSON. */

/** Where the text that begins at `start` ends: behind its closing quote. */
function endOfText(source: string, start: number): number {
	for (let quote = source.indexOf('"', start + 1); ; quote = source.indexOf('"', quote + 1)) {
		let slashes = 0;
		while (source[quote - 1 - slashes] === '\\') slashes++;
		if (slashes % 2 === 0) return quote + 1;
	}
}

const NUMBER = /-?\d[\d.eE+-]*/y;
const NAME_FOLLOWS = /\s*:/y;

interface Visitor {
	/** A member's name; `owner` is another object for each object of the text. */
	name?: (name: string, owner: object) => void;
	number?: (text: string) => void;
}

function visit(source: string, visitor: Visitor): void {
	const owners: object[] = [];
	for (let place = 0; place < source.length; ) {
		const char = source[place];
		if (char === '"') {
			const end = endOfText(source, place);
			NAME_FOLLOWS.lastIndex = end;
			if (NAME_FOLLOWS.test(source))
				visitor.name?.(JSON.parse(source.slice(place, end)) as string, owners[owners.length - 1]);
			place = end;
			continue;
		}
		NUMBER.lastIndex = place;
		const number = NUMBER.exec(source);
		if (number) {
			visitor.number?.(number[0]);
			place += number[0].length;
			continue;
		}
		if (char === '{' || char === '[') owners.push({});
		if (char === '}' || char === ']') owners.pop();
		place++;
	}
}

/** Whether an object of valid JSON has a member twice: `JSON.parse` keeps the last alone. */
export function hasSameMemberTwice(source: string): boolean {
	const names = new Map<object, Set<string>>();
	let found = false;
	visit(source, {
		name: (name, owner) => {
			const known = names.get(owner) ?? new Set();
			names.set(owner, known);
			found ||= known.has(name);
			known.add(name);
		},
	});
	return found;
}

/** The numbers of valid JSON, as they are written. */
export function numbersIn(source: string): string[] {
	const numbers: string[] = [];
	visit(source, { number: (text) => numbers.push(text) });
	return numbers;
}

/** More digits than any number of JavaScript has, exponent included. */
const LONGEST_NUMBER = 400;

/** Digits without zeros around them, and the power of ten of the last. */
function canonical(text: string): string {
	const [mantissa, exponent = '0'] = text.toLowerCase().replace('-', '').split('e');
	const [whole, fraction = ''] = mantissa.split('.');
	const digits = (whole + fraction).replace(/^0+/, '');
	const significant = digits.replace(/0+$/, '');
	if (significant === '') return '0';
	return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** Whether JavaScript writes a number as it was written, but for zeros around it. */
export function isExactNumber(text: string): boolean {
	if (text.length > LONGEST_NUMBER) return false;
	return canonical(String(Number(text))) === canonical(text);
}
