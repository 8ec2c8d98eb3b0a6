import type { INodeProperties } from 'n8n-workflow';
import { asNotice } from '../shared/lists';
import type { Bilingual, Field, Operation } from './operation';

/** What the panel says under Operation before anything runs: that money moves, that something is lost, what it costs. */

/** A notice, and for which values of other parameters it is shown. */
export interface Notice {
	property: INodeProperties;
	when?: Field['when'];
}

const notice = (name: string, says: Bilingual, when?: Field['when']): Notice => ({
	property: {
		displayName: asNotice(...says),
		name: `notice${name}`,
		type: 'notice',
		default: '',
	},
	...(when === undefined ? {} : { when }),
});

const REAL: Bilingual = [
	'Real money moves while Is Sandbox is off.',
	'Dinheiro de verdade: Is Sandbox está desligado.',
];
const REAL_UNLESS_ADDED: Bilingual = [
	'Real money moves, unless you add the field Is Sandbox and turn it on.',
	'Dinheiro de verdade, a não ser que você adicione o campo Is Sandbox e o ligue.',
];
const TEST: Bilingual = [
	'Test while Is Sandbox is on: no money moves.',
	'Teste: com Is Sandbox ligado, nenhum dinheiro é movimentado.',
];
const ALWAYS_REAL: Bilingual = [
	'Real money: there is no test mode.',
	'Dinheiro de verdade: não há modo de teste.',
];

const COSTS: Readonly<Record<NonNullable<Operation['costs']>, Bilingual>> = {
	quota: [
		'Each input row spends the monthly Open Finance quota of this customer at the bank.',
		'Cada linha de entrada gasta a cota mensal deste cliente no banco.',
	],
	fee: [
		'Paid add-on of Pluggy: each input row may be billed.',
		'Produto pago da Pluggy: cada linha de entrada pode ser cobrada.',
	],
};

function aboutMoney({ moneyMoves, fields }: Operation): Notice[] {
	if (moneyMoves === undefined) return [];
	if (moneyMoves === 'always') return [notice('Money', ALWAYS_REAL)];
	const isOnTop = fields.some(({ place, role }) => place === 'top' && role === 'test');
	if (!isOnTop) return [notice('Money', REAL_UNLESS_ADDED)];
	return [
		notice('Money', REAL, { isSandbox: [false] }),
		notice('Test', TEST, { isSandbox: [true] }),
	];
}

const lossOf = ([english, portuguese]: Bilingual): Bilingual => [
	`What is lost: ${english}`,
	`O que se perde: ${portuguese}`,
];

/** The notices of one operation, in the order in which they are shown. */
export function noticesOf(operation: Operation): Notice[] {
	const { loses, costs, notice: more } = operation;
	return [
		...aboutMoney(operation),
		...(loses === undefined ? [] : [notice('Loss', lossOf(loses))]),
		...(costs === undefined ? [] : [notice('Cost', COSTS[costs])]),
		...(more === undefined ? [] : [notice('More', more.says, more.when)]),
	];
}
