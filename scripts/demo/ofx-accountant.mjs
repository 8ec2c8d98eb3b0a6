/**
 * What the files of examples/source/ofx-accountant.mjs have to hold: every row of the sandbox of last month, by
 * account; then of this month, where some are pending. Google Drive and Gmail are switched off: only that all files come to each is compared.
 */
import { dayOf, monthOf } from '../lib/days.mjs';
import { atHome, compareTexts, filesOf, readHome, setFields } from '../lib/home.mjs';
import { outputOf } from '../lib/n8n-client.mjs';

/** @type {{ accounts: Row[], rows: Row[] }} */
let home = { accounts: [], rows: [] };

/** @type {(month: string) => Promise<void>} */
let setMonth = async () => {};

/** @param {Stack & { workflowId: string, name: (id: string) => string }} given */
export async function prepare({ workflowId, name, ...stack }) {
	home = await readHome(stack.sandbox, await atHome(stack));
	setMonth = (month) => setFields(stack.client, workflowId, name('settings'), { month });
}

const valueOf = (/** @type {string} */ block, /** @type {string} */ tag) =>
	new RegExp(`<${tag}>([^<\r\n]*)`).exec(block)?.[1];

/** @param {{ client: N8nClient, execution: any, run: number, name: (id: string) => string }} context */
export async function check({ client, execution, run, name }) {
	const today = dayOf(execution.startedAt);
	const { first, last } = monthOf(today, run - 2);
	await setMonth(today.slice(0, 7));
	const { accounts, rows } = home;
	const files = filesOf(execution, name('files'));
	const statements = outputOf(execution, name('files'));
	const differences = compareTexts(
		'accounts',
		statements.map(({ accountId }) => accountId),
		accounts.map(({ id }) => id),
	);
	let written = 0;
	for (const [index, file] of files.entries()) {
		const { accountId } = statements[index];
		const text = (await client.download(file)).toString('latin1');
		const found = text
			.split('<STMTTRN>')
			.slice(1)
			.map((block) => {
				const day = valueOf(block, 'DTPOSTED')?.slice(0, 8);
				return [valueOf(block, 'FITID'), day, Number(valueOf(block, 'TRNAMT'))].join(' · ');
			});
		const wanted = rows
			.filter((row) => row.accountId === accountId && row.date >= first && row.date <= last)
			.map((row) => [row.id, row.date.replaceAll('-', ''), row.amount].join(' · '));
		written += found.length;
		differences.push(...compareTexts(file.fileName, found, wanted));
		if (!file.fileName.endsWith(`_${first}_${last}.ofx`))
			differences.push(`a file ${file.fileName}`);
	}
	if (written === 0) differences.push('no transaction in any file');
	for (const id of ['drive', 'email']) {
		const names = filesOf(execution, name(id)).map(({ fileName }) => fileName);
		differences.push(
			...compareTexts(
				`files at ${name(id)}`,
				names,
				files.map(({ fileName }) => fileName),
			),
		);
	}
	return {
		summary: `${files.length} files of ${accounts.length} accounts, ${written} transactions (${first} to ${last}). Google Drive and Gmail are switched off: not compared.`,
		differences,
	};
}
