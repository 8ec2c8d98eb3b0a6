import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { loadOutputSchema } from 'n8n-core';
import { infer } from './outputSchemas.cjs';
import { PluggyPollTrigger } from '../../scripts/lib/built.cjs';
import { itemEvent, paymentEvent, rowsEvent } from '../../nodes/PluggyPollTrigger/events';
import { keyOf, toldOf } from '../../nodes/PluggyPollTrigger/told';

/** What the editor shows of the Pluggy Poll Trigger's events before it has run. */

const nodeDir = resolve(__dirname, '../../nodes/PluggyPollTrigger');
const FILE = resolve(nodeDir, '__schema__/v1.0.0.json');

const id = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';
const row = { id, key: keyOf(id), at: 1_772_452_800_000, date: '2026-03-02T03:00:00.000Z' };
const rows = rowsEvent(
	{ itemId: id, accountId: id, baseUrl: 'https://api.pluggy.ai' },
	{ account: keyOf(id), updated: '2026-03-02T12:00:00.000Z', told: toldOf([row]), times: 1 },
	[row],
);
const item = { clientUserId: 'customer-1', error: { code: 'USER_INPUT_TIMEOUT', message: 'late' } };

/** Of every kind, the most useful first; a member that an event does not have is just not there. */
const events = [
	rows,
	itemEvent('item/error', id, item),
	itemEvent('item/updated', id, {}),
	paymentEvent(id, 'COMPLETED'),
];

test('is what its events have (npm run schemas)', () => {
	const schema = infer(events);
	if (process.env.WRITE_OUTPUT_SCHEMAS) {
		mkdirSync(dirname(FILE), { recursive: true });
		writeFileSync(FILE, `${JSON.stringify(schema)}\n`);
	}
	expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(schema);
	const { version } = new PluggyPollTrigger().description;
	const found = loadOutputSchema({ nodeDir, version: version as number } as never);
	expect(found).toEqual(schema);
	expect(Object.keys(schema.properties!)).toEqual(
		expect.arrayContaining(['event', 'eventId', 'itemId', 'transactionIds', 'data', 'error']),
	);
});
