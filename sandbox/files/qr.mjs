/** QR codes: bytes, error correction M, up to version 15 (412 bytes). ISO/IEC 18004. */
import { writePng } from './png.mjs';

/** By version: error correction bytes of a block, and blocks. */
const CORRECTION = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24];
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10];
const MAX_VERSION = CORRECTION.length - 1;
const QUIET = 4;
const SCALE = 5;

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++, x = (x << 1) ^ (x & 0x80 ? 0x11d : 0)) {
	EXP[i] = EXP[i + 255] = x;
	LOG[x] = i;
}
const multiply = (/** @type {number} */ a, /** @type {number} */ b) =>
	a === 0 || b === 0 ? 0 : EXP[LOG[a] + LOG[b]];

/** @param {number} version */
function rawBytes(version) {
	let modules = (16 * version + 128) * version + 64;
	if (version >= 2) {
		const marks = Math.floor(version / 7) + 2;
		modules -= (25 * marks - 10) * marks - 55;
		if (version >= 7) modules -= 36;
	}
	return Math.floor(modules / 8);
}
const dataBytes = (/** @type {number} */ v) => rawBytes(v) - CORRECTION[v] * BLOCKS[v];

/** Reed-Solomon. @param {number[]} data @param {number} degree */
function correctionOf(data, degree) {
	let divisor = [1];
	for (let i = 0; i < degree; i++) {
		const next = [...divisor, 0];
		divisor.forEach((value, j) => (next[j + 1] ^= multiply(value, EXP[i])));
		divisor = next;
	}
	const rest = [...data, ...Array(degree).fill(0)];
	for (let i = 0; i < data.length; i++) {
		const factor = rest[i];
		if (factor) divisor.forEach((value, j) => (rest[i + j] ^= multiply(value, factor)));
	}
	return rest.slice(data.length);
}

/** All bytes of the symbol, interleaved. @param {Buffer} bytes @param {number} version */
function codewords(bytes, version) {
	const bits = [0, 1, 0, 0];
	const push = (/** @type {number} */ value, /** @type {number} */ length) => {
		for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1);
	};
	push(bytes.length, version < 10 ? 8 : 16);
	for (const byte of bytes) push(byte, 8);
	const capacity = dataBytes(version) * 8;
	push(0, Math.min(4, capacity - bits.length));
	push(0, (8 - (bits.length % 8)) % 8);
	for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) push(pad, 8);
	const data = [];
	for (let i = 0; i < bits.length; i += 8) data.push(parseInt(bits.slice(i, i + 8).join(''), 2));

	const count = BLOCKS[version];
	const short = Math.floor(data.length / count);
	const longFrom = count - (data.length % count);
	const blocks = [];
	for (let i = 0, place = 0; i < count; i++) {
		const length = short + (i >= longFrom ? 1 : 0);
		blocks.push(data.slice(place, place + length));
		place += length;
	}
	const checks = blocks.map((block) => correctionOf(block, CORRECTION[version]));
	const out = [];
	for (const lists of [blocks, checks]) {
		for (let i = 0; i <= short || i < CORRECTION[version]; i++) {
			for (const list of lists) if (i < list.length) out.push(list[i]);
		}
	}
	return out;
}

/** @param {string} text @returns {boolean[][]} rows of modules, true = dark */
export function qrModules(text) {
	const bytes = Buffer.from(text);
	let version = 1;
	const fits = () => dataBytes(version) * 8 >= 4 + (version < 10 ? 8 : 16) + bytes.length * 8;
	while (!fits()) if ((version += 1) > MAX_VERSION) throw new Error('Too long for a QR code');
	const size = 17 + 4 * version;
	/** @type {Array<Array<boolean | undefined>>} */
	const modules = Array.from({ length: size }, () => Array(size).fill(undefined));
	const set = (/** @type {number} */ x, /** @type {number} */ y, /** @type {boolean} */ dark) => {
		if (x >= 0 && y >= 0 && x < size && y < size) modules[y][x] = dark;
	};
	drawPatterns(set, modules, version, size);

	const stream = codewords(bytes, version).flatMap((byte) =>
		Array.from({ length: 8 }, (_, i) => (byte >> (7 - i)) & 1),
	);
	let next = 0;
	for (let right = size - 1; right >= 1; right -= 2) {
		if (right === 6) right = 5;
		for (let step = 0; step < size; step++) {
			const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
			for (const x of [right, right - 1]) {
				if (modules[y][x] === undefined) set(x, y, (stream[next++] === 1) !== ((x + y) % 2 === 0));
			}
		}
	}
	return /** @type {boolean[][]} */ (modules);
}

/** @param {(x: number, y: number, dark: boolean) => void} set @param {any[][]} modules @param {number} version @param {number} size */
function drawPatterns(set, modules, version, size) {
	const square = (
		/** @type {number} */ cx,
		/** @type {number} */ cy,
		/** @type {number} */ reach,
	) => {
		for (let dy = -reach; dy <= reach; dy++) {
			for (let dx = -reach; dx <= reach; dx++) {
				const ring = Math.max(Math.abs(dx), Math.abs(dy));
				set(cx + dx, cy + dy, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
			}
		}
	};
	for (let i = 0; i < size; i++) {
		set(6, i, i % 2 === 0);
		set(i, 6, i % 2 === 0);
	}
	square(3, 3, 4);
	square(size - 4, 3, 4);
	square(3, size - 4, 4);
	const places = alignment(version, size);
	const last = places.length - 1;
	places.forEach((x, i) =>
		places.forEach((y, j) => {
			const isCorner = (i === 0 && (j === 0 || j === last)) || (i === last && j === 0);
			if (!isCorner) square(x, y, 2);
		}),
	);
	// Error correction M (00), mask 0 (000): the format bits are the mask pattern of the standard.
	const format = 0x5412;
	const bit = (/** @type {number} */ i) => ((format >> i) & 1) === 1;
	for (let i = 0; i <= 5; i++) set(8, i, bit(i));
	set(8, 7, bit(6));
	set(8, 8, bit(7));
	set(7, 8, bit(8));
	for (let i = 9; i < 15; i++) set(14 - i, 8, bit(i));
	for (let i = 0; i < 8; i++) set(size - 1 - i, 8, bit(i));
	for (let i = 8; i < 15; i++) set(8, size - 15 + i, bit(i));
	set(8, size - 8, true);
	if (version < 7) return;
	let rest = version;
	for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
	const bits = (version << 12) | rest;
	for (let i = 0; i < 18; i++) {
		const a = size - 11 + (i % 3);
		const b = Math.floor(i / 3);
		set(a, b, ((bits >> i) & 1) === 1);
		set(b, a, ((bits >> i) & 1) === 1);
	}
}

/** @param {number} version @param {number} size */
function alignment(version, size) {
	if (version === 1) return [];
	const count = Math.floor(version / 7) + 2;
	const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
	const places = Array.from({ length: count - 1 }, (_, i) => size - 7 - i * step);
	return [6, ...places.reverse()];
}

/** A PNG in base64. @param {string} text */
export function qrPng(text) {
	const modules = qrModules(text);
	const size = (modules.length + 2 * QUIET) * SCALE;
	const at = (/** @type {number} */ pixel) => Math.floor(pixel / SCALE) - QUIET;
	return writePng(size, size, (x, y) => modules[at(y)]?.[at(x)] === true);
}
