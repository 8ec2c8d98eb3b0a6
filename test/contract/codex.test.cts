import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { plain, SEARCHED, SEARCHED_OF } from '../words.cjs';

/** By which words the search of n8n's node panel can find each node: what it looks through are names and aliases. */

const root = resolve(__dirname, '../..');

/** The twenty everyday words that were tried, and those that came up after them. */
const TRIED = `pix boleto banco bank pluggy extrato saldo conta cartão transações pagamento cobrança
	investimento nubank itaú cnpj ofx conciliação fatura empréstimo transferência consentimento categoria
	cpf balance statement invoice dinheiro evento`.split(/\s+/);
const PHRASES = ['open finance', 'qr code', 'webhook banco'];

const NODES = ['Pluggy', 'PluggyTrigger', 'PluggyPollTrigger'] as const;

const aliasesOf = (node: string) =>
	(
		JSON.parse(readFileSync(join(root, `nodes/${node}/${node}.node.json`), 'utf8')) as {
			alias: string[];
		}
	).alias;

describe.each(NODES)('%s', (node) => {
	const aliases = aliasesOf(node);

	test('has every word that people type, with accents and without', () => {
		expect(aliases).toEqual([...new Set([...SEARCHED_OF[node], ...SEARCHED])]);
	});

	test('has those that were tried', () => {
		// n8n searches the name of the node as well.
		const wanted = [...TRIED, ...PHRASES].filter((word) => word !== 'pluggy');
		const lacking = [...wanted, ...wanted.map(plain)].filter((word) => !aliases.includes(word));
		expect(lacking).toEqual([]);
	});

	test('says each once, in small letters', () => {
		expect(new Set(aliases).size).toBe(aliases.length);
		expect(aliases.filter((word) => word !== word.toLowerCase() || word.trim() !== word)).toEqual(
			[],
		);
	});
});
