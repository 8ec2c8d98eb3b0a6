/**
 * What examples/source/month-by-category.mjs has to add up, from the sandbox's own rows, and that the Excel file
 * has as many lines. What stands in the cells of the file and the message (Gmail is switched off) are not compared.
 */
import { inflateRawSync } from 'node:zlib';
import { dayOf, monthOf } from '../lib/days.mjs';
import { atHome, compareTexts, filesOf, readHome, setFields } from '../lib/home.mjs';
import { outputOf } from '../lib/n8n-client.mjs';

const APART = ['04', '0510'];

/** @type {Row[]} */
let rows = [];
/** @type {(month: string) => Promise<void>} */
let setMonth = async () => {};

/** @param {Stack & { workflowId: string, name: (id: string) => string }} given */
export async function prepare({ workflowId, name, ...stack }) {
	rows = (await readHome(stack.sandbox, await atHome(stack))).rows;
	setMonth = (month) => setFields(stack.client, workflowId, name('settings'), { month });
}

/** The first day of the month that a run is about: last month by itself, then the last February. @param {number} run @param {string} today */
function startOf(run, today) {
	const last = monthOf(today, -1).first;
	if (run === 1) return last;
	const [year, month] = last.split('-').map(Number);
	return `${month < 2 ? year - 1 : year}-02-01`;
}

/** One file of a zip archive. @param {Buffer} zip @param {string} wanted */
function unzip(zip, wanted) {
	const CENTRAL = 0x02014b50;
	for (let at = 0; at < zip.length - 46; at += 1) {
		if (zip.readUInt32LE(at) !== CENTRAL) continue;
		const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
		if (name !== wanted) continue;
		const start = zip.readUInt32LE(at + 42);
		const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
		const packed = zip.subarray(data, data + zip.readUInt32LE(at + 20));
		return (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
	}
	throw new Error(`The Excel file has no ${wanted}.`);
}

/** @param {{ client: N8nClient, execution: any, run: number, name: (id: string) => string }} context */
export async function check({ client, execution, run, name }) {
	const today = dayOf(execution.startedAt);
	const month = monthOf(startOf(run, today), 0);
	const before = monthOf(month.first, -1);
	await setMonth(startOf(2, today).slice(0, 7));
	/** @type {Map<string, number[]>} */
	const sums = new Map([['Total · true', [0, 0, 0]]]);
	for (const { date, amount, category, categoryId } of rows) {
		if (date < before.first || date > month.last) continue;
		const counts = !APART.some((start) => categoryId.startsWith(start));
		for (const group of [category, ...(counts ? ['Total'] : [])]) {
			const key = `${group} · ${counts}`;
			const sum = sums.get(key) ?? [0, 0, 0];
			sums.set(key, sum);
			sum[date < month.first ? 2 : amount < 0 ? 1 : 0] += Math.round(amount * 100);
		}
	}
	const lines = outputOf(execution, name('sums'));
	const found = lines.map((row) => {
		// The columns of either language, by their places.
		const [category, , into, out, net, earlier, difference, counts] = Object.values(row);
		const cents = [into, out, earlier, net, difference].map((value) => Math.round(value * 100));
		return [category, ['yes', 'sim'].includes(counts), ...cents].join(' · ');
	});
	const wanted = [...sums].map(([key, [into, out, earlier]]) =>
		[key, into, out, earlier, into + out, into + out - earlier].join(' · '),
	);
	const differences = compareTexts('lines', found, wanted);
	const [file] = filesOf(execution, name('excel'));
	const xml = unzip(await client.download(file), 'xl/worksheets/sheet1.xml');
	const inFile = xml.split('<row ').length - 1;
	if (inFile !== lines.length + 1)
		differences.push(`${inFile} lines in ${file.fileName}, not ${lines.length + 1}`);
	if (!file.fileName.endsWith(`_${month.first.slice(0, 7)}.xlsx`))
		differences.push(`a file ${file.fileName}`);
	const total = sums.get('Total · true')?.map((cents) => cents / 100);
	return {
		summary: `${lines.length} lines (${before.first} to ${month.last}), in ${total?.[0]}, out ${total?.[1]}; ${file.fileName} has ${inFile} lines. Cells and Gmail, which is switched off, are not compared.`,
		differences,
	};
}
