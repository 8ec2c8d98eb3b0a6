import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { API, run } from './harness.cjs';
import { letIn, onlyNock } from './network.cjs';
onlyNock();
let seed = 7;
const rnd = () => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed / 0x7fffffff; };
const pick = <T>(list: T[]): T => list[Math.floor(rnd() * list.length)];
const wild: unknown[] = [];
process.on('unhandledRejection', (e) => wild.push(e));

test('fuzz', async () => {
	const faults: string[] = [];
	for (let round = 0; round < 120; round++) {
		nock.cleanAll(); letIn();
		const n = 1 + Math.floor(rnd() * 14);
		const kinds = Array.from({ length: n }, () => pick(['get', 'get', 'get', 'getFail', 'pay', 'payFail', 'payLost', 'getReset', 'wrong']));
		const cof = rnd() < 0.6;
		const controller = new AbortController();
		const cancelAt = rnd() < 0.25 ? Math.floor(rnd() * 80) : -1;
		const under = new Set<number>();
		const log: string[] = [];
		const count = new Map<number, number>();
		const ended = new Map<number, boolean>();
		for (const method of ['get', 'post'] as const) {
			nock(API).persist()[method](/^\/(r|payments)\//).reply((uri, _b, cb) => {
				const row = Number(/(\d+)$/.exec(uri)![1]);
				const kind = kinds[row];
				const isPay = kind.startsWith('pay');
				count.set(row, (count.get(row) ?? 0) + 1);
				if (isPay && under.size > 0) faults.push(`${round}: pay ${row} begins while ${[...under]}`);
				for (const u of under) if (kinds[u].startsWith('pay')) faults.push(`${round}: ${row} begins while pay ${u}`);
				if (isPay && count.get(row)! > 1) faults.push(`${round}: pay ${row} twice`);
				if (isPay && !cof) for (let k = 0; k < row; k++) if (ended.get(k) !== true) faults.push(`${round}: pay ${row} though ${k} ${kinds[k]} ended ${ended.get(k)}`);
				if (isPay && controller.signal.aborted) faults.push(`${round}: pay after cancel`);
				under.add(row);
				log.push(`${row}`);
				setTimeout(() => {
					under.delete(row);
					ended.set(row, !/Fail|Lost/.test(kind));
					if (kind.endsWith('Fail')) cb(null, [404, { code: 404, message: 'no' }]);
					else if (kind === 'payLost') cb(null, [502, '<html>']);
					else cb(null, [200, { id: `x${row}`, row }]);
				}, Math.floor(rnd() * 12));
			});
		}
		const options = {
			parameters: {
				resource: 'customRequest', operation: 'send', method: '={{ $json.method }}', path: '={{ $json.path }}',
				body: '={{ $json.method === "POST" ? { a: 1 } : undefined }}', options: { requestsAtOnce: pick([1, 2, 5, 20]) },
			},
			input: kinds.map((k, row) => ({ method: k.startsWith('pay') ? 'POST' : 'GET', path: k === 'wrong' ? 'http://evil.example/x' : `/${k.startsWith('pay') ? 'payments/requests' : 'r'}/${row}` })) as IDataObject[],
			signal: controller.signal,
			...(cof ? { onError: 'continueRegularOutput' as const } : {}),
		};
		const start = Date.now();
		let cancelled = 0;
		if (cancelAt >= 0) setTimeout(() => { cancelled = Date.now(); controller.abort(); }, cancelAt);
		try {
			const { rows } = await run(options);
			if (cancelled === 0) {
				const items = rows.map((r) => (r.pairedItem as { item: number }).item);
				if (items.join() !== kinds.map((_, i) => i).join()) faults.push(`${round}: pairing ${items} ${kinds}`);
				rows.forEach((r, i) => { if (!r.json.error && r.json.row !== i) faults.push(`${round}: json ${i}`); });
				let unknown = false;
				kinds.forEach((k, i) => {
					if (unknown && k.startsWith('pay') && (count.get(i) ?? 0) > 0) faults.push(`${round}: sent after unknown ${i}`);
					if (k === 'payLost') unknown = true;
				});
			}
		} catch { /* */ }
		if (cancelled && Date.now() - cancelled > 1300) faults.push(`${round}: cancel took ${Date.now() - cancelled}`);
		await new Promise((ok) => setTimeout(ok, 15));
		void start;
	}
	console.log(faults.slice(0, 20), faults.length, 'unhandled', wild.length);
}, 120_000);
