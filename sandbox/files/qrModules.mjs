/** Where the words of a QR code go (ISO 18004), and the mask that is read best. */

/** 1 is black, 0 white, null still free. @typedef {Array<Array<0 | 1 | null>>} Modules */

const MASKS = /** @type {Array<(x: number, y: number) => boolean>} */ ([
	(x, y) => (x + y) % 2 === 0,
	(_, y) => y % 2 === 0,
	(x) => x % 3 === 0,
	(x, y) => (x + y) % 3 === 0,
	(x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
	(x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
	(x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
	(x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]);
/** Level M has the number 0. */
const LEVEL = 0;

/** @param {number} value @param {number} at */
const bit = (value, at) => /** @type {0 | 1} */ ((value >>> at) & 1);

/** The value with the remainder by which readers mend it. @param {number} value @param {number} degree @param {number} divisor */
function withRemainder(value, degree, divisor) {
	let rest = value;
	for (let round = 0; round < degree; round++) {
		rest = (rest << 1) ^ ((rest >>> (degree - 1)) * divisor);
	}
	return (value << degree) | rest;
}

/** Where the centres of the small squares are. @param {number} version */
function centres(version) {
	if (version === 1) return [];
	const count = Math.floor(version / 7) + 2;
	const last = 4 * version + 10;
	const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
	return [6, ...Array.from({ length: count - 1 }, (_, at) => last - (count - 2 - at) * step)];
}

/** Squares and lines by which a reader finds its way. @param {number} version */
function framed(version) {
	const size = 4 * version + 17;
	const modules = /** @type {Modules} */ (
		Array.from({ length: size }, () => Array(size).fill(null))
	);
	/** Rings around a centre; those in `white` are white. @param {number} x @param {number} y @param {number} radius @param {number[]} white */
	const square = (x, y, radius, white) => {
		for (let dy = -radius; dy <= radius; dy++) {
			for (let dx = -radius; dx <= radius; dx++) {
				if (modules[y + dy]?.[x + dx] === undefined) continue;
				modules[y + dy][x + dx] = white.includes(Math.max(Math.abs(dx), Math.abs(dy))) ? 0 : 1;
			}
		}
	};
	for (let at = 0; at < size; at++) {
		modules[6][at] = modules[at][6] = at % 2 === 0 ? 1 : 0;
	}
	for (const [x, y] of [
		[3, 3],
		[size - 4, 3],
		[3, size - 4],
	]) {
		square(x, y, 4, [2, 4]);
	}
	const places = centres(version);
	const last = places.at(-1);
	for (const y of places) {
		for (const x of places) {
			const isCorner = (x === 6 && (y === 6 || y === last)) || (x === last && y === 6);
			if (!isCorner) square(x, y, 2, [1]);
		}
	}
	return modules;
}

/** Level and mask, twice, and from version 7 on the version. @param {Modules} modules @param {number} version @param {number} mask */
function drawInformation(modules, version, mask) {
	const size = modules.length;
	const format = withRemainder((LEVEL << 3) | mask, 10, 0x537) ^ 0x5412;
	/** @param {number} x @param {number} y @param {number} at */
	const draw = (x, y, at) => (modules[y][x] = bit(format, at));
	for (let at = 0; at < 15; at++) {
		const up = at < 6 ? at : at + 1;
		if (at < 8) draw(8, up, at);
		else draw(at === 8 ? 7 : 14 - at, 8, at);
		if (at < 8) draw(size - 1 - at, 8, at);
		else draw(8, size - 15 + at, at);
	}
	modules[size - 8][8] = 1;
	if (version < 7) return;
	const number = withRemainder(version, 12, 0x1f25);
	for (let at = 0; at < 18; at++) {
		const [long, short] = [size - 11 + (at % 3), Math.floor(at / 3)];
		modules[short][long] = modules[long][short] = bit(number, at);
	}
}

/** The free places from the right, two columns at a time, up and down. @param {Modules} modules */
function freePlaces(modules) {
	const size = modules.length;
	/** @type {Array<[x: number, y: number]>} */
	const places = [];
	let isUp = true;
	for (let right = size - 1; right > 0; right -= 2) {
		if (right === 6) right = 5;
		for (let step = 0; step < size; step++) {
			const y = isUp ? size - 1 - step : step;
			for (const x of [right, right - 1]) if (modules[y][x] === null) places.push([x, y]);
		}
		isUp = !isUp;
	}
	return places;
}

/** How hard it is to read: long runs, squares, what looks like a corner, too much of one colour. @param {Modules} modules */
function hardship(modules) {
	const size = modules.length;
	const columns = modules.map((_, x) => modules.map((row) => row[x]));
	let points = 0;
	for (const line of [...modules, ...columns].map((one) => one.join(''))) {
		for (const run of line.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2;
		points += 40 * (line.match(/(?=00001011101|10111010000)/g) ?? []).length;
	}
	for (let y = 1; y < size; y++) {
		for (let x = 1; x < size; x++) {
			const one = modules[y][x];
			const [left, above, corner] = [modules[y][x - 1], modules[y - 1][x], modules[y - 1][x - 1]];
			if (one === left && one === above && one === corner) points += 3;
		}
	}
	const black = modules.flat().filter((one) => one === 1).length / size ** 2;
	return points + 10 * Math.floor(Math.abs(black * 20 - 10));
}

/** @param {number} version @param {number[]} words @returns {Modules} */
export function qrModules(version, words) {
	const frame = framed(version);
	drawInformation(frame, version, 0);
	const places = freePlaces(frame);
	const masked = MASKS.map((isTurned, mask) => {
		const modules = frame.map((row) => [...row]);
		drawInformation(modules, version, mask);
		for (const [index, [x, y]] of places.entries()) {
			// A few places at the end may have no word.
			const value = bit(words[index >>> 3] ?? 0, 7 - (index & 7));
			modules[y][x] = /** @type {0 | 1} */ (value ^ Number(isTurned(x, y)));
		}
		return { modules, points: hardship(modules) };
	});
	return masked.reduce((best, one) => (one.points < best.points ? one : best)).modules;
}
